"""Tables: finds the heading rows, gives every column its meaning, and lays the rows under the columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from xaso.modules.plan.reading.headings import Meaning, meaning_of, plain_heading, year_of
from xaso.modules.plan.reading.lines import Cell, Grid, GridRow
from xaso.modules.plan.reading.sources.tabbed import is_row_label
from xaso.modules.plan.reading.words.plain import fold

Kind = Literal["matrix", "indicators", "funding", ""]
_MOST_HEADER_ROWS = 4
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*[=+-].*)?")
_OFFICE = re.compile(
    r"(?:cac )?(?:phong|ban|van phong|trung tam|cong an|tram|truong|ubnd|uy ban|hoi|doan|mat tran|thon)\b"
)
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
        """The columns that stand for a year, the first of each year, in the order of years."""
        firsts: dict[int, Column] = {}
        for column in self.columns:
            if column.meaning == "year" and column.year is not None:
                firsts.setdefault(column.year, column)
        return [firsts[year] for year in sorted(firsts)]


def understood(grid: Grid, caption: str) -> Table | None:
    """The table with its meanings; None where its headings say nothing that a plan's annex would say."""
    start, header = _header(grid)
    if not header:
        return None
    body = grid.rows[start + len(header) :]
    width = max((len(row.cells) for row in (*header, *body)), default=0)
    columns = _columns(_leveled([row for row in header if not _numbers_columns(row)], width), width)
    rows = tuple(_row(row, width) for row in body if not _numbers_columns(row) and not _repeats(row, header))
    columns = tuple(_by_content(column, rows) for column in columns)
    kind = _kind(columns, caption)
    return Table(kind, columns, header, rows, caption, grid.number) if kind else None


def _row(row: GridRow, width: int) -> Row:
    padding = tuple(Cell(row.number, "") for _ in range(width - len(row.cells)))
    return Row(row.number, row.cells + padding, row.torn, bool(padding))


def _repeats(row: GridRow, header: Sequence[GridRow]) -> bool:
    texts = [cell.tidy for cell in row.cells]
    return any(texts) and any(texts == [cell.tidy for cell in one.cells] for one in header)


def _header(grid: Grid) -> tuple[int, tuple[GridRow, ...]]:
    """Where the heading starts, and its rows: the first row that names columns, and those going on."""
    for start, row in enumerate(grid.rows[:_MOST_HEADER_ROWS]):
        if _names_columns(row) >= 2 or _heads_years(row, grid.rows[start + 1 : start + 2]):
            break
    else:
        return 0, ()
    rows = [grid.rows[start]]
    for row in grid.rows[start + 1 : start + _MOST_HEADER_ROWS]:
        if not _goes_on(row):
            break
        rows.append(row)
    return start, tuple(rows)


def _heads_years(row: GridRow, below: Sequence[GridRow]) -> bool:
    """A heading "Năm" over rows that start with years."""
    places = [
        place
        for place, cell in enumerate(row.cells)
        if meaning_of(cell.text) == "year" and year_of(cell.text) is None
    ]
    return bool(places and below) and all(
        place < len(below[0].cells) and year_of(below[0].cells[place].text) is not None
        for place in places[:1]
    )


def _names_columns(row: GridRow) -> int:
    if row.cells and is_row_label(row.cells[0].text) and not _only_years(row):
        return 0
    return len({cell.tidy for cell in row.cells if meaning_of(cell.text) is not None})


def _only_years(row: GridRow) -> bool:
    said = [cell for cell in row.cells if cell.tidy]
    return len(said) > 1 and all(year_of(cell.text) is not None and len(cell.tidy) < 20 for cell in said)


def _goes_on(row: GridRow) -> bool:
    if row.blank or _numbers_columns(row) or _only_years(row):
        return True
    own = [cell for cell in row.cells if cell.tidy and not cell.merged]
    if not own or (is_row_label(row.cells[0].text) and not row.cells[0].merged):
        return False
    return all(
        len(cell.tidy) <= 40 and meaning_of(cell.text) is not None for cell in own
    ) and not _year_and_value(own)


def _year_and_value(own: Sequence[Cell]) -> bool:
    """A first data row of a table whose rows are years: "2026 | 80% | …"."""
    return any(
        re.search(r"\d\s*%|^[<>≥≤]|^\d+(?:[.,]\d+)?$", cell.tidy) and year_of(cell.text) is None
        for cell in own
    )


def _numbers_columns(row: GridRow) -> bool:
    said = [cell.tidy for cell in row.cells if cell.tidy]
    if len(said) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in said):
        return False
    numbers = [int(found[0]) for text in said if (found := re.findall(r"\d+", text))]
    return (
        numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        if numbers and numbers[0] <= 3
        else False
    )


def _leveled(header: Sequence[GridRow], width: int) -> list[list[str]]:
    """The heading rows as texts of full width: a heading over several columns is repeated over each."""
    leveled: list[list[str]] = []
    for place, row in enumerate(header):
        texts = [cell.tidy for cell in row.cells]
        below = header[place + 1] if place + 1 < len(header) else None
        if len(texts) < width:
            texts = _below_span(leveled, texts, width) if leveled else _spread(texts, below, width)
        if below is not None:
            texts = _carried(texts, [cell.tidy for cell in below.cells])
        leveled.append(texts + [""] * (width - len(texts)))
    return leveled


def _spread(texts: list[str], below: GridRow | None, width: int) -> list[str]:
    """Widen the heading that stands over the sub-headings of the row below."""
    missing = width - len(texts)
    at = next((place for place, text in enumerate(texts) if _spans(text)), None)
    if below is None or at is None:
        return texts
    return texts[:at] + [texts[at]] * (missing + 1) + texts[at + 1 :]


def _spans(text: str) -> bool:
    plain = plain_heading(text)
    words = (
        r".*\b(?:lo trinh|nam|giai doan|cac nam|theo nam|muc tieu|ke hoach|phan ky|chi tieu|tien "
        r"do|muc phan dau)\b.*"
    )
    return (
        re.fullmatch(words, plain) is not None
        and meaning_of(text) not in {"no", "lead", "unit", "output"}
        and plain not in {"chi tieu", "muc tieu", "ten chi tieu"}
    )


def _below_span(leveled: Sequence[Sequence[str]], texts: list[str], width: int) -> list[str]:
    """Put a short row of sub-headings under the heading that was widened for it."""
    upper = leveled[-1]
    for start in range(width - len(texts) + 1):
        part = upper[start : start + len(texts)]
        if len(part) > 1 and len(set(part)) == 1 and part[0]:
            return [""] * start + texts
    return texts


def _carried(texts: list[str], below: Sequence[str]) -> list[str]:
    """Fill blanks to the right of a heading while the row below has sub-headings there."""
    filled = list(texts)
    for place in range(1, len(filled)):
        under = below[place] if place < len(below) else ""
        left = below[place - 1] if place - 1 < len(below) else ""
        if not filled[place] and under and left:
            filled[place] = filled[place - 1]
    return filled


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
    if (
        "year" in meanings
        and len(columns) >= 2
        and not work & (work - 1)
        and not meanings & {"output", "budget"}
    ):
        return "indicators"
    if "name" in meanings and meanings & {"value", "unit", "baseline"}:
        return "indicators"
    if "budget" in meanings and named and "lead" not in meanings:
        return "funding"
    return (
        "matrix"
        if work >= 2 or (work and len(meanings & {"lead", "time", "output", "coordinating"}) >= 2)
        else ""
    )
