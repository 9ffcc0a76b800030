"""Charts drawn on the server as SVG: readable without colour, without a script and on paper.

Each function returns safe markup. Styles come from classes (`c-line`, `c-bar`, …) of the style sheets;
shapes and numbers are always there too. An absent value (None) is a gap, never a zero. The table that belongs
under a chart is the `chart_table` macro of ui/components/chart.html. A trend and bars come in two sizes, for
a wide page and for a phone; pages draw both (`for_any_screen`) and the style sheet shows the one that fits.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.utils.safestring import SafeString

from . import formats
from .svg import Frame, Point, Value, circle, line, pattern, picture, short, text

NO_FIGURES = "chưa có số liệu"
WIDTH = 600
_ids = count(1)


@dataclass(frozen=True, slots=True)
class Size:
    """How wide a picture is in its own units, and what has room in it."""

    width: int
    name: str
    most_names: int
    """So many points of a trend each get their name and value; of more, only some do."""


WIDE = Size(WIDTH, "x-chart x-chart--wide", 14)
PHONE = Size(350, "x-chart x-chart--phone", 6)
SHARES = Size(WIDTH, "x-chart x-chart--shares", 0)


def for_any_screen(chart: Callable[..., SafeString]) -> Callable[..., SafeString]:
    """Draw the chart for a wide page and for a phone; the style sheet hides one of them."""

    def drawn(points: Sequence[Point | tuple[str, Value | None]], **named: Any) -> SafeString:
        wide, phone = chart(points, **named), chart(points, size=PHONE, **named)
        return wide + phone

    return drawn


def sparkline(
    values: Sequence[Value | None], threshold: Value | None = None, title: str = "Xu hướng"
) -> SafeString:
    """A small line for a table cell: the values, the last point, the threshold as a dashed line."""
    known = [float(value) for value in values if value is not None]
    if not known:
        return SafeString(f'<span class="x-muted">{NO_FIGURES}</span>')
    low, high = _range(known, threshold, from_zero=False)
    frame = Frame(4, 5, 116, 27, low, high)
    body = _threshold(frame, threshold)
    body += _runs(frame, values)
    last = max(index for index, value in enumerate(values) if value is not None)
    body += circle(frame.x(last, len(values)), frame.y(_known(values[last])), 3, "c-point c-point--last")
    story = f"từ {short(known[0])} đến {short(known[-1])}"
    if threshold is not None:
        story += f", ngưỡng {short(threshold)}"
    return picture((120, 32), title, story, body, name="x-chart x-spark")


def trend_chart(
    points: Sequence[Point | tuple[str, Value | None]],
    *,
    title: str,
    threshold: Value | None = None,
    unit: str = "",
    size: Size = WIDE,
) -> SafeString:
    """A line by month with its values written at the points and the threshold as a dashed, named line."""
    series = _points(points)
    known = [float(point.value) for point in series if point.value is not None]
    if not known:
        return _empty(title, size)
    low, high = _range(known, threshold, from_zero=True)
    ticks = _ticks(low, high)
    is_wide = size is WIDE
    sides = (54, 30, 530, 200) if is_wide else (52, 46, 326, 216)
    frame = Frame(*sides, ticks[0], ticks[-1])
    body = "".join(_gridline(frame, tick, unit) for tick in ticks)
    body += _threshold(frame, threshold)
    if threshold is not None and is_wide:
        y = frame.y(threshold)
        body += text(frame.right + 14, y - 2, "ngưỡng", "c-threshold-text", "start")
        body += text(frame.right + 14, y + 15, f"{short(threshold)}{unit}", "c-threshold-text", "start")
    elif threshold is not None:
        body += text(size.width, 16, f"ngưỡng {short(threshold)}{unit}", "c-threshold-text", "end")
    body += _runs(frame, [point.value for point in series])
    named = _named(len(series), size.most_names)
    for index in range(len(series)):
        body += _trend_point(frame, series, index, threshold, is_named=index in named)
    return picture(
        (size.width, int(frame.bottom) + 32), title, _story(series, threshold, unit), body, name=size.name
    )


def bar_chart(
    points: Sequence[Point | tuple[str, Value | None]],
    *,
    title: str,
    threshold: Value | None = None,
    unit: str = "",
    size: Size = WIDE,
) -> SafeString:
    """Bars lying down, one a village or a field; hollow below the threshold, full from it on."""
    series = _points(points)
    known = [float(point.value) for point in series if point.value is not None]
    if not known:
        return _empty(title, size)
    high = max([*known, float(threshold or 0), 0.0]) or 1.0
    left, right, row_height = (190, 530, 30) if size is WIDE else (2, 280, 50)
    frame = Frame(left, 30, right, 30 + row_height * len(series), 0.0, high)
    body = ""
    if threshold is not None:
        across = _across(frame, threshold)
        body += line(across, frame.top - 6, across, frame.bottom, "c-threshold")
        anchor = "end" if across > size.width / 2 else "start"
        body += text(across, 16, f"ngưỡng {short(threshold)}{unit}", "c-threshold-text", anchor)
    for row, point in enumerate(series):
        top = frame.top + row_height * row
        if size is WIDE:
            body += text(frame.left - 10, top + 18, _clip(point.label, 24), "", "end")
        else:
            body += text(frame.left, top + 16, _clip(point.label, 42), "", "start")
            top += 20
        body += _bar(frame, top, point, threshold, unit)
    return picture(
        (size.width, int(frame.bottom) + 12), title, _story(series, threshold, unit), body, name=size.name
    )


def share_bar(parts: Sequence[Point | tuple[str, Value | None]], *, title: str) -> SafeString:
    """One bar divided into shares, each with its own pattern, named with number and percent beneath."""
    series = [point for point in _points(parts) if point.value]
    whole = sum(float(_known(point.value)) for point in series)
    if not whole:
        return _empty(title, SHARES)
    mark = next(_ids)
    body = f"<defs>{''.join(pattern(mark, index) for index in range(len(series)))}</defs>"
    across = 10.0
    for index, point in enumerate(series):
        share = float(_known(point.value)) / whole
        width = (WIDTH - 20) * share
        fill = f'fill="url(#p{mark}-{index})"'
        body += f'<rect class="c-part" x="{across:.1f}" y="8" width="{width:.1f}" height="34" {fill}/>'
        across += width
        top = 60 + 24 * index
        body += f'<rect x="10" y="{top}" width="26" height="16" {fill}/>'
        words = f"{point.label}: {short(_known(point.value))} ({formats.percent(100 * share)})"
        body += text(46, top + 13, words, "", "start")
    story = _story(series, None, "")
    return picture((WIDTH, 64 + 24 * len(series)), title, story, body, name=SHARES.name)


def _named(many: int, most: int) -> frozenset[int]:
    """The points that have room for a name and a value: all, or the last and some before it."""
    step = 1 if many <= most else max(3, math.ceil(many / (most - 1)))
    return frozenset(range(many - 1, -1, -step))


def _trend_point(
    frame: Frame, series: Sequence[Point], index: int, threshold: Value | None, *, is_named: bool
) -> str:
    point = series[index]
    x = frame.x(index, len(series))
    drawn = text(x, frame.bottom + 22, point.label, "c-soft", "middle") if is_named else ""
    if point.value is None:
        return drawn
    y = frame.y(point.value)
    last = index == len(series) - 1
    drawn += circle(x, y, 4.5, "c-point c-point--last" if last else "c-point")
    if is_named:
        under = threshold is not None and point.value < threshold and y + 22 < frame.bottom
        drawn += text(x, y + 21 if under else y - 11, short(point.value), "c-strong", "middle")
    return drawn


def _bar(frame: Frame, top: float, point: Point, threshold: Value | None, unit: str) -> str:
    if point.value is None:
        return text(frame.left + 4, top + 18, NO_FIGURES, "c-soft", "start")
    below = threshold is not None and point.value < threshold
    width = max(_across(frame, point.value) - frame.left, 1.0)
    name = "c-bar c-bar--below" if below else "c-bar"
    place = f'x="{frame.left:.1f}" y="{top + 4:.1f}" width="{width:.1f}" height="20"'
    drawn = f'<rect class="{name}" {place} rx="2"/>'
    return drawn + text(frame.left + width + 8, top + 19, short(point.value) + unit, "c-strong", "start")


def _across(frame: Frame, value: Value) -> float:
    return frame.left + (frame.right - frame.left) * float(value) / frame.high


def _points(points: Sequence[Point | tuple[str, Value | None]]) -> list[Point]:
    return [point if isinstance(point, Point) else Point(*point) for point in points]


def _range(known: Sequence[float], threshold: Value | None, *, from_zero: bool) -> tuple[float, float]:
    every = [*known, *([] if threshold is None else [float(threshold)])]
    low = min(0.0, *every) if from_zero else min(every)
    high = max(every)
    return (low, high) if high > low else (low - 1, high + 1)


def _ticks(low: float, high: float) -> list[float]:
    """Three to six round values that hold every value between the first and the last of them."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * size for size in (1, 2, 2.5, 5, 10) if power * size >= rough * 0.999)
    first, last = math.floor(low / step), math.ceil(high / step - 0.001)
    return [round(step * index, 10) for index in range(first, last + 1)]


