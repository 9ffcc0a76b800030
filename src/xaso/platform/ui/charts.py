"""Charts drawn on the server as SVG: readable without colour, without a script and on paper.

Each function returns safe markup. Styles come from classes (`c-line`, `c-bar`, …) of the style sheets;
shapes and numbers are always there too. An absent value (None) is a gap, never a zero. The table that belongs
under a chart is the `chart_table` macro of ui/components/chart.html.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import count

from django.utils.safestring import SafeString

from . import formats
from .svg import Frame, Point, Value, circle, line, pattern, picture, short, text

NO_FIGURES = "chưa có số liệu"
WIDTH = 600
_ids = count(1)


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
) -> SafeString:
    """A line by month with its values written at the points and the threshold as a dashed, named line."""
    series = _points(points)
    known = [float(point.value) for point in series if point.value is not None]
    if not known:
        return _empty(title)
    low, high = _range(known, threshold, from_zero=True)
    ticks = _ticks(low, high)
    frame = Frame(54, 30, 530, 200, ticks[0], ticks[-1])
    body = "".join(_gridline(frame, tick, unit) for tick in ticks)
    body += _threshold(frame, threshold)
    if threshold is not None:
        y = frame.y(threshold)
        body += text(frame.right + 14, y - 2, "ngưỡng", "c-threshold-text", "start")
        body += text(frame.right + 14, y + 15, f"{short(threshold)}{unit}", "c-threshold-text", "start")
    body += _runs(frame, [point.value for point in series])
    for index, point in enumerate(series):
        body += _trend_point(frame, series, index, point, threshold)
    return picture((WIDTH, 232), title, _story(series, threshold, unit), body)


def bar_chart(
    points: Sequence[Point | tuple[str, Value | None]],
    *,
    title: str,
    threshold: Value | None = None,
    unit: str = "",
) -> SafeString:
    """Bars lying down, one a village or a field; hollow below the threshold, full from it on."""
    series = _points(points)
    known = [float(point.value) for point in series if point.value is not None]
    if not known:
        return _empty(title)
    high = max([*known, float(threshold or 0), 0.0]) or 1.0
    frame = Frame(190, 30, 530, 30 + 30 * len(series), 0.0, high)
    body = ""
    if threshold is not None:
        across = _across(frame, threshold)
        body += line(across, frame.top - 6, across, frame.bottom, "c-threshold")
        anchor = "end" if across > WIDTH / 2 else "start"
        body += text(across, 16, f"ngưỡng {short(threshold)}{unit}", "c-threshold-text", anchor)
    body += "".join(_bar(frame, row, point, threshold, unit) for row, point in enumerate(series))
    return picture((WIDTH, int(frame.bottom) + 12), title, _story(series, threshold, unit), body)


def share_bar(parts: Sequence[Point | tuple[str, Value | None]], *, title: str) -> SafeString:
    """One bar divided into shares, each with its own pattern, named with number and percent beneath."""
    series = [point for point in _points(parts) if point.value]
    whole = sum(float(_known(point.value)) for point in series)
    if not whole:
        return _empty(title)
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
    return picture((WIDTH, 64 + 24 * len(series)), title, story, body, name="x-chart x-chart--shares")


def _trend_point(
    frame: Frame, series: Sequence[Point], index: int, point: Point, threshold: Value | None
) -> str:
    x = frame.x(index, len(series))
    drawn = ""
    if len(series) <= 14 or index % 3 == 0 or index == len(series) - 1:
        drawn += text(x, frame.bottom + 22, point.label, "c-soft", "middle")
    if point.value is None:
        return drawn
    y = frame.y(point.value)
    last = index == len(series) - 1
    drawn += circle(x, y, 4.5, "c-point c-point--last" if last else "c-point")
    if len(series) <= 14 or last:
        under = threshold is not None and point.value < threshold and y + 22 < frame.bottom
        drawn += text(x, y + 21 if under else y - 11, short(point.value), "c-strong", "middle")
    return drawn


def _bar(frame: Frame, row: int, point: Point, threshold: Value | None, unit: str) -> str:
    top = frame.top + 30 * row
    drawn = text(frame.left - 10, top + 18, _clip(point.label, 24), "", "end")
    if point.value is None:
        return drawn + text(frame.left + 4, top + 18, NO_FIGURES, "c-soft", "start")
    below = threshold is not None and point.value < threshold
    width = max(_across(frame, point.value) - frame.left, 1.0)
    name = "c-bar c-bar--below" if below else "c-bar"
    place = f'x="{frame.left:.1f}" y="{top + 4:.1f}" width="{width:.1f}" height="20"'
    drawn += f'<rect class="{name}" {place} rx="2"/>'
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


def _empty(title: str) -> SafeString:
    """Only that there are no figures, from the left edge: a long title would not fit, the caption has it."""
    words = text(0, 24, NO_FIGURES.capitalize(), "c-soft", "start")
    return picture((WIDTH, 40), title, NO_FIGURES, words)
