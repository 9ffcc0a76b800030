"""Pages laid into the frame of others: a scan on the sheets that carry its header and foot."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pypdf import PageObject, PdfReader, PdfWriter, Transformation

MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a sheet, in millimetres from its lower left corner."""

    left: float
    bottom: float
    width: float
    height: float


def framed(sheets: bytes, pages: bytes, box: Box) -> bytes:
    """The PDF `sheets` with page after page of the PDF `pages` laid into `box` of its first sheets.

    Each page keeps its proportions and is as large as fits, never larger than it was. Raises ValueError when
    there are fewer sheets than pages.
    """
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(sheets)))
    laid = PdfWriter(clone_from=PdfReader(io.BytesIO(pages))).pages
    if len(writer.pages) < len(laid):
        raise ValueError("more pages than sheets")
    for sheet, page in zip(writer.pages, laid, strict=False):
        _lay(sheet, page, box)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _lay(sheet: PageObject, page: PageObject, box: Box) -> None:
    page.transfer_rotation_to_content()
    shape = page.cropbox
    scale = min(1.0, box.width * MM / float(shape.width), box.height * MM / float(shape.height))
    room_x = box.width * MM - float(shape.width) * scale
    room_y = box.height * MM - float(shape.height) * scale
    move = (
        Transformation()
        .translate(-float(shape.left), -float(shape.bottom))
        .scale(scale)
        .translate(box.left * MM + room_x / 2, box.bottom * MM + room_y)
    )
    sheet.merge_transformed_page(page, move, over=False)
