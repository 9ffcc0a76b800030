"""The thresholds of a target year by year, and what the text says of them in its own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xaso.kernel.text import shorten
from xaso.modules.plan.reading.proposing.units import measured_in
from xaso.modules.plan.reading.result import IndicatorRow, Target, Threshold
from xaso.modules.plan.reading.words.numbers import vietnamese

_WORDS = {
    ">=": "tối thiểu",
    ">": "trên",
    "<=": "không quá",
    "<": "dưới",
    "~": "khoảng",
    "=": "đạt",
    "between": "từ",
}
_KEPT = {">=": ">=", ">": ">", "<=": "<=", "<": "<", "~": "=", "=": "=", "between": "range"}
_SOFTENED = {"~": "“khoảng”: ghi thành “đạt”"}
_LONGEST = 290


@dataclass(frozen=True, slots=True)
class Level:
    """What one year is to reach. ``comparator`` is one of >=, >, =, <=, <, range."""

    year: int
    comparator: str
    value: Decimal
    value_to: Decimal | None = None


@dataclass(slots=True)
class Levels:
    """The years, the unit, the text's own words, and what a person must look at."""

    levels: list[Level] = field(default_factory=list)
    unit: str = ""
    said: str = ""
    deadline: int | None = None
    notes: list[str] = field(default_factory=list)


def of_prose(targets: Sequence[Target], period: tuple[int, int] | None) -> Levels:
    """The levels of promises of one measure in one paragraph: each with its own year, or one for all."""
    first = targets[0]
    unit, size = measured_in(first.unit)
    found = Levels(unit=unit, said=shorten("; ".join(_said(one) for one in targets), _LONGEST))
    found.notes.extend(_unit_note(first.unit, unit))
    for target in targets:
        _add_prose(found, target, size, period)
    years = [target.year for target in targets if target.year]
    found.deadline = max(years, default=None)
    return found


def _add_prose(found: Levels, target: Target, size: Decimal, period: tuple[int, int] | None) -> None:
    if isinstance(target.value, tuple):
        values = "; ".join(vietnamese(value) for value in target.value)
        found.notes.append(f"Văn bản ghi nhiều mức ({values}) mà không nói mức nào của ai: nhập mức đúng.")
        return
    found.notes.extend(_softening(target.comparator))
    upper = None if target.value_to is None else target.value_to * size
    years = _years(found, target, period)
    found.levels.extend(Level(year, _KEPT[target.comparator], target.value * size, upper) for year in years)


def _years(found: Levels, target: Target, period: tuple[int, int] | None) -> list[int]:
    if target.year is not None:
        return [target.year]
    if period is None:
        found.notes.append(
            "Văn bản không ghi năm và phần mềm không biết kế hoạch kéo dài đến năm nào: nhập năm."
        )
        return []
    first, last = period
    found.notes.append(f"Văn bản không ghi năm: tạm áp mức này cho mọi năm {first}–{last}. Xem lại.")
    return list(range(first, last + 1))


def of_row(row: IndicatorRow) -> Levels:
    """The levels of an indicator by the columns of its table."""
    cells = [(year, cell) for year, cell in sorted(row.values.items()) if cell is not None]
    units = [cell.unit for _, cell in cells if cell.unit]
    unit = "%" if units and set(units) == {"%"} else row.unit or next(iter(units), None)
    kind, size = measured_in(unit)
    said = "; ".join(f"{year}: {cell.raw or _cell(cell)}" for year, cell in cells)
    found = Levels(unit=kind, said=shorten(said, _LONGEST), deadline=None)
    found.notes.extend(_unit_note(unit, kind))
    found.levels.extend(_cells(found, cells, size))
    empty = sorted(year for year, cell in row.values.items() if cell is None and year not in row.dashed)
    if empty:
        found.notes.append(f"Ô trống ở năm {', '.join(map(str, empty))}: năm ấy chưa có ngưỡng.")
    return found


def _cells(found: Levels, cells: Sequence[tuple[int, Threshold]], size: Decimal) -> Iterator[Level]:
    for year, cell in cells:
        if not isinstance(cell.value, Decimal):
            found.notes.append(f"Năm {year} ghi bằng chữ “{cell.value}”: nhập mức bằng số nếu theo dõi được.")
            continue
        for note in _softening(cell.comparator):
            if note not in found.notes:
                found.notes.append(note)
        upper = None if cell.value_to is None else cell.value_to * size
        yield Level(year, _KEPT[cell.comparator], cell.value * size, upper)


def _softening(comparator: str) -> Iterator[str]:
    if comparator in _SOFTENED:
        yield f"Văn bản viết {_SOFTENED[comparator]}."


def _unit_note(said: str | None, kind: str) -> Iterator[str]:
    if said and said.endswith("đứng đầu"):
        yield (
            f"Thứ hạng ghi bằng phần ({said}): hiểu là nằm trong chừng ấy phần trăm tính từ trên xuống. Muốn "
            "theo dõi bằng thứ hạng thì đổi đơn vị tính và ghi số hạng."
        )
    if not kind:
        yield "Số không có đơn vị tính: chọn đơn vị."
    elif kind == "count" and said and "/" in said:
        yield f"Văn bản ghi đơn vị “{said}”: ngưỡng ở đây là số đếm của một năm, tính lại nếu cần."


def _said(target: Target) -> str:
    values = target.value if isinstance(target.value, tuple) else (target.value,)
    mark = (
        target.unit
        if target.unit and target.unit.startswith("%")
        else f" {target.unit}"
        if target.unit
        else ""
    )
    numbers = ", ".join(f"{vietnamese(value)}{mark}" for value in values)
    upper = f" đến {vietnamese(target.value_to)}{mark}" if target.value_to is not None else ""
    when = f" (năm {target.year})" if target.year else ""
    return f"{_WORDS[target.comparator]} {numbers}{upper}{when}"


def _cell(cell: Threshold) -> str:
    value = vietnamese(cell.value) if isinstance(cell.value, Decimal) else cell.value
    return f"{_WORDS[cell.comparator]} {value}"


def plain_number(value: Decimal) -> str:
    """``90``, ``0.75``: a number as plain text, without useless zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def as_plain(levels: Sequence[Level]) -> list[dict[str, object]]:
    """Plain values for a JSON field, by year, the last word of a year being the one that stands."""
    by_year = {one.year: one for one in levels}
    return [
        {
            "year": one.year,
            "comparator": one.comparator,
            "value": plain_number(one.value),
            "value_to": None if one.value_to is None else plain_number(one.value_to),
        }
        for _, one in sorted(by_year.items())
    ]
