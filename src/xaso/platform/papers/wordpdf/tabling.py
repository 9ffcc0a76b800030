"""Tables: columns, merged cells, borders as they are drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from docx.oxml.ns import qn

from .blocks import Align, Block, Cell, Row, Table
from .styles import Element, Styles, is_on, twips, value

SIDES = ("left", "top", "right", "bottom")
_OTHER_NAMES = {"left": "start", "right": "end"}
_NO_LINE = frozenset({"nil", "none"})
_VALIGNS: dict[str, Literal["top", "center", "bottom"]] = {"center": "center", "bottom": "bottom"}
_ALIGNS: dict[str, Align] = {"center": "center", "right": "right", "end": "right"}
_USUAL_COLUMN = 30.0


@dataclass
class _Placed:
    """A cell while its table is read: where it stands, and whether it only continues the one above."""

    cell: Cell
    column: int
    continues: bool


class Tabling:
    """Reads the tables of one part of a file; ``block`` reads what stands in a cell."""

    def __init__(self, styles: Styles, block: Callable[[Element], list[Block]]) -> None:
        self.styles = styles
        self.block = block

    def table(self, element: Element) -> Table:
        """One table. Cells merged downwards become one cell over several rows."""
        properties = element.find(qn("w:tblPr"))
        lines = _Lines(self._border_sets(properties))
        rows = [row for row in element.iter(qn("w:tr")) if _owner(row) is element]
        placed = [self._row(row, number, len(rows), lines) for number, row in enumerate(rows)]
        merged = [_merge_down(placed, number) for number in range(len(placed))]
        return Table(
            widths=_widths(element, placed),
            rows=tuple(
                Row(tuple(cells), _is_head(row), _is_whole(row))
                for row, cells in zip(rows, merged, strict=True)
            ),
            align=_ALIGNS.get(value(_find(properties, "w:jc")) or "", "left"),
        )

    def _border_sets(self, properties: Element | None) -> list[Element]:
        """The table's own borders first, then those of its style."""
        named = value(_find(properties, "w:tblStyle"))
        of_style = [
            _find(style.find(qn("w:tblPr")), "w:tblBorders") for style in self.styles.chain(named, "table")
        ]
        return [one for one in [_find(properties, "w:tblBorders"), *of_style] if one is not None]

    def _row(self, row: Element, number: int, rows: int, lines: _Lines) -> list[_Placed]:
        placed: list[_Placed] = []
        column = int(value(_find(row.find(qn("w:trPr")), "w:gridBefore")) or 0)
        cells = [cell for cell in row.iter(qn("w:tc")) if _owner(cell) is row]
        for index, element in enumerate(cells):
            properties = element.find(qn("w:tcPr"))
            span = int(value(_find(properties, "w:gridSpan")) or 1)
            merge = _find(properties, "w:vMerge")
            edges = (index == 0, number == 0, index == len(cells) - 1, number == rows - 1)
            shade = value(_find(properties, "w:shd"), "w:fill") or ""
            cell = Cell(
                blocks=tuple(block for child in element for block in self.block(child)),
                colspan=span,
                valign=_VALIGNS.get(value(_find(properties, "w:vAlign")) or "", "top"),
                shade=shade if len(shade) == 6 else "",
                borders=lines.of_cell(_find(properties, "w:tcBorders"), edges),
            )
            placed.append(_Placed(cell, column, merge is not None and value(merge) != "restart"))
            column += span
        return placed


class _Lines:
    """Which lines a cell gets: its own, or the table's outer and inner ones by its place."""

    def __init__(self, sets: list[Element]) -> None:
        self._widths = {name: self._width(sets, name) for name in (*SIDES, "insideH", "insideV")}

    @staticmethod
    def _width(sets: list[Element], name: str) -> float:
        for borders in sets:
            line = _side(borders, name)
            if line is not None:
                return _thickness(line)
        return 0.0

    def of_cell(
        self, own: Element | None, edges: tuple[bool, bool, bool, bool]
    ) -> tuple[float, float, float, float]:
        """The widths of left, top, right and bottom; ``edges``: whether the cell stands at that side."""
        left, top, right, bottom = (
            self._one(own, side, is_edge) for side, is_edge in zip(SIDES, edges, strict=True)
        )
        return left, top, right, bottom

    def _one(self, own: Element | None, side: str, is_edge: bool) -> float:
        line = None if own is None else _side(own, side)
        if line is not None:
            return _thickness(line)
        inner = "insideV" if side in ("left", "right") else "insideH"
        return self._widths[side if is_edge else inner]


def _merge_down(placed: list[list[_Placed]], number: int) -> list[Cell]:
    """The cells of one row, those that continue left out and counted into the cell above."""
    return [
        replace(one.cell, rowspan=1 + _below(placed, number, one.column))
        for one in placed[number]
        if not one.continues
    ]


def _below(placed: list[list[_Placed]], number: int, column: int) -> int:
    count = 0
    for row in placed[number + 1 :]:
        if not any(one.continues and one.column == column for one in row):
            break
        count += 1
    return count


def _widths(element: Element, placed: list[list[_Placed]]) -> tuple[float, ...]:
    columns = element.find(qn("w:tblGrid"))
    written = (
        [] if columns is None else [twips(one.get(qn("w:w"))) for one in columns.findall(qn("w:gridCol"))]
    )
    widths = [one or _USUAL_COLUMN for one in written]
    needed = max((one.column + one.cell.colspan for row in placed for one in row), default=1)
    return (*widths, *[_USUAL_COLUMN] * (needed - len(widths)))


def _find(parent: Element | None, tag: str) -> Element | None:
    return None if parent is None else parent.find(qn(tag))


def _side(borders: Element, name: str) -> Element | None:
    found = borders.find(qn(f"w:{name}"))
    if found is None and name in _OTHER_NAMES:
        found = borders.find(qn(f"w:{_OTHER_NAMES[name]}"))
    return found


def _thickness(line: Element) -> float:
    return 0.0 if (value(line) or "nil") in _NO_LINE else float(value(line, "w:sz") or 4) / 8


def _is_head(row: Element) -> bool:
    return is_on(_find(row.find(qn("w:trPr")), "w:tblHeader"))


def _is_whole(row: Element) -> bool:
    return is_on(_find(row.find(qn("w:trPr")), "w:cantSplit"))


def _owner(element: Element) -> Element | None:
    """The table of a row, or the row of a cell, past what only wraps them."""
    parent = element.getparent()
    while parent is not None and parent.tag in (qn("w:sdt"), qn("w:sdtContent")):
        parent = parent.getparent()
    return parent
