"""What happens to stored files that others may want to know."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class TextAsked(Event):
    """A searchable copy of a scan was asked for; `state` says whether it waits or cannot be made here."""

    name: ClassVar[str] = "files.text_asked"
    file: str
    state: str


@dataclass(frozen=True, kw_only=True)
class TextRead(Event):
    """The reading of a scan ended: with a copy, or with the reason why there is none."""

    name: ClassVar[str] = "files.text_read"
    file: str
    state: str
    copy: str
    sha256: str
    pages: int | None
    note: str
