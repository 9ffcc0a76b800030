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
class VersionPublished(Event):
    """A procedure has a new version from a day on; `changed` names what differs, in words."""

    name: ClassVar[str] = "procedures.version_published"
    code: str
    valid_from: str
    changed: list[str]
    decision: str


@dataclass(frozen=True)
class DecisionWritten(Event):
    """A decision that announces procedures was written down or corrected."""

    name: ClassVar[str] = "procedures.decision_written"
    number: str
    decided_on: str
    due_on: str


@dataclass(frozen=True)
class PublicationRecorded(Event):
    """Somebody saw a version of a procedure on the national database, there since a day."""

    name: ClassVar[str] = "procedures.publication_recorded"
    code: str
    valid_from: str
    published_on: str
    note: str


@dataclass(frozen=True)
class ReviewPlanned(Event):
    """A year's plan of reviews was written, or procedures were put into it."""

    name: ClassVar[str] = "procedures.review_planned"
    year: int
    number: str
    codes: list[str]


@dataclass(frozen=True)
class ReviewMoved(Event):
    """The review of a procedure went a step on."""

    name: ClassVar[str] = "procedures.review_moved"
    code: str
    year: int
    move: str
    state: str


@dataclass(frozen=True)
class CatalogueImported(Event):
    """A file of the catalogue was taken over: codes that are new and codes that changed."""

    name: ClassVar[str] = "procedures.catalogue_imported"
    file_name: str
    valid_from: str
    added: list[str]
    changed: list[str]


@dataclass(frozen=True)
class FilingPlaceSet(Event):
    """The commune decided where a procedure is filed."""

    name: ClassVar[str] = "procedures.filing_place_set"
    code: str
    place_before: str
    place: str
    note: str


@dataclass(frozen=True)
class DraftChanged(Event):
    """Somebody changed, began or threw away a draft of a route or an e-form; `what` says it in words."""

    name: ClassVar[str] = "procedures.draft_changed"
    kind: str
    code: str
    what: str


@dataclass(frozen=True)
class RoutePublished(Event):
    """A route got its next number; `procedures` take it up from `valid_from`."""

    name: ClassVar[str] = "procedures.route_published"
    code: str
    number: int
    route: str
    valid_from: str
    decision_number: str
    procedures: list[str]


@dataclass(frozen=True)
class FormPublished(Event):
    """An e-form holds anew from a day; `procedures` were given it by this."""

    name: ClassVar[str] = "procedures.form_published"
    code: str
    title: str
    valid_from: str
    changed: list[str]
    procedures: list[str]
