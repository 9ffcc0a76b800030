"""Checks of thresholds over the years, against their scale, and of blank cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.measures import less_is_better
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding, IndicatorRow, Threshold
from xaso.modules.plan.reading.words.numbers import number
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.units import NUMBER, is_share

_INDEX = re.compile(r"\b(?:chi so|index|he so)\b")
_SCALE = re.compile(
    r"(?:thang (?:do |diem )?(?:tu )?(?:\d+ ?(?:den|-|–) ?)?|tren (?:tong )?|/)"
    r"\s*(\d{1,4})(?:\s*diem)?(?!\s*%)"
)
_SCALE_OF_POINTS = re.compile(r"\bthang\s+(?:điểm\s+)?(\d{1,4})\b", re.IGNORECASE)
_GROWTH = re.compile(
    r"% (?:ke hoach|du toan|chi tieu|nghi quyet)\b"
    r"|\b(?:tang|giam|vuot|so voi "
    r"(?:cung ky|nam|giai doan|hien|thoi diem|muc|truoc|dau|ke hoach|chi tieu|moc)"
    r"|du toan|ke hoach giao|chi tieu giao|toc do|hoan thanh .*(?:du toan|ke "
    r"hoach|thu))"
)
_FROM_TO = re.compile(
    rf"(?:[^\W\d_]+\s+){{0,6}}từ\s+(?P<low>{NUMBER})\s*(?P<unit>%|[^\W\d_]+)?\s*(?:\([^)]*\)\s*)?(?:[^\W\d_]+\s+){{0,3}}?"
    rf"(?P<way>lên|xuống)(?:\s+(?:còn|dưới|trên|đến|mức|khoảng)){{0,2}}\s+(?P<high>{NUMBER})\s*(?P=unit)",
    re.IGNORECASE,
)
_NAMES_SCALE = re.compile(r"\bthang\b", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:chi so|index|diem|thu nhap|muc do|he so|do che phu)\b")
_EITHER_WAY = re.compile(r"\b(?:toc do|tang truong|(?:ty le|muc) tang|co cau|ty trong)\b")
_MORE_IS_BETTER = re.compile(
    r"\b(?:dung han|truoc han|hai long|so hoa|truc tuyen|dien tu|dat|duoc|hoan thanh|co|bao phu|su dung)\b"
)
_UPWARD = re.compile(r"^(?:ty le|ti le|muc do|chi so|so hoa)")


def _numbers(row: IndicatorRow) -> list[tuple[int, Threshold, Decimal]]:
    return [
        (year, cell, cell.value)
        for year, cell in row.values.items()
        if cell is not None and isinstance(cell.value, Decimal)
    ]


def _rises(row: IndicatorRow) -> bool | None:
    """Whether the thresholds of a row are meant to rise; None where nothing tells: what is done each year, a
    rate of growth, a share that is meant to shrink.
    """
    numbers = _numbers(row)
    signs = {cell.comparator for _, cell, _ in numbers}
    if signs & {">=", ">"}:
        return True
    if signs & {"<=", "<"} or less_is_better(row.name):
        return False
    steps = [after - before for (_, _, before), (_, _, after) in pairwise(numbers)]
    if _EITHER_WAY.search(fold(row.name)) or _shrinks(row.name, steps):
        return None
    if _UPWARD.match(fold(row.name)) or any(_is_level(cell.unit, row.name) for _, cell, _ in numbers):
        return True
    mostly = sum(step > 0 for step in steps) >= sum(step < 0 for step in steps)
    return True if mostly else None


def _shrinks(name: str, steps: list[Decimal]) -> bool:
    """Whether thresholds fall every year, and no word says that more would be better."""
    return len(steps) > 1 and all(step < 0 for step in steps) and not _MORE_IS_BETTER.search(fold(name))


def _is_level(unit: str | None, name: str) -> bool:
    """Whether a unit measures how good something is: a share, points; a count may fall as work is done."""
    return is_share(unit) or (fold(unit or "") == "diem" and not fold(name).startswith("so "))


def falling(context: Context) -> Iterator[Finding]:
    """A threshold worse than the year before: lower where more is better, higher where less is better."""
    for row in context.reading.indicator_rows:
        rises = _rises(row)
        if rises is None:
            continue
        for (before, first, low), (after, second, high) in pairwise(_numbers(row)):
            if first.unit == second.unit and ((high < low) if rises else (high > low)):
                verb = "thấp" if rises else "cao"
                yield finding(
                    "mục tiêu năm sau thấp hơn năm trước" if rises else "mục tiêu năm sau kém năm trước",
                    "cao",
                    [row.line, first.line, second.line],
                    f"{row.name}: {first.raw} ({before}), {second.raw} ({after})",
                    f"Mức năm {after} {verb} hơn mức năm {before}. Hỏi lại con số đúng.",
                )
    yield from _falling_in_text(context)


def _falling_in_text(context: Context) -> Iterator[Finding]:
    """The same inside one paragraph: "năm 2026 đạt 60%, năm 2027 đạt 55%"."""
    for one, other in pairwise(context.reading.targets):
        values = one.value, other.value
        if (
            one.line != other.line
            or one.metric != other.metric
            or one.unit != other.unit
            or not (is_share(one.unit) or _LEVEL.search(fold(one.metric)))
            or one.year is None
            or other.year is None
        ):
            continue
        if isinstance(values[0], Decimal) and isinstance(values[1], Decimal) and one.year < other.year:
            worse = (
                values[1] > values[0]
                if less_is_better(one.metric) or one.comparator in {"<", "<="}
                else values[1] < values[0]
            )
            if worse:
                yield finding(
                    "mục tiêu năm sau thấp hơn năm trước",
                    "cao",
                    [one.line],
                    f"{one.quote}; {other.quote}",
                    f"Mức năm {other.year} kém mức năm {one.year}. Hỏi lại con số đúng.",
                )


def flat(context: Context) -> Iterator[Finding]:
    """Two years with one threshold inside a series of shares that otherwise rises, before its end.

    A series that stays more than once rises in steps; an amount may well be the same every year.
    """
    for row in context.reading.indicator_rows:
        numbers = _numbers(row)
        if len({value for _, _, value in numbers}) < 3:
            continue
        staying = [
            (one, other)
            for one, other in pairwise(numbers)
            if one[2] == other[2] < 100
            and one[2] != numbers[-1][2]
            and _is_level(one[1].unit, row.name)
            and other is not numbers[-1]
        ]
        if len(staying) == 1:
            (before, first, _), (after, second, _) = staying[0]
            yield finding(
                "mục tiêu đi ngang",
                "thấp",
                [first.line, second.line],
                f"{row.name}: {first.raw}, {second.raw}",
                f"Năm {before} và {after} cùng một mức. Kiểm tra xem có chép nhầm không.",
            )


def over_scale(context: Context) -> Iterator[Finding]:
    """An index at or above the end of its scale: 1,1 on a scale of 0 to 1, 105 points of 100."""
    stated = _scale_of_plan(context)
    for row in context.reading.indicator_rows:
        numbers = _numbers(row)
        top = _scale(row.name, row.unit, [value for _, _, value in numbers])
        if top is None and fold(row.unit or "") == "diem":
            top = stated
        over = [
            (year, cell)
            for year, cell, value in numbers
            if top is not None and (value > top or (value == top and _goes_over(numbers, top)))
        ]
        if over:
            yield finding(
                "vượt trần của thước đo",
                "cao",
                [row.line, *(cell.line for _, cell in over)],
                f"{row.name}: {', '.join(cell.raw for _, cell in over)}",
                f"Thang đo dừng ở {top}; mức này không thể đạt. Kiểm tra lại con số hoặc thang đo.",
            )
    for target in context.reading.targets:
        if isinstance(target.value, Decimal) and target.unit != "hạng":
            top = _scale(f"{target.metric} {target.quote}", target.unit, [])
            if top is not None and target.value > top:
                yield finding(
                    "vượt trần của thước đo",
                    "cao",
                    [target.line],
                    target.quote,
                    f"Thang đo dừng ở {top}; mức này không thể đạt.",
                )


def moves_the_other_way(context: Context) -> Iterator[Finding]:
    """A rise that falls or a fall that rises: "nâng từ 88% lên 86%", "giảm từ 12% xuống 15%"."""
    for line, text in context.texts:
        for found in _FROM_TO.finditer(text):
            low, high = number(found["low"]), number(found["high"])
            rises = found["way"].lower() == "lên"
            if (rises and high < low) or (not rises and high > low):
                yield finding(
                    "mục tiêu năm sau thấp hơn năm trước" if rises else "mâu thuẫn logic",
                    "cao",
                    [line],
                    found.group(),
                    "Mức đích ngược chiều với số gốc. Hỏi lại con số đúng.",
                )


def _scale_of_plan(context: Context) -> Decimal | None:
    """The one scale of points the plan speaks of ("theo thang điểm 100"); None where it speaks of several."""
    said = {found[1] for _, text in context.texts for found in _SCALE_OF_POINTS.finditer(text)}
    return Decimal(said.pop()) if len(said) == 1 else None


def _goes_over(numbers: list[tuple[int, Threshold, Decimal]], top: Decimal) -> bool:
    return any(value > top for _, _, value in numbers)


def _scale(name: str, unit: str | None, values: list[Decimal]) -> Decimal | None:
    """The end of the scale that a measure has, None where nothing tells it."""
    text = fold(name)
    if is_share(unit):
        return None
    if said := _scale_said(name, text, unit):
        return Decimal(said[1])
    if not _INDEX.search(text):
        return None
    if unit is not None and fold(unit) == "diem":
        return Decimal(100)
    return Decimal(1) if _of_zero_to_one(text, unit, values) else None


def _scale_said(name: str, text: str, unit: str | None) -> re.Match[str] | None:
    in_name = _SCALE.search(text) if _NAMES_SCALE.search(name) else None
    return in_name or re.fullmatch(r"(?:diem\s*)?/\s*(\d+)(?:\s*diem)?", fold(unit or ""))


def _of_zero_to_one(text: str, unit: str | None, values: list[Decimal]) -> bool:
    if values:
        return min(values) <= 1 and sum(value <= 1 for value in values) * 2 >= len(values)
    return unit is None and re.search(r"chi so (?:chuyen doi so|dti)|\bdti\b", text) is not None


def over_hundred(context: Context) -> Iterator[Finding]:
    """A share above 100%. Growth and fulfilment of an estimate may be above."""
    says = "Tỷ lệ không thể vượt 100%. Kiểm tra lại con số."
    for target in context.reading.targets:
        if (
            target.unit == "%"
            and isinstance(target.value, Decimal)
            and not _GROWTH.search(fold(f"{target.metric} {target.quote}"))
            and max(target.value, target.value_to or Decimal(0)) > 100
        ):
            yield finding("tỷ lệ vượt 100%", "cao", [target.line], target.quote, says)
    for row in context.reading.indicator_rows:
        over = [cell for _, cell, value in _numbers(row) if cell.unit == "%" and value > 100]
        if over and not _GROWTH.search(fold(row.name)):
            yield finding(
                "tỷ lệ vượt 100%",
                "cao",
                [row.line, *(cell.line for cell in over)],
                f"{row.name}: {over[0].raw}",
                says,
            )


def empty_rows(context: Context) -> Iterator[Finding]:
    """An indicator without any value."""
    for row in context.reading.indicator_rows:
        if not any(row.values.values()):
            yield finding(
                "ô giá trị trống cả hàng",
                "cao",
                [row.line, *row.cell_lines.values()],
                row.name,
                "Chỉ tiêu này không có mức nào. Xin nơi soạn thảo bổ sung hoặc bỏ chỉ tiêu.",
            )


def missing_years(context: Context) -> Iterator[Finding]:
    """An indicator with values in some years and blanks in others."""
    for row in context.reading.indicator_rows:
        blank = [year for year, cell in row.values.items() if cell is None and year not in row.dashed]
        if blank and len(blank) < len(row.values) and _numbers(row):
            first = blank[0] == min(row.values)
            years = ", ".join(map(str, blank))
            yield finding(
                "ô giá trị trống năm đầu" if first else "ô giá trị trống",
                "trung bình",
                [row.line, *(row.cell_lines.get(year, row.line) for year in blank)],
                row.name,
                f"Không có mức cho năm {years}. Hỏi xem là chưa giao hay bỏ sót.",
            )


def mixed_signs(context: Context) -> Iterator[Finding]:
    """Rows that write "≥ 80%" in one year and a bare "90%" in another: is it exactly, or at least?"""
    rows = []
    for row in context.reading.indicator_rows:
        numbers = _numbers(row)
        first_signed = next(
            (place for place, (_, cell, _) in enumerate(numbers) if cell.comparator != "="), None
        )
        bare_after = [value for _, cell, value in numbers[first_signed:] if cell.comparator == "="]
        if first_signed is not None and any(value < 100 for value in bare_after):
            rows.append((row, numbers))
    if rows:
        lines = [cell.line for row, numbers in rows for _, cell, _ in numbers]
        sample = ", ".join(cell.raw for _, cell, _ in rows[0][1])
        yield finding(
            "toán tử không nhất quán",
            "thấp",
            lines,
            f"{rows[0][0].name}: {sample}",
            "Có năm ghi “≥”, có năm không. Chọn một cách hiểu cho cả hàng.",
        )


def mixed_decimals(context: Context) -> Iterator[Finding]:
    """A row that writes decimals with a dot in one year and with a comma in another."""
    for row in context.reading.indicator_rows:
        cells = [cell for cell in row.values.values() if cell is not None]
        dotted = [cell for cell in cells if re.search(r"\d\.\d{1,2}(?!\d)", cell.raw)]
        commaed = [cell for cell in cells if re.search(r"\d,\d", cell.raw)]
        if dotted and commaed:
            yield finding(
                "dấu thập phân lẫn lộn",
                "trung bình",
                [dotted[0].line, commaed[0].line],
                f"{row.name}: {dotted[0].raw}, {commaed[0].raw}",
                "Viết thống nhất dấu phẩy cho số thập phân.",
            )


CHECKS = (
    falling,
    flat,
    moves_the_other_way,
    over_scale,
    over_hundred,
    empty_rows,
    missing_years,
    mixed_signs,
    mixed_decimals,
)
