"""Checks of dates and years."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.places import finding
from xaso.modules.plan.reading.result import Finding
from xaso.modules.plan.reading.words.times import period_of

_SPOKEN = re.compile(
    r"(?:ngày\s+(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?:\s+năm\s+(?P<year>\d{4}))?"
    r"|(?P<day2>\d{1,2})\s+tháng\s+(?P<month2>\d{1,2})\s+năm\s+(?P<year2>\d{4}))",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?<![\d/.,-])(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>(?:19"
    r"|20)\d\d)(?!\d|/[A-ZĐ\d])"
)
_SHORT = re.compile(
    r"(?:ngày|trước|đến|hết|từ"
    r"|sau)\s+(?:ngày\s+)?(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])(?!\s*(?:thôn|bản|xã|tiêu chí"
    r"|chỉ tiêu|đơn vị))",
    re.IGNORECASE,
)
_MONTH = re.compile(
    r"(?<!\d\s)tháng\s+(?P<month>\d{1,2})(?=\s*(?:/|năm|-)\s*20\d\d|\s*(?:hằng|hàng)\s+năm)(?P<year>)",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"quý\s+(?P<quarter>V(?!\w|I)|VI{1,3}|[5-9]|0)(?=\s*(?:/|năm|,|\.|;|$|hằng|hàng))", re.IGNORECASE
)
_MONTH_OF_YEAR = re.compile(
    r"(?:quý\s*(?P<quarter>I{1,3}|IV)|(?:\d{1,2}\s*/\s*)?(?P<month>\d{1,2}))\s*(?:/|năm|-)\s*(?P<year>20\d\d)",
    re.IGNORECASE,
)
_RHYTHM = re.compile(r"(?:mỗi|hằng|hàng)\s+(?:năm|quý|tháng)|/(?:năm|quý|tháng)", re.IGNORECASE)
_VISION = re.compile(r"tầm nhìn|định hướng|hướng đến|hướng tới", re.IGNORECASE)


def impossible_dates(context: Context) -> Iterator[Finding]:
    """A day, month or quarter that no calendar has: 31 June, 30 February, month 13, quarter V."""
    for number, text in context.texts:
        if not any(char.isdigit() for char in text) and "quý" not in text.lower():
            continue
        for found in _impossible(text):
            yield finding(
                "ngày không tồn tại",
                "cao",
                [number],
                found,
                "Lịch không có ngày này. Hỏi nơi soạn thảo ngày đúng trước khi tính hạn.",
            )


def _impossible(text: str) -> Iterator[str]:
    seen: set[int] = set()
    for pattern in (_SPOKEN, _WRITTEN, _SHORT, _MONTH):
        for found in pattern.finditer(text):
            if not seen.intersection(range(*found.span())) and not _exists(found.groupdict()):
                seen.update(range(*found.span()))
                yield found.group()
    yield from (found.group() for found in _QUARTER.finditer(text))


def _exists(parts: dict[str, str | None]) -> bool:
    said = {name.rstrip("2"): value for name, value in parts.items() if value is not None}
    day, month = int(said.get("day", 1)), int(said.get("month", 0))
    year = int(said.get("year") or 2028)  # a leap year where none is said
    return 1 <= month <= 12 and 1 <= year <= 9999 and 1 <= day <= monthrange(year, month)[1]


def year_outside_period(context: Context) -> Iterator[Finding]:
    """A deadline or a year of thresholds after the plan ends or before it starts."""
    if context.period is None:
        return
    for line, quote, year in (*_deadlines(context), *_threshold_years(context), *_work_years(context)):
        yield _outside([line], quote, year, context.period)


def _deadlines(context: Context) -> Iterator[tuple[int, str, int]]:
    for target in (*context.reading.targets, *context.reading.other_figures):
        if target.year is not None and _is_outside(target.year, context) and not _VISION.search(target.quote):
            yield target.line, target.quote, target.year


def _threshold_years(context: Context) -> Iterator[tuple[int, str, int]]:
    """Years of the annexes, each once; the year before the plan is where it starts from.

    A plan of one year may hold a table that says which longer span it looks at.
    """
    strange: dict[int, tuple[int, str]] = {}
    spans = _spans_of_tables(context)
    for row in context.reading.indicator_rows:
        first, last = spans.get(row.line, (0, -1))
        for year, cell in row.values.items():
            outside = _is_outside(year, context) and _is_outside(year + 1, context)
            if cell is not None and outside and not first <= year <= last:
                strange.setdefault(year, (row.line, f"{row.name}: {cell.raw}"))
    yield from ((line, quote, year) for year, (line, quote) in strange.items())


def _spans_of_tables(context: Context) -> dict[int, tuple[int, int]]:
    """The span that the words before a table name, by the lines of its rows, in a plan of one year."""
    if context.period is None or context.period[0] != context.period[1]:
        return {}
    named = ((table, period_of(table.caption)) for table in context.tables)
    return {
        cell.number: span
        for table, span in named
        if span is not None
        for row in table.rows
        for cell in row.cells
    }


def _work_years(context: Context) -> Iterator[tuple[int, str, int]]:
    for row in context.reading.matrix_rows:
        for year in map(int, re.findall(r"(?<!\d)20\d\d(?!\d)", row.time or "")):
            if _is_outside(year, context):
                yield row.line, row.time or "", year


def _is_outside(year: int, context: Context) -> bool:
    if context.period is None:
        return False
    return not context.period[0] <= year <= max(context.period[1], context.vision or 0)


def _outside(lines: list[int], quote: str, year: int, period: tuple[int, int]) -> Finding:
    span = f"{period[0]}-{period[1]}" if period[0] != period[1] else f"{period[0]}"
    return finding(
        "năm ngoài kỳ kế hoạch",
        "cao",
        lines,
        quote,
        f"Năm {year} nằm ngoài kỳ kế hoạch {span}. Kiểm tra lại năm.",
    )


def ends_before_it_starts(context: Context) -> Iterator[Finding]:
    """Work of an annex whose end comes before its beginning: "10/2027 - 6/2027"."""
    for row in context.reading.matrix_rows:
        moments = [_month_of(found) for found in _MONTH_OF_YEAR.finditer(row.time or "")]
        if len(moments) == 2 and moments[1] < moments[0]:
            yield finding(
                "mâu thuẫn logic",
                "cao",
                [row.line_of("time")],
                row.time or "",
                "Hoàn thành trước khi bắt đầu. Hỏi nơi soạn thảo mốc đúng.",
            )


def _month_of(found: re.Match[str]) -> tuple[int, int]:
    quarter = {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get((found["quarter"] or "").lower())
    return int(found["year"]), quarter * 3 if quarter else int(found["month"] or 0)


def no_deadline(context: Context) -> Iterator[Finding]:
    """Targets without a year, told once for the whole plan."""
    targets = context.reading.targets
    lines = [target.line for target in targets if target.year is None and not _RHYTHM.search(target.quote)]
    if lines and len(lines) * 10 >= len(targets) * 3:
        says = (
            f"{len(lines)}/{len(targets)} chỉ tiêu không ghi năm hoàn thành. Chọn năm cho từng chỉ "
            f"tiêu khi xác nhận."
        )
        yield finding("thiếu hạn hoàn thành", "trung bình", lines, "", says)


def year_nearly_over(context: Context) -> Iterator[Finding]:
    """Thresholds for a year that is nearly over when the plan is issued."""
    for number, text in context.texts:
        found = re.search(
            r"(?:ngày|,)[^\d]{0,12}\d{0,2}\s*(?:/|tháng)\s*(?P<month>\d{1,2})\s*(?:/|năm)\s*(?P<year>20\d\d)",
            text,
        )
        if (
            found is None
            or len(text) > 200
            or not re.search(r"kèm theo|^\s*\S+[^.]{0,30}, ngày", text, re.IGNORECASE)
        ):
            continue
        year = int(found["year"])
        rows = [row for row in context.reading.indicator_rows if row.values.get(year) is not None]
        if int(found["month"]) >= 9 and rows and any(other > year for row in rows for other in row.values):
            says = f"{len(rows)} chỉ tiêu có mức cho năm {year} trong khi kế hoạch ban hành cuối năm {year}."
            yield finding("mục tiêu của năm gần hết", "thấp", [number, rows[0].line], text.strip(), says)
            return


CHECKS = (impossible_dates, year_outside_period, ends_before_it_starts, no_deadline, year_nearly_over)
