"""The virus scanner, whoever it is."""

from __future__ import annotations

from dataclasses import dataclass
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
