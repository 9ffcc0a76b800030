"""Tables: finds the heading rows, gives every column its meaning, and lays the rows under the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xaso.modules.plan.reading.header_rows import header_of, leveled, numbers_columns
from xaso.modules.plan.reading.headings import Meaning, meaning_of, plain_heading, spans_years, year_of
from xaso.modules.plan.reading.lines import Cell, Grid, GridRow
from xaso.modules.plan.reading.words.plain import fold

Kind = Literal["matrix", "indicators", "funding", ""]
_OFFICE = re.compile(
    r"(?:cac )?(?:phong|ban|van phong|trung tam|cong an|tram|truong|ubnd|uy ban|hoi|doan|mat tran|thon)\b"
)
PLACE = re.compile(
    r"(?:ten )?(?:cac )?(?:thon|ban|to dan pho|xom|ap|khu pho|khu dan cu|truong|truong hoc|xa|phuong|don vi"
    r"|dia ban)(?:,? ban|,? to dan pho)?"
)
_FEWEST_ASKED = 2
_HEADS_ANEW = 3
_GOAL = re.compile(r"\b(?:ke hoach|kh|muc tieu|phan dau|chi tieu|muc)\b")
_RESULT = re.compile(r"\b(?:dat|kq|ket qua)\b(?!.*\b(?:phan dau|can|phai|muc tieu)\b)")
_MONEY = re.compile(r"kinh phi|nguon von|du toan|von dau tu|trieu dong|ty dong|\bvon\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its meaning, the year it stands for, its own heading, the heading above that."""

    place: int
    meaning: Meaning | None
    year: int | None
    heading: str
    above: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row under the columns; every column has a cell."""

    number: int
    cells: tuple[Cell, ...]
    torn: bool
    short: bool

    def text(self, column: Column | None) -> str:
        """The tidy text of a column's cell, empty where there is no such column."""
        return self.cells[column.place].tidy if column is not None else ""

    def said(self) -> list[str]:
        """The different texts of the row, merged cells once."""
        return [cell.tidy for cell in self.cells if cell.tidy and cell.merged != "across"]


@dataclass(frozen=True, slots=True)
class Table:
    """A table that was understood: its kind, columns, rows under the heading, and the words before it."""

    kind: Kind
    columns: tuple[Column, ...]
    header: tuple[GridRow, ...]
    rows: tuple[Row, ...]
    caption: str
    number: int

    def column(self, *meanings: Meaning) -> Column | None:
        """The first column with the first of these meanings that any column has."""
        for meaning in meanings:
            found = [column for column in self.columns if column.meaning == meaning]
            if found:
                return next((column for column in found if "chu tri" in fold(column.heading)), found[0])
        return None

    def years(self) -> list[Column]:
        """The columns that stand for a year, the first of each year, in the order of years; a span of years
        stands for its last only where no column has that year alone."""
        firsts: dict[int, Column] = {}
        for column in sorted(self.columns, key=lambda one: spans_years(one.heading)):
            if column.meaning == "year" and column.year is not None:
                firsts.setdefault(column.year, column)
        return [firsts[year] for year in sorted(firsts)]


def understood(grid: Grid, caption: str) -> Table | None:
    """The table with its meanings; None where its headings say nothing that a plan's annex would say."""
    start, header = header_of(grid)
    if not header:
        return None
    body = grid.rows[start + len(header) :]
    width = max((len(row.cells) for row in (*header, *body)), default=0)
    columns = _columns(leveled([row for row in header if not numbers_columns(row)], width), width)
    rows = tuple(_row(row, width) for row in body if not numbers_columns(row) and not _repeats(row, header))
    columns = _without_results(tuple(_by_content(column, rows) for column in columns))
    columns = _asked_of_places(columns, rows)
    kind = _kind(columns, caption)
    return Table(kind, columns, header, rows, caption, grid.number) if kind else None


def _row(row: GridRow, width: int) -> Row:
    padding = tuple(Cell(row.number, "") for _ in range(width - len(row.cells)))
    return Row(row.number, row.cells + padding, row.torn, bool(padding))


def _repeats(row: GridRow, header: Sequence[GridRow]) -> bool:
    texts = [cell.tidy for cell in row.cells]
    if any(texts) and any(texts == [cell.tidy for cell in one.cells] for one in header):
        return True
    meanings = [meaning_of(text) for text in texts if text]
    return None not in meanings and len(set(meanings)) >= _HEADS_ANEW


