"""What the plan asks of a year, and whether a figure keeps it.

Source: the commune's plan writes a threshold as "tối thiểu 90%", "trên 90%", "đạt 100%", "không quá 5%",
"dưới 5%" or a range; the states are ours. A figure that was not counted, or had nothing to count, is never
called kept or missed (targets.md: a zero denominator is "không phát sinh", never 0% or 100%).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from operator import ge, gt, le, lt

from xaso.kernel.money import grouped
from xaso.kernel.wording import day_words

AT_LEAST, EXACTLY, AT_MOST, RANGE = ">=", "=", "<=", "range"
ABOVE, BELOW = ">", "<"
PERCENT, POINTS = "percent", "points"
_COMPARES = {AT_MOST: le, ABOVE: gt, BELOW: lt}
_LEADS = {AT_LEAST: "tối thiểu", AT_MOST: "không quá", ABOVE: "trên", BELOW: "dưới"}
_STRICT = {ABOVE: "mới đúng", BELOW: "còn đúng"}
_UNITS = {PERCENT: "%", POINTS: " điểm %", "count": "", "score": " điểm", "rank": "", "money": " đồng"}


@dataclass(frozen=True, slots=True)
class Bar:
    """The threshold of one year: a comparator, a value and, for a range, its upper end."""

    year: int
    comparator: str
    value: Decimal
    value_to: Decimal | None = None


class Kind(StrEnum):
    """How a target stands in a year."""

    MET = "met"
    ON_WAY = "on_way"
    MISSED = "missed"
    NOT_ARISEN = "not_arisen"
    NOT_MEASURED = "not_measured"
    NO_THRESHOLD = "no_threshold"
    ENDED = "ended"

    @property
    def label(self) -> str:
        """The state in words, for a filter and a tally."""
        return _LABELS[self]


_LABELS = {
    Kind.MET: "Đạt",
    Kind.ON_WAY: "Chưa đạt, năm chưa hết",
    Kind.MISSED: "Không đạt",
    Kind.NOT_ARISEN: "Không phát sinh",
    Kind.NOT_MEASURED: "Chưa có nguồn số liệu",
    Kind.NO_THRESHOLD: "Năm này không đặt ngưỡng",
    Kind.ENDED: "Đã kết thúc trong năm",
}


@dataclass(frozen=True, slots=True)
class TargetState:
    """A state and the sentence that says it, with the gap when there is one."""

    kind: Kind
    words: str


def holds(value: Decimal, bar: Bar) -> bool:
    """Return whether ``value`` keeps the threshold.

    "đạt x" is kept by x or more: the plan uses it for shares that are to grow, and 70% online where 60% was
    promised is no failure. A range is kept inside its two ends, both included; "trên x" and "dưới x" are not
    kept by x itself. Basis: the wording of the plan's thresholds; the reading of "đạt" is ours.
    """
    if bar.comparator == RANGE:
        return bar.value <= value and (bar.value_to is None or value <= bar.value_to)
    return bool(_COMPARES.get(bar.comparator, ge)(value, bar.value))


def judge(
    value: Decimal | None,
    bar: Bar | None,
    *,
    measured: bool,
    year_over: bool,
    unit: str,
    is_complete: bool = False,
) -> TargetState:
    """Return how a target stands: ``value`` is the year's figure so far (None: nothing arose).

    ``is_complete``: the share that is to rise is whole, so the promise of a rise is kept ("until 100%").
    ``measured``: the program has a source for the figure. ``year_over``: the year has ended, so "not yet" is
    "not". The exact value is compared, not the one shown: 89,96% is shown as 90% and does not keep 90%; the
    words then say "thiếu dưới 0,1 điểm %". Basis: the plan's yearly schedule; targets.md, rules for figures.
    """
    if not measured:
        return TargetState(Kind.NOT_MEASURED, Kind.NOT_MEASURED.label)
    if value is None and not is_complete:
        return TargetState(Kind.NOT_ARISEN, Kind.NOT_ARISEN.label)
    if bar is None:
        return TargetState(Kind.NO_THRESHOLD, Kind.NO_THRESHOLD.label)
    if value is None or is_complete or holds(value, bar):
        return TargetState(Kind.MET, "Đạt" if year_over else "Đang đạt")
    gap = gap_words(value, bar, unit)
    if year_over:
        return TargetState(Kind.MISSED, f"Không đạt, {gap}")
    return TargetState(Kind.ON_WAY, f"Chưa đạt, {gap}")


def ended(on: date) -> TargetState:
    """Return how a target stands that the plan had no more from a day of the year: neither kept nor missed.

    Basis: our own rule: a threshold asked of the whole year does not judge a part of it.
    """
    return TargetState(Kind.ENDED, f"Đã kết thúc {day_words(on)}")


def gap_words(value: Decimal, bar: Bar, unit: str) -> str:
    """Return how far ``value`` is from keeping the threshold: ``thiếu 3,2 điểm %`` or ``vượt 2 điểm %``; at
    the very edge of a strict one ``mới đúng 90%``.

    Basis: plain difference; between two percentages it is counted in points.
    """
    if value == bar.value and bar.comparator in _STRICT:
        return f"{_STRICT[bar.comparator]} {value_words(value, unit)}"
    over = bar.comparator in {AT_MOST, BELOW} or (bar.comparator == RANGE and value > bar.value)
    edge = bar.value_to if over and bar.comparator == RANGE and bar.value_to is not None else bar.value
    amount = abs(value - edge)
    suffix = " điểm %" if unit == PERCENT else _UNITS.get(unit, "")
    shown = amount.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    size = number_words(shown) if shown else "dưới 0,1"
    return f"{'vượt' if over else 'thiếu'} {size}{suffix}"


def bar_words(bar: Bar, unit: str) -> str:
    """Return the threshold as the plan says it: ``tối thiểu 90%``, ``trên 90%``, ``đạt 100%``, ``dưới 5%``.

    "Tối thiểu 100%" would be odd, so a share that must be whole reads "đạt 100%".
    Basis: the wording of the plan.
    """
    value = value_words(bar.value, unit)
    if bar.comparator == RANGE:
        upper = value_words(bar.value if bar.value_to is None else bar.value_to, unit)
        return f"từ {value} đến {upper}"
    if bar.comparator == AT_LEAST and unit == PERCENT and bar.value == 100:
        return f"đạt {value}"
    return f"{_LEADS.get(bar.comparator, 'đạt')} {value}"


def value_words(value: Decimal, unit: str) -> str:
    """Return ``92,35%``, ``1.204``, ``0,7 điểm``: a value with its unit, at most two digits after the comma.

    Basis: two decimals as in the description of Bộ chỉ số 766 (onestop.md 8.3).
    """
    return f"{number_words(rounded(value))}{_UNITS.get(unit, '')}"


def number_words(value: Decimal) -> str:
    """Return a number the Vietnamese way, without useless zeros: ``1.204,5``. Basis: common writing."""
    whole, _, part = f"{abs(rounded(value)):f}".partition(".")
    digits = part.rstrip("0")
    sign = "−" if rounded(value) < 0 else ""
    return f"{sign}{grouped(int(whole))}{',' + digits if digits else ''}"


def rounded(value: Decimal) -> Decimal:
    """Return the value as it is shown: two digits after the comma, half up. Basis: onestop.md 8.3."""
    return value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
