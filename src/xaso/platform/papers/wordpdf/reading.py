"""Read a Word file into blocks."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from .blocks import Block, Document, Mark, Paragraph, Piece, Run, Sheet
from .numbering import Numbering
from .pieces import PAGE_BREAK, Found, Inside
from .styles import TWIPS_TO_MM, Element, Styles, first, is_on, setting, twips, value
from .tabling import Tabling

A4 = (210.0, 297.0)
USUAL_MARGIN = 25.4
_EIGHTHS = 8
_FULL_LINE = 240


class UnreadableWord(Exception):  # noqa: N818 - says what the file is
    """The bytes are no Word file, or one that is broken."""


def read_word(data: bytes) -> Document:
    """Return the blocks of a .docx. Raises `UnreadableWord`."""
    try:
        return _Reading(docx.Document(io.BytesIO(data))).document()
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as problem:
        raise UnreadableWord(str(problem)) from problem


class _Reading:
    """One file while it is read."""

    def __init__(self, opened: Any) -> None:
        self.opened = opened
        self.found = Found()
        self.styles = Styles(opened.part._styles_part.element)  # the part is there even when its file is not
        self.numbering = Numbering(_numbering_root(opened.part))

    def document(self) -> Document:
        sheets, blocks = [], []
        walk = _Walk(self, self.opened.part)
        body = self.opened.element.body
        settings = iter(self.opened.sections)
        for child in body:
            blocks += walk.block(child)
            if child.tag == qn("w:p") and child.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
                sheets.append(self._sheet(next(settings), blocks))
                blocks = []
        last = next(settings, None)
        if last is not None and (blocks or not sheets):
            sheets.append(self._sheet(last, blocks))
        title = self.opened.core_properties.title or ""
        return Document(title, tuple(sheets), self.found.pictures, tuple(self.found.left_out))

    def _sheet(self, section: Any, blocks: list[Block]) -> Sheet:
        own_first = bool(section.different_first_page_header_footer)
        return Sheet(
            width=_mm(section.page_width, A4[0]),
            height=_mm(section.page_height, A4[1]),
            margins=(
                _mm(section.top_margin, USUAL_MARGIN), _mm(section.right_margin, USUAL_MARGIN),
                _mm(section.bottom_margin, USUAL_MARGIN), _mm(section.left_margin, USUAL_MARGIN),
            ),
            header_from=_mm(section.header_distance, 12.7),
            footer_from=_mm(section.footer_distance, 12.7),
            blocks=tuple(blocks),
            header=self._band(section.header),
            first_header=self._band(section.first_page_header) if own_first else None,
            footer=self._band(section.footer),
            first_footer=self._band(section.first_page_footer) if own_first else None,
        )  # fmt: skip

    def _band(self, band: Any) -> tuple[Block, ...]:
        walk = _Walk(self, band.part)
        blocks = [block for child in band._element for block in walk.block(child)]
        is_bare = all(isinstance(block, Paragraph) and not block.pieces for block in blocks)
        return () if is_bare else tuple(blocks)


class _Walk:
    """Turns the elements of one part of the file into blocks."""

    def __init__(self, reading: _Reading, part: Any) -> None:
        self.reading = reading
        self.inside = Inside(reading.styles, part, reading.found)
        self.tabling = Tabling(reading.styles, self.block)

    def block(self, element: Element) -> list[Block]:
        """The blocks of one element; a paragraph with a page break inside becomes two."""
        if element.tag == qn("w:p"):
            return list(self._paragraphs(element))
        if element.tag == qn("w:tbl"):
            return [self.tabling.table(element)]
        if element.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins")):
            return [block for child in element for block in self.block(child)]
        return []

    def _paragraphs(self, element: Element) -> Iterator[Block]:
        properties = element.find(qn("w:pPr"))
        shape = self._shape(properties)
        halves = _split(self.inside.pieces(element))
        for number, pieces in enumerate(halves):
            new_page = shape["new_page"] if number == 0 else True
            marker = shape["marker"] if number == 0 else ""
            if pieces or len(halves) == 1 or number > 0:
                yield Paragraph(tuple(pieces), **{**shape, "new_page": new_page, "marker": marker})

    def _shape(self, properties: Element | None) -> dict[str, Any]:
        styles = self.reading.styles
        parts = styles.paragraph_parts(properties)
        marker, parts = self._listed(parts)
        mark = None if properties is None else properties.find(qn("w:rPr"))
        size = styles.look(mark, properties).size
        hanging = twips(setting(parts, "w:ind", "w:hanging"))
        rule = setting(parts, "w:spacing", "w:lineRule") or "auto"
        line = float(setting(parts, "w:spacing", "w:line") or _FULL_LINE)
        borders = first(parts, "w:pBdr")
        return {
            "align": styles.align(parts),
            "left": twips(setting(parts, "w:ind", "w:left", "w:start")) or 0.0,
            "right": twips(setting(parts, "w:ind", "w:right", "w:end")) or 0.0,
            "first": -hanging if hanging else twips(setting(parts, "w:ind", "w:firstLine")) or 0.0,
            "before": _points(setting(parts, "w:spacing", "w:before")),
            "after": _points(setting(parts, "w:spacing", "w:after")),
            "line": line / _FULL_LINE if rule == "auto" else 1.0,
            "exact": line / 20 if rule in ("exact", "atLeast") else 0.0,
            "size": size,
            "rule_above": _rule(borders, "w:top"),
            "rule_below": _rule(borders, "w:bottom"),
            "new_page": is_on(first(parts, "w:pageBreakBefore")),
            "keep_next": is_on(first(parts, "w:keepNext")),
            "marker": marker,
            "level": _level(parts),
        }

    def _listed(self, parts: list[Element]) -> tuple[str, list[Element]]:
        """The list's label, and the parts with the list's own indents after the direct ones."""
        numbers = first(parts, "w:numPr")
        if numbers is None:
            return "", parts
        list_id = value(numbers.find(qn("w:numId"))) or "0"
        level = int(value(numbers.find(qn("w:ilvl"))) or 0)
        label = self.reading.numbering.label(list_id, level)
        own = self.reading.numbering.indents(list_id, level)
        return label, [parts[0], own, *parts[1:]] if own is not None else parts


def _split(pieces: list[Piece]) -> list[list[Piece]]:
    halves: list[list[Piece]] = [[]]
    for piece in pieces:
        if piece is PAGE_BREAK:
            halves.append([])
        elif not (isinstance(piece, Run) and not piece.text):
            halves[-1].append(piece)
    if len(halves) > 1 and all(isinstance(piece, Mark) and piece.what == "place" for piece in halves[0]):
        halves[1] = halves[0] + halves[1]
        halves[0] = []
    return halves


def _points(text: str | None) -> float:
    return float(text) / 20 if text and text.lstrip("-").isdigit() else 0.0


def _rule(borders: Element | None, side: str) -> float:
    line = None if borders is None else borders.find(qn(side))
    if line is None or value(line) in (None, "nil", "none"):
        return 0.0
    return float(value(line, "w:sz") or 4) / _EIGHTHS


def _level(parts: list[Element]) -> int:
    """The outline level from 1, 0 for running text."""
    written = value(first(parts, "w:outlineLvl"))
    return int(written) + 1 if written and written.isdigit() and int(written) < 9 else 0


def _numbering_root(part: Any) -> Element | None:
    ending = "/numbering"
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(ending):
            return relation.target_part.element
    return None


def _mm(length: Any, usual: float) -> float:
    return usual if length is None else round(int(length) / 635 * TWIPS_TO_MM, 3)
