"""Word files: paragraphs and tables in the order of the page, merged cells, counted numbering.

A text box is read after the paragraph it hangs on; a footnote is added to the end of its line, in brackets.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import docx
from docx.document import Document
from docx.oxml import parse_xml
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
}
_BOX, _NOTES = (
    qn("w:txbxContent"),
    {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"},
)
_NOT_READ = _SKIPPED - {_BOX}
_MARK, _MARK_END = "\x02", "\x03"
"""Around the words of a note, where it is referred to. No XML holds these characters."""
_P, _TBL, _TR, _TC, _T = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc", "t"))


class BrokenWordError(ValueError):
    """The bytes are no sound .docx file."""


@dataclass(slots=True)
class _Page:
    """Counts lines while the document is walked."""

    numbering: Numbering
    notes: dict[tuple[str, str], str] = field(default_factory=dict)
    number: int = 0
    items: list[Line | Grid] = field(default_factory=list)

    def next(self) -> int:
        self.number += 1
        return self.number


def lines_of_word(data: bytes) -> Lines:
    """The document in the bytes of a .docx file. Raises `BrokenWordError`."""
    document = _opened(data)
    page = _Page(Numbering.of(document), _notes(document))
    _read(document.element.body, page)
    return Lines(tuple(page.items))


def _read(parent: Any, page: _Page) -> None:
    """Paragraphs and tables in order; what stands in text boxes right after the paragraph they hang on."""
    for block in _blocks(parent):
        if block.tag == _P:
            page.items.extend(_paragraph(block, page))
            for box in _boxes(block):
                _read(box, page)
        else:
            page.items.append(Grid(tuple(_rows(block, page))))


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes inside a paragraph, once each: Word writes a second copy for older readers."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _NOT_READ and isinstance(child.tag, str):
            yield from _boxes(child)


def _notes(document: Document) -> dict[tuple[str, str], str]:
    """Footnotes and endnotes by kind and number, as one line each."""
    found: dict[tuple[str, str], str] = {}
    for relation in document.part.rels.values():
        kind = relation.reltype.rpartition("/")[2]
        if kind not in _NOTES.values() or relation.is_external:
            continue
        for note in parse_xml(relation.target_part.blob):
            if note.get(qn("w:type")) in (None, "normal"):
                words = " ".join(" ".join("".join(_pieces(block, {})) for block in _blocks(note)).split())
                found[kind, note.get(qn("w:id"), "")] = words
    return found


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
    for text in _text(element, page).split("\n"):
        yield Line(page.next(), text, marker, level, name if marker else "", depth)
        marker = ""


def _text(element: Any, page: _Page) -> str:
    """The words of a paragraph, each line followed by the notes it refers to."""
    lines = unicodedata.normalize("NFC", "".join(_pieces(element, page.notes))).split("\n")
    return "\n".join(_with_notes(line) for line in lines)


def _with_notes(line: str) -> str:
    words, *notes = line.split(_MARK)
    if not notes:
        return line
    rest = [note.partition(_MARK_END) for note in notes]
    said = " ".join(f"({note})" for note, _, _ in rest)
    return f"{(words + ''.join(after for _, _, after in rest)).rstrip()} {said}"


def _pieces(element: Any, notes: Mapping[tuple[str, str], str]) -> Iterator[str]:
    for child in element:
        if child.tag == _T:
            yield child.text or ""
        elif child.tag in _TEXT:
            yield _TEXT[child.tag]
        elif child.tag in _NOTES:
            note = notes.get((_NOTES[child.tag], child.get(qn("w:id"), "")))
            yield f"{_MARK}{note}{_MARK_END}" if note else ""
        elif child.tag not in _SKIPPED and isinstance(child.tag, str):
            yield from _pieces(child, notes)


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
            text, marker = _text(block, page), page.numbering.marker(block)
            yield f"{marker} {text}" if marker and text.strip() else text
            for box in _boxes(block):
                yield from _cell_paragraphs(box, page)
        else:
            yield from (
                " ".join(cell.text for cell in row.cells if not cell.merged) for row in _rows(block, page)
            )
