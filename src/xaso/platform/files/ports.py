"""The virus scanner and the reader of scans, whoever they are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a scanner says. ``by`` is empty when nobody looked; ``found`` names the virus."""

    by: str
    found: str = ""


class FileScanner(Protocol):
    """Looks at bytes before they are kept."""

    name: str

    def scan(self, stream: IO[bytes]) -> Verdict:
        """Look at the whole stream from where it stands. Raises `ScannerDown` when it cannot."""
        ...  # pragma: no cover - a protocol has no body

    def is_ready(self) -> bool:
        """Whether it answers now (for the health page)."""
        ...  # pragma: no cover - a protocol has no body


def scanner() -> FileScanner:
    """The scanner of this installation (setting FILE_SCANNER)."""
    made: FileScanner = import_string(settings.FILE_SCANNER)()
    return made


class TextReader(Protocol):
    """Makes a PDF/A with a layer of text out of a scan."""

    def missing(self) -> tuple[str, ...]:
        """What this machine lacks for it, by name; empty when it can read."""
        ...  # pragma: no cover - a protocol has no body

    def read(self, source: Path, target: Path, *, seconds: int) -> None:
        """Write the copy of ``source`` (pdf, jpg or png by its ending) to ``target``.

        Raises `AlreadyReadable` for a PDF that has its text, `ReadingFailed` with why, also when it takes
        longer than ``seconds``.
        """
        ...  # pragma: no cover - a protocol has no body


def text_reader() -> TextReader:
    """The reader of this installation (setting TEXT_READER)."""
    made: TextReader = import_string(settings.TEXT_READER)()
    return made
