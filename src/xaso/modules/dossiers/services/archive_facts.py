"""What happens to packages for the archive, as told to the journal; no fact of one dossier."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ArchivePacked(Event):
    """A package for the archive was made; `sha256` of the whole file."""

    name: ClassVar[str] = "dossiers.archive_packed"
    number: int
    dossiers: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class ArchiveRecorded(Event):
    """The record of handing a package over was drawn up, with both sides named."""

    name: ClassVar[str] = "dossiers.archive_recorded"
    number: int
    receipt: str
    giver: str
    receiver: str


@dataclass(frozen=True, kw_only=True)
class ArchiveHandedOver(Event):
    """A package was taken by the archive, under a record of hand-over."""

    name: ClassVar[str] = "dossiers.archive_handed_over"
    number: int
    receiver: str
    receipt: str
