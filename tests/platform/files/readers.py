"""Readers of scans for tests: one that copies, one that is not there, one that cannot, one that need not."""

from __future__ import annotations

from pathlib import Path

from tests.platform.files.samples import pdf
from xaso.platform.files.refusals import AlreadyReadable, ReadingFailed

HERE = f"{__name__}."


class QuickReader:
    """Gives a PDF of two pages, whatever the scan."""

    def missing(self) -> tuple[str, ...]:
        return ()

    def read(self, source: Path, target: Path, *, seconds: int) -> None:
        assert source.exists()
        target.write_bytes(pdf(2))


class AbsentReader(QuickReader):
    """A machine without the programs."""

    def missing(self) -> tuple[str, ...]:
        return ("tesseract-ocr-vie",)


class FailingReader(QuickReader):
    """Reads nothing."""

    def read(self, source: Path, target: Path, *, seconds: int) -> None:
        raise ReadingFailed("Ảnh quá mờ.")


class IdleReader(QuickReader):
    """Finds the text already there."""

    def read(self, source: Path, target: Path, *, seconds: int) -> None:
        raise AlreadyReadable
