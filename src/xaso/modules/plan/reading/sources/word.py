"""Word files: paragraphs and tables in the order of the page, merged cells, counted numbering."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn

from xaso.modules.plan.reading.lines import Cell, Grid, GridRow, Line, Lines
from xaso.modules.plan.reading.sources.numbering import Numbering

LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_PARTS = 5000
_WRAPPERS = {qn("w:sdt"), qn("w:sdtContent"), qn("w:customXml"), qn("w:smartTag"), qn("w:ins")}
_TEXT = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_SKIPPED = {
    qn("w:del"),
    qn("w:instrText"),
    qn("w:pPr"),
    qn("w:rPr"),
    qn("w:moveFrom"),
    qn("w:delText"),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    qn("w:txbxContent"),
    qn("w:footnoteReference"),
}
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))


class BrokenWordError(ValueError):
    """The bytes are no sound .docx file."""


@dataclass(slots=True)
class _Page:
    """Counts lines while the document is walked."""

    numbering: Numbering
    number: int = 0
    items: list[Line | Grid] = field(default_factory=list)

    def next(self) -> int:
        self.number += 1
        return self.number


def lines_of_word(data: bytes) -> Lines:
    """The document in the bytes of a .docx file. Raises `BrokenWordError`."""
    document = _opened(data)
    page = _Page(Numbering.of(document))
    for block in _blocks(document.element.body):
        if block.tag == _P:
            page.items.extend(_paragraph(block, page))
        else:
            page.items.append(Grid(tuple(_rows(block, page))))
    return Lines(tuple(page.items))


def _opened(data: bytes) -> Document:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise BrokenWordError("too large when unpacked")
        return docx.Document(io.BytesIO(data))
    except BrokenWordError:
        raise
    except Exception as error:  # the library raises what it likes on a broken file
        raise BrokenWordError(str(error)) from error


def _blocks(parent: Any) -> Iterator[Any]:
    for child in parent:
        if child.tag in {_P, _TBL}:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _blocks(child)


def _paragraph(element: Any, page: _Page) -> Iterator[Line]:
    level, (name, depth) = page.numbering.heading_level(element), page.numbering.list_of(element)
    marker = page.numbering.marker(element)
    for text in _text(element).split("\n"):
        yield Line(page.next(), text, marker, level, name if marker else "", depth)
        marker = ""


def _text(element: Any) -> str:
    return unicodedata.normalize("NFC", "".join(_pieces(element)))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _pieces(child)


def _rows(table: Any, page: _Page) -> Iterator[GridRow]:
    above: dict[int, Cell] = {}
    for row in _children(table, _TR):
        number = page.next()
        cells: list[Cell] = [Cell(number, "") for _ in range(_skip(row, "w:gridBefore"))]
        for element in _children(row, _TC):
            _place(element, cells, above, number, page)
        above = dict(enumerate(cells))
        yield GridRow(number, tuple(cells))


def _children(parent: Any, tag: str) -> Iterator[Any]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _skip(row: Any, name: str) -> int:
    found = row.find(f"{qn('w:trPr')}/{qn(name)}")
    return _integer(found.get(qn("w:val")), 0) if found is not None else 0


def _place(element: Any, cells: list[Cell], above: dict[int, Cell], number: int, page: _Page) -> None:
    properties = element.find(qn("w:tcPr"))
    span, down = _merging(properties)
    if down and len(cells) in above:
        text, merged = above[len(cells)].text, "down"
    else:
        text, merged = "\n".join(_cell_paragraphs(element, page)), ""
    cells.append(Cell(number, text, merged))
    cells.extend(Cell(number, text, merged or "across") for _ in range(span - 1))


def _merging(properties: Any) -> tuple[int, bool]:
    if properties is None:
        return 1, False
    span, down = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
    columns = _integer(span.get(qn("w:val")), 1) if span is not None else 1
    return max(1, min(columns, 63)), down is not None and down.get(qn("w:val")) in (None, "continue")


def _integer(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isdigit() else otherwise


def _cell_paragraphs(element: Any, page: _Page) -> Iterator[str]:
    for block in _blocks(element):
        if block.tag == _P:
            text, marker = _text(block), page.numbering.marker(block)
            yield f"{marker} {text}" if marker and text.strip() else text
        else:
            yield from (
                " ".join(cell.text for cell in row.cells if not cell.merged) for row in _rows(block, page)
            )
