"""Indicators by year: years may be columns, rows, or a column of their own; one value may stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from xaso.modules.plan.reading.figures import figures
from xaso.modules.plan.reading.groups import grouped, is_total
from xaso.modules.plan.reading.headings import plain_heading, unit_in, year_of
from xaso.modules.plan.reading.lines import Cell
from xaso.modules.plan.reading.result import Comparator, IndicatorRow, Threshold
from xaso.modules.plan.reading.tables import PLACE, Column, Row, Table, by_place
from xaso.modules.plan.reading.words.numbers import number
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.times import deadlines
from xaso.modules.plan.reading.words.units import NUMBER

_BLANK = re.compile(r"[\s.…\-–—_/x×*?]*", re.IGNORECASE)
_DASHES = {"-", "–", "—", "x", "/"}
_KEEPS_UP = re.compile(r"(?:tiếp\s+tục\s+)?(?:duy\s+trì|giữ\s+vững|giữ\s+nguyên|ổn\s+định)\W*", re.IGNORECASE)
_WHOLE_COMMUNE = re.compile(r"(?:toan|ca) (?:xa|phuong|dia ban)\b|tong\b|cong\b")
_ALL_OR_NONE = re.compile(
    r"\W*(?:(?P<all>toàn\s+bộ|tất\s+cả|100\s+phần\s+trăm)|không\s+còn|không\s+có|hết)\b", re.IGNORECASE
)
_SIGN = r"(?P<sign>[≥≤<>⩾⩽=~≈]\s*=?)?\s*"
_PLAIN = re.compile(
    rf"{_SIGN}(?P<number>{NUMBER})\s*(?:/\s*\d+\s*)?(?P<unit>[^\W\d][^\d]{{0,24}}|%[^\d]{{0,12}})?",
    re.IGNORECASE,
)
_SIGNS: dict[str, Comparator] = {
    "≥": ">=",
    ">=": ">=",
    "⩾": ">=",
    "≤": "<=",
    "<=": "<=",
    "⩽": "<=",
    "<": "<",
    ">": ">",
    "~": "~",
    "≈": "~",
}
_CAPTION_UNIT = re.compile(r"(?:đơn vị(?: tính)?|ĐVT)\s*:\s*([^\s),.;][^),.;]{0,20})", re.IGNORECASE)
_ISSUED_WITH = re.compile(r"\(?\s*(?:ban\s+hành\s+)?kèm\s+theo[^()\n]*\)?", re.IGNORECASE)
_POINTS = re.compile(r"(?:diem|thang diem)\b")
_INDEX = re.compile(r"\s*(?:chỉ\s+số|index|hệ\s+số)\b", re.IGNORECASE)


def indicator_rows(table: Table, period: tuple[int, int] | None) -> Iterator[IndicatorRow]:
    """The indicators of a table of a plan for the years ``period``: its last year stands for values whose
    year nobody says, what stands before its first
    under another wording is no threshold.
    """
    first, last_year = period or (0, None)
    table = _grouped_down(table)
    if by_place(table.columns):
        yield from _of_places(table, _caption_year(table) or last_year)
    elif table.years():
        yield from _years_as_columns(table, first)
    elif table.column("year") is not None:
        yield from (_long(table) if table.column("name", "content", "value") else _years_as_rows(table))
    else:
        yield from _one_value(table, last_year)


_Values = dict[int, Threshold | None]


def _grouped_down(table: Table) -> Table:
    """The table with what its column of groups says repeated in the blank cells below."""
    grouping, rows = table.column("group"), list[Row]()
    if grouping is None or grouping is name_column(table):
        return table
    for row in table.rows:
        blank = rows and row.text(name_column(table)) and not row.text(grouping)
        cells = list(row.cells)
        if blank:
            cells[grouping.place] = rows[-1].cells[grouping.place]
        rows.append(replace(row, cells=tuple(cells)))
    return replace(table, rows=tuple(rows))


def name_column(table: Table) -> Column | None:
    """The column that names the indicator."""
    named = table.column("name", "content", "objective", "task", "activity", "group")
    return named or next((column for column in table.columns if column.meaning is None), None)


def threshold(cell: Cell, unit: str | None, name: str = "") -> Threshold | None:
    """What one cell demands; None where it is blank."""
    text = cell.tidy
    if _BLANK.fullmatch(text):
        return None
    if plain := _PLAIN.fullmatch(text):
        sign = (plain["sign"] or "").replace(" ", "")
        own = " ".join((plain["unit"] or "").split()) or None
        return Threshold(
            _SIGNS.get(sign, "="),
            number(plain["number"]),
            own or unit or _of_name(name),
            None,
            text,
            cell.number,
        )
    found = figures(text)
    if not found and (whole := _ALL_OR_NONE.match(text)):
        value, own = (Decimal(100), "%") if whole["all"] else (Decimal(0), unit)
        return Threshold("=", value, own, None, text, cell.number)
    if not found:
        return Threshold("=", text, unit, None, text, cell.number)
    first = found[0]
    own = first.unit or unit or _of_name(name)
    return Threshold(first.comparator, first.values[0], own, first.value_to, text, cell.number)


def _of_name(name: str) -> str | None:
    return unit_in(name) or ("chỉ số" if _INDEX.match(name) else None)


def _caption_unit(table: Table) -> str | None:
    found = _CAPTION_UNIT.search(table.caption)
    return found[1].strip() if found else None


def _years_as_columns(table: Table, first: int) -> Iterator[IndicatorRow]:
    naming, years, before = name_column(table), table.years(), table.column("baseline")
    asked = {_wording(column) for column in years if (column.year or 0) >= first}
    years = [one for one in years if (one.year or 0) >= first or not asked or _wording(one) in asked]
    for group, row in grouped(table):
        name = row.text(naming)
        if not name:
            continue
        unit = _unit(table, row, name)
        values = {column.year or 0: threshold(row.cells[column.place], unit, name) for column in years}
        values = _kept_up(values, threshold(row.cells[before.place], unit, name) if before else None)
        made = _made(table, group, row, name, values)
        cells = {column.year or 0: row.cells[column.place] for column in years}
        lines = {year: cell.number for year, cell in cells.items()}
        dashed = frozenset(year for year, cell in cells.items() if cell.tidy in _DASHES)
        yield replace(made, cell_lines=lines, dashed=dashed)


def _kept_up(values: _Values, before: Threshold | None) -> _Values:
    """ "Duy trì" is the level of the year before it, of the first year that of today; else it stays words."""
    kept: _Values = {}
    last = before
    for year, value in sorted(values.items()):
        kept[year] = _at_level(value, last)
        last = kept[year] or last
    return kept


def _at_level(value: Threshold | None, last: Threshold | None) -> Threshold | None:
    if value is None or last is None or not _KEEPS_UP.fullmatch(value.raw) or isinstance(last.value, str):
        return value
    return replace(last, raw=value.raw, line=value.line)


def _wording(column: Column) -> str:
    """The words of a heading without its year: "Số liệu 2025" is told from "Mức 2026"."""
    return re.sub(r"\W*20\d\d\W*", " ", fold(f"{column.above} {column.heading}")).strip()


def _unit(table: Table, row: Row, name: str) -> str | None:
    said = row.text(table.column("unit"))
    scored = any(_POINTS.match(fold(column.heading)) for column in table.columns)
    return said or unit_in(name) or _caption_unit(table) or ("điểm" if scored else None)


def _made(table: Table, group: str | None, row: Row, name: str, values: _Values) -> IndicatorRow:
    unit = _unit(table, row, name)
    grouping = table.column("group")
    own = (row.text(grouping) if grouping is not name_column(table) else "") or group
    units = {value.unit for value in values.values() if value is not None}
    shared = units.pop() if len(units) == 1 else None
    owner = row.text(table.column("lead", "coordinating")) or None
    naming = name_column(table)
    line = row.cells[naming.place].number if naming is not None else row.number
    return IndicatorRow(own, name, unit or shared, owner, dict(sorted(values.items())), line)


def _of_places(table: Table, year: int | None) -> Iterator[IndicatorRow]:
    """The rows are places, the columns what is asked of each: an indicator for each cell."""
    naming = place_column(table)
    asked = [column for column in table.columns if column.meaning is None and column is not naming]
    for row in table.rows if year is not None else ():
        place = row.text(naming)
        for column in asked if place else ():
            unit = unit_in(column.heading) or _caption_unit(table)
            value = threshold(row.cells[column.place], unit, column.heading)
            owner = None if is_total(row) or _WHOLE_COMMUNE.match(fold(place)) else place
            yield IndicatorRow(
                None, column.heading, unit, owner, {year or 0: value}, row.cells[column.place].number
            )


def place_column(table: Table) -> Column | None:
    """The column that names the places of a table by places."""
    return next((column for column in table.columns if PLACE.fullmatch(plain_heading(column.heading))), None)


def _long(table: Table) -> Iterator[IndicatorRow]:
    """One row a year: the rows of one name are one indicator."""
    naming, when, what = name_column(table), table.column("year"), table.column("value", "objective", "unit")
    made: dict[tuple[str | None, str], IndicatorRow] = {}
    name = ""
    for group, row in grouped(table):
        name = row.text(naming) or name
        year = year_of(row.text(when))
        if not name or year is None or what is None:
            continue
        unit = _unit(table, row, name)
        value = {year: threshold(row.cells[what.place], unit, name)}
        known = made.get((group, name))
        if known is None:
            made[group, name] = _made(table, group, row, name, value)
        else:
            made[group, name] = replace(known, values=dict(sorted({**known.values, **value}.items())))
    yield from made.values()


def _years_as_rows(table: Table) -> Iterator[IndicatorRow]:
    """The rows are years, the other columns are indicators."""
    when = table.column("year")
    rows = [row for row in table.rows if when is not None and year_of(row.text(when)) is not None]
    for column in table.columns:
        if column is when or column.meaning in {"no", "note", "lead", "baseline"} or not column.heading:
            continue
        unit = unit_in(column.heading) or _caption_unit(table)
        name = column.heading
        values = {
            year_of(row.text(when)) or 0: threshold(row.cells[column.place], unit, name) for row in rows
        }
        if values:
            yield _made_of_column(column, name, unit, values, table.number)


def _made_of_column(
    column: Column, name: str, unit: str | None, values: dict[int, Threshold | None], line: int
) -> IndicatorRow:
    units = {value.unit for value in values.values() if value is not None}
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", name) if unit_in(name) else name
    return IndicatorRow(
        column.above or None,
        bare,
        unit or (units.pop() if len(units) == 1 else None),
        None,
        dict(sorted(values.items())),
        line,
    )


def _one_value(table: Table, last_year: int | None) -> Iterator[IndicatorRow]:
    """A name and one value; the year stands in the column of deadlines, in the caption, or is the plan's
    last.
    """
    naming, what = name_column(table), table.column("value", "objective")
    if what is None or what is naming:
        yield from _said_in_names(table, last_year)
        return
    fallback = what.year or _caption_year(table) or last_year
    for group, row in grouped(table):
        name = row.text(naming)
        years = re.findall(r"20\d\d", row.text(table.column("time")))
        year = int(years[-1]) if years else fallback
        if name and year:
            unit = _unit(table, row, name)
            yield _made(table, group, row, name, {year: threshold(row.cells[what.place], unit, name)})


def _said_in_names(table: Table, last_year: int | None) -> Iterator[IndicatorRow]:
    """Names that say their value themselves, beside who answers for them: "Tỷ lệ hộ … đạt 95%" """
    naming, fallback = name_column(table), _caption_year(table) or last_year
    for group, row in grouped(table):
        name = row.text(naming)
        cell = row.cells[naming.place] if naming is not None else None
        if name and cell is not None and fallback and row.text(table.column("lead")):
            said = next((moment.year for moment in deadlines(name)), None)
            value = threshold(cell, unit_in(name), name) if figures(name) else None
            yield _made(table, group, row, name, {said or fallback: value})


def _caption_year(table: Table) -> int | None:
    years = re.findall(r"20\d\d", _ISSUED_WITH.sub("", table.caption))
    return int(years[-1]) if years else None