def _columns(leveled: Sequence[Sequence[str]], width: int) -> tuple[Column, ...]:
    return tuple(
        _column(place, [texts[place] for texts in leveled if texts[place]]) for place in range(width)
    )


def _column(place: int, texts: Sequence[str]) -> Column:
    distinct = list(dict.fromkeys(texts))
    if not distinct:
        return Column(place, None, None, "", "")
    heading, above = distinct[-1], " ".join(distinct[:-1])
    meaning = meaning_of(heading)
    year = year_of(heading)
    if year is None and above and year_of(above) is not None:
        actual = meaning == "baseline" or fold(heading) in {"th", "thuc hien", "ket qua", "dat"}
        meaning, year = ("baseline" if actual else "year"), year_of(above)
    over = meaning_of(above) if above else None
    if meaning == "year" and over in {"budget", "baseline"}:
        meaning = over
    return Column(place, meaning or over, year, heading, above)


def _by_content(column: Column, rows: Sequence[Row]) -> Column:
    """ "Đơn vị" may be a unit of measure or an office: the cells tell."""
    if column.meaning not in {"unit", None} or plain_heading(column.heading) not in {
        "don vi",
        "co quan",
        "bo phan",
    }:
        return column
    texts = [fold(row.text(column)) for row in rows if row.text(column)]
    offices = sum(_OFFICE.match(text) is not None for text in texts)
    return replace(column, meaning="lead") if texts and offices * 2 > len(texts) else column


def _without_results(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """ "Năm 2025 đạt" beside "Kế hoạch 2026" is where things stand, not what is asked."""
    last = max(
        (c.year for c in columns if c.year and _GOAL.search(fold(f"{c.above} {c.heading}"))), default=0
    )
    return tuple(
        replace(column, meaning="baseline")
        if column.meaning == "year" and (column.year or last) < last and _RESULT.search(fold(column.heading))
        else column
        for column in columns
    )


def _asked_of_places(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """In a table of villages a column of figures is what is asked of them, whatever its heading says."""
    if sum(PLACE.fullmatch(plain_heading(column.heading)) is not None for column in columns) != 1:
        return columns
    return tuple(replace(one, meaning=None) if _of_figures(one, rows) else one for one in columns)


def _of_figures(column: Column, rows: Sequence[Row]) -> bool:
    if column.meaning in {"no", "year", "baseline"} or column.year is not None:
        return False
    texts = [row.text(column) for row in rows if row.text(column)]
    return (
        bool(texts) and sum(text[:1].isdigit() or text[:1] in "≥≤<>" for text in texts) * 5 >= len(texts) * 4
    )


def by_place(columns: Sequence[Column]) -> bool:
    """Whether rows are villages, schools or offices and the columns what is asked of each."""
    names = [column for column in columns if PLACE.fullmatch(plain_heading(column.heading))]
    asked = [column for column in columns if column.meaning is None and column not in names]
    return len(names) == 1 and len(asked) >= _FEWEST_ASKED and not any(c.meaning == "year" for c in columns)


def _kind(columns: Sequence[Column], caption: str) -> Kind:
    meanings = {column.meaning for column in columns}
    work = len(meanings & {"objective", "task", "activity", "content"})
    years = {column.year for column in columns if column.meaning == "year" and column.year is not None}
    money = _MONEY.search(fold(caption)) or any(
        _MONEY.search(fold(c.heading)) for c in columns if c.meaning != "budget"
    )
    named = meanings & {"name", "content", "objective", "task", "activity", "group"}
    if (
        "lead" in meanings
        and work
        and len(meanings & {"time", "output", "coordinating", "budget"})
        and len(years) < 2
    ):
        return "matrix" if "value" not in meanings or "name" not in meanings else "indicators"
    if years and named:
        return "funding" if money and not meanings & {"lead"} else "indicators"
    if by_place(columns) or (
        "year" in meanings
        and len(columns) >= 2
        and not work & (work - 1)
        and not meanings & {"output", "budget"}
    ):
        return "indicators"
    if "name" in meanings and meanings & {"value", "unit", "baseline", "lead"}:
        return "indicators"
    by_source = len(years) > 1 and not meanings & {"output", "time"}
    if "budget" in meanings and "lead" not in meanings and (named or by_source):
        return "funding"
    return (
        "matrix"
        if work >= 2 or (work and len(meanings & {"lead", "time", "output", "coordinating"}) >= 2)
        else ""
    )
