"""Scanners that tests choose by name."""

from __future__ import annotations

from typing import IO

from xaso.platform.files.ports import Verdict


class FindsEverything:
    """Says that whatever it sees is infected."""

    name = "thử"

    def scan(self, stream: IO[bytes]) -> Verdict:
        """Infected."""
        return Verdict(by=self.name, found="Eicar-Test-Signature")

    def is_ready(self) -> bool:
        """Always."""
        return True


class FindsNothing(FindsEverything):
    """Reads all and finds nothing."""

    def scan(self, stream: IO[bytes]) -> Verdict:
        """Clean, once there was something to read."""
        assert stream.read()
        return Verdict(by=self.name)
