"""Pages of a scan laid on sheets: each whole, in its place, never larger than it was."""

from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter

from xaso.platform.papers.framing import Box, framed

BOX = Box(left=15, bottom=24, width=180, height=252)


def pdf(*shapes: tuple[int, int], turned: int = 0) -> bytes:
    writer = PdfWriter()
    for width, height in shapes:
        writer.add_blank_page(width, height).rotate(turned)
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def test_as_many_sheets_come_out_as_went_in() -> None:
    made = framed(pdf(*[(595, 842)] * 3), pdf((595, 842), (2000, 400), turned=90), BOX)

    pages = PdfReader(BytesIO(made)).pages
    assert [(page.mediabox.width, page.mediabox.height) for page in pages] == [(595, 842)] * 3


def test_a_page_more_than_sheets_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="more pages"):
        framed(pdf((595, 842)), pdf((595, 842), (595, 842)), BOX)
