"""What the catalogue announces."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class CatalogueLoaded(Event):
    """Procedures were loaded from the commune pack: which are new, have a new version, or left the pack."""

    name: ClassVar[str] = "procedures.catalogue_loaded"
    valid_from: str
    added: list[str]
    changed: list[str]
    left: list[str]


@dataclass(frozen=True)
class FilingPlaceSet(Event):
    """The commune decided where a procedure is filed."""

    name: ClassVar[str] = "procedures.filing_place_set"
    code: str
    place_before: str
    place: str
    note: str
