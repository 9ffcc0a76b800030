"""The true reader: Vietnamese out of a picture, PDF/A-2b, and a word for what it cannot do."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from tests.platform.files.samples import image, pdf
from tests.platform.files.scans import LINE, printed_page
from xaso.platform.files.providers.tesseract import TesseractReader
from xaso.platform.files.refusals import AlreadyReadable, ReadingFailed

here = pytest.mark.skipif(
    bool(TesseractReader().missing()), reason=f"not installed: {TesseractReader().missing()}"
)


@here
def test_a_scan_becomes_pdf_a_whose_vietnamese_can_be_found(tmp_path: Path) -> None:
    scan, made = tmp_path / "a.jpg", tmp_path / "b.pdf"
    scan.write_bytes(printed_page())

    TesseractReader().read(scan, made, seconds=60)

    assert LINE in PdfReader(made).pages[0].extract_text().replace("\n", " ")
    with pikepdf.open(made) as opened, opened.open_metadata() as told:
        assert told.pdfa_status == "2B"
    with pytest.raises(AlreadyReadable):
        TesseractReader().read(made, tmp_path / "c.pdf", seconds=60)


def test_a_tiny_or_broken_picture_is_refused_at_once(tmp_path: Path) -> None:
    tiny, broken = tmp_path / "a.png", tmp_path / "b.jpg"
    tiny.write_bytes(image("PNG", (8, 8)))
    broken.write_bytes(b"not a picture")

    for scan, word in ((tiny, "quá nhỏ"), (broken, "Không mở được")):
        with pytest.raises(ReadingFailed, match=word):
            TesseractReader().read(scan, tmp_path / "c.pdf", seconds=60)


def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(pdf(1))

    with pytest.raises(ReadingFailed, match="quá 0 giây"):
        TesseractReader().read(scan, tmp_path / "c.pdf", seconds=0)


def test_a_broken_pdf_gives_a_code_and_what_to_do(tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(b"%PDF-1.7 not really")

    with pytest.raises(ReadingFailed, match="quét lại"):
        TesseractReader().read(scan, tmp_path / "c.pdf", seconds=60)


@here
def test_a_pdf_with_a_password_says_so(tmp_path: Path) -> None:
    scan = tmp_path / "a.pdf"
    scan.write_bytes(pdf(1, password="bi-mat"))

    with pytest.raises(ReadingFailed, match="mật khẩu"):
        TesseractReader().read(scan, tmp_path / "c.pdf", seconds=60)


def test_a_machine_without_the_programs_names_what_to_install() -> None:
    assert TesseractReader("khong-co", "cung-khong").missing() == ("tesseract-ocr", "ghostscript")
    assert "tesseract-ocr-vie" in TesseractReader("true", "true").missing()
