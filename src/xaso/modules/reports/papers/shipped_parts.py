"""The building stones of the shipped templates: paragraphs, columns without lines, tables with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from ..rules.outline import PARTY

Place = Any
"""A document or a cell of python-docx: whatever paragraphs can be added to."""
_ALIGNS = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_LINE_WIDTH = "6"
"""In eighths of a point."""
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


@dataclass(frozen=True, slots=True)
class Look:
    """How a paragraph of one look stands. Type and spaces in points, the first line's indent in mm."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    align: Literal["left", "center", "justify"] = "left"
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: float = 0.0
    first: float = 0.0
    keep: bool = False
    new_page: bool = False
    level: int = 0


def body_look(profile: str) -> Look:
    """Running text: justified, first line 1.27 cm, 6 points between paragraphs (documents.md 1.7, D-05)."""
    if profile == PARTY:
        return Look(14, align="justify", first=12.7, before=3, after=3, exact=19)
    return Look(14, align="justify", first=12.7, before=6, line=1.15)


def put(place: Place, text: str, look: Look) -> Any:
    """Add a paragraph; the first one of a cell that has none with words is used."""
    paragraph = _next(place)
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = look.bold, look.italic, look.underline
    run.font.size, run.font.all_caps = Pt(look.size), look.caps
    shape = paragraph.paragraph_format
    shape.alignment = _ALIGNS[look.align]
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.first_line_indent = Mm(look.first) if look.first else None
    shape.keep_with_next, shape.page_break_before = look.keep, look.new_page
    if look.exact:
        shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(look.exact)
    else:
        shape.line_spacing = look.line
    if look.level:
        level = OxmlElement("w:outlineLvl")
        level.set(qn("w:val"), str(look.level - 1))
        paragraph._p.get_or_add_pPr().append(level)
    return paragraph


def _next(place: Place) -> Any:
    """The empty paragraph every new cell begins with, else a new one."""
    is_cell = hasattr(place, "_tc")
    if is_cell and len(place.paragraphs) == 1 and not place.paragraphs[0].runs and not place.tables:
        first = place.paragraphs[0]
        if first._p.find(qn("w:pPr")) is None:
            return first
    return place.add_paragraph()


def line_under(place: Place, *, inset: tuple[float, float]) -> None:
    """A thin line under what stands above, so many mm in from both sides."""
    paragraph = put(place, "", Look(2, exact=4, before=2.5))
    shape = paragraph.paragraph_format
    shape.left_indent, shape.right_indent = Mm(inset[0]), Mm(inset[1])
    borders, top = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in (("val", "single"), ("sz", _LINE_WIDTH), ("space", "1"), ("color", "000000")):
        top.set(qn(f"w:{name}"), value)
    borders.append(top)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def column_table(document: Any, widths: Sequence[float]) -> list[Any]:
    """Columns side by side without lines; their cells."""
    table = document.add_table(1, len(widths))
    table.autofit = False
    _set_widths(table, widths)
    return list(table.rows[0].cells)


def rows_table(
    document: Any,
    heads: Sequence[str],
    widths: Sequence[float],
    loop: Sequence[str],
    *,
    is_grouped: bool = True,
) -> None:
    """A table with lines: heads repeated on every page, then rows by a loop over ``loop[0]``.

    ``is_grouped``: the loop is over groups with a name (`ten`) and rows (`dong`); else over the rows.
    """
    rows = 1 + (6 if is_grouped else 3)
    table = document.add_table(rows, len(heads), style="Table Grid")
    table.autofit = False
    _set_widths(table, widths)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        put(cell, head, Look(11, bold=True, align="center"))
    _repeat(table.rows[0])
    source, cells = loop[0], loop[1:]
    at = 1
    if is_grouped:
        _tag(table.rows[1], f"{{%tr for g in {source} %}}")
        group = table.rows[2].cells[0].merge(table.rows[2].cells[-1])
        put(group, "{{ g.ten }}", Look(11, bold=True, keep=True))
        source, at = "g.dong", 3
    _tag(table.rows[at], f"{{%tr for d in {source} %}}")
    for number, (cell, text) in enumerate(zip(table.rows[at + 1].cells, cells, strict=True)):
        put(cell, text, Look(11, align="left" if number in (0, 1) else "center"))
    _whole(table.rows[at + 1])
    _tag(table.rows[at + 2], "{%tr endfor %}")
    if is_grouped:
        _tag(table.rows[at + 3], "{%tr endfor %}")


def page_number(paragraph: Any, typeface: str) -> None:
    """The page's number in the middle, 13 points (documents.md 1.7)."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()
        run.font.name, run.font.size = typeface, Pt(13)
        if kind == "PAGE":
            order = OxmlElement("w:instrText")
            order.text = " PAGE "
            run._r.append(order)
        else:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)


def _tag(row: Any, tag: str) -> None:
    put(row.cells[0], tag, Look(8))


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