def _runs(frame: Frame, values: Sequence[Value | None]) -> str:
    """The line, broken where a value is absent."""
    runs: list[list[str]] = [[]]
    for index, value in enumerate(values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(f"{frame.x(index, len(values)):.1f},{frame.y(value):.1f}")
    return "".join(f'<polyline class="c-line" points="{" ".join(run)}"/>' for run in runs if len(run) > 1)


def _gridline(frame: Frame, value: float, unit: str) -> str:
    y = frame.y(value)
    name = "c-axis" if value == 0 else "c-grid"
    label = text(frame.left - 8, y + 4, f"{short(value)}{unit}", "c-soft", "end")
    return line(frame.left, y, frame.right, y, name) + label


def _threshold(frame: Frame, threshold: Value | None) -> str:
    if threshold is None:
        return ""
    y = frame.y(threshold)
    return line(frame.left, y, frame.right, y, "c-threshold")


def _story(series: Sequence[Point], threshold: Value | None, unit: str) -> str:
    values = [NO_FIGURES if point.value is None else short(point.value) + unit for point in series]
    told = "; ".join(f"{point.label}: {value}" for point, value in zip(series, values, strict=True))
    return told if threshold is None else f"{told}. Ngưỡng: {short(threshold)}{unit}"


def _known(value: Value | None) -> Value:
    if value is None:
        raise ValueError("the value is absent")
    return value


def _clip(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _empty(title: str, size: Size) -> SafeString:
    """Only that there are no figures, from the left edge: a long title would not fit, the caption has it."""
    words = text(0, 24, NO_FIGURES.capitalize(), "c-soft", "start")
    return picture((size.width, 40), title, NO_FIGURES, words, name=size.name)
