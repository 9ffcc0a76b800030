"""Several scans of one paper become one PDF."""

import io

import pytest
from pypdf import PdfReader

from tests.platform.files.samples import image, pdf, pdf_running, upload
from xaso.platform.files.binding import bind
from xaso.platform.files.refusals import FileActive, FileTypeRefused


def test_pages_follow_each_other_in_the_order_given() -> None:
    parts = [upload(image(size=(400, 300)), "1.jpg"), upload(pdf(2), "2.pdf"), upload(image("PNG"), "3.png")]

    bound = bind(parts, "to-khai")

    pages = PdfReader(io.BytesIO(bound.read())).pages
    assert (bound.name, len(pages)) == ("to-khai.pdf", 4)
    assert pages[0].mediabox.width > pages[0].mediabox.height
    assert pages[1].mediabox.width == 595


def test_one_file_stays_itself_and_none_is_an_error() -> None:
    one = upload(image(), "1.jpg")

    assert bind([one], "x") is one
    with pytest.raises(ValueError, match="nothing"):
        bind([], "x")


def test_each_part_is_looked_into_before_it_is_bound() -> None:
    sound = upload(image(), "1.jpg")

    with pytest.raises(FileActive):
        bind([sound, upload(pdf_running("open"), "2.pdf")], "x")
    with pytest.raises(FileTypeRefused):
        bind([sound, upload(b"chu", "2.txt")], "x")
