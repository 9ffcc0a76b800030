"""Figures typed in from outside: what may be typed, which one counts for a year, how old it is.

Source: targets.md (class D: entered by the owner with evidence; never overwrite a past period; share, count,
score); the choice among figures and their age are our own and the page states them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeVar

from .windows import Window, WindowKind, windows_of

PERCENT, POINTS, COUNT = "percent", "points", "count"
SCORE, RANK, MONEY = "score", "rank", "money"
_WHOLE_NUMBERS = frozenset({COUNT, RANK, MONEY})
ADDS_UP = frozenset({COUNT, MONEY})
"""Units whose numbers of windows beside each other add up."""
LARGEST = Decimal(10) ** 13
MONTH_DAYS = Decimal("30.44")
HUNDRED = Decimal(100)
_OVER = "Mức tăng, giảm không quá 100 điểm %. Xem lại số."
_LOWEST = {POINTS: -HUNDRED, RANK: Decimal(1)}
_TOO_LOW = {POINTS: _OVER, RANK: "Thứ hạng tính từ 1. Xem lại số."}
_TOO_HIGH = {PERCENT: "Tỷ lệ không quá 100%. Xem lại số, hoặc nhập tử số và mẫu số.", POINTS: _OVER}


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a value, or a part and a whole from which it follows, or both."""

    value: Decimal | None
    part: Decimal | None = None
    whole: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Scale:
    """The bounds that numbers of one target lie in, both included; None: open on that side."""

    lowest: Decimal | None = None
    highest: Decimal | None = None


OPEN_SCALE = Scale()


class Dated(Protocol):
    """What of a typed figure tells which one counts."""

    covers_from: date
    covers_to: date
    decided_at: datetime | None
    pk: int


F = TypeVar("F", bound=Dated)


def computed(typed: Typed, unit: str) -> Decimal | None:
    """Return the value: what was typed, or for a share the part through the whole, to four digits.

    Basis: targets.md (always show numerator and denominator).
    """
    if unit == PERCENT and typed.part is not None and typed.whole:
        return (typed.part * HUNDRED / typed.whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return typed.value


def problems(typed: Typed, unit: str, scale: Scale = OPEN_SCALE) -> list[tuple[str, str]]:
    """Return what is wrong with the numbers, each as (box, sentence).

    Basis: targets.md (a share lies within 0 and 100%; a zero denominator is never 0% or 100%; PLII-V.1 has a
    scale of its own).
    """
    found = [*_of_parts(typed, unit), *_of_value(typed, unit)]
    value = computed(typed, unit)
    if found or value is None:
        return found
    wrong = _off_scale(value, scale)
    return [("value", wrong)] if wrong else []


def scale_words(scale: Scale) -> str:
    """Return ``từ 0 đến 1``, ``từ 1``, ``không quá 5``; empty for an open scale. Basis: common writing."""
    low, high = (None if edge is None else _plain(edge) for edge in (scale.lowest, scale.highest))
    if low is None:
        return f"không quá {high}" if high is not None else ""
    return f"từ {low} đến {high}" if high is not None else f"từ {low}"


def _off_scale(value: Decimal, scale: Scale) -> str:
    low, high = scale.lowest, scale.highest
    if (low is None or value >= low) and (high is None or value <= high):
        return ""
    return f"Thang số của chỉ tiêu này {scale_words(scale)}. Xem lại số."


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _of_parts(typed: Typed, unit: str) -> list[tuple[str, str]]:
    if typed.part is None and typed.whole is None:
        return []
    if unit != PERCENT:
        return [("part", "Chỉ tiêu này không phải tỷ lệ: để trống tử số và mẫu số, chỉ nhập giá trị.")]
    if typed.part is None:
        return [("part", "Đã có mẫu số. Hãy nhập cả tử số, hoặc xóa mẫu số.")]
    if typed.whole is None:
        return [("whole", "Đã có tử số. Hãy nhập cả mẫu số, hoặc xóa tử số.")]
    found = _of_whole(typed.whole)
    if typed.part < 0:
        found.append(("part", "Tử số không được âm."))
    elif typed.part > typed.whole > 0:
        found.append(("part", "Tử số không được lớn hơn mẫu số. Xem lại hai số."))
    return found


def _of_whole(whole: Decimal) -> list[tuple[str, str]]:
    if whole <= 0:
        return [("whole", "Mẫu số phải lớn hơn 0. Kỳ không phát sinh thì không nhập số.")]
    return [("whole", "Mẫu số quá lớn. Xem lại số.")] if whole > LARGEST else []


def _of_value(typed: Typed, unit: str) -> list[tuple[str, str]]:
    value, has_parts = typed.value, typed.part is not None and bool(typed.whole)
    if value is None:
        if has_parts and unit == PERCENT:
            return []
        todo = "Hãy nhập tỷ lệ, hoặc cả tử số và mẫu số." if unit == PERCENT else "Hãy nhập giá trị."
        return [("value", todo)]
    wrong = _out_of_bounds(value, unit)
    if wrong:
        return [("value", wrong)]
    return _disagreement(typed) if has_parts and unit == PERCENT else []


def _out_of_bounds(value: Decimal, unit: str) -> str:
    if value < _LOWEST.get(unit, 0):
        return _TOO_LOW.get(unit, "Giá trị không được âm.")
    if unit in _TOO_HIGH and value > HUNDRED:
        return _TOO_HIGH[unit]
    if value > LARGEST:
        return "Giá trị quá lớn. Xem lại số và đơn vị tính."
    if unit in _WHOLE_NUMBERS and value != value.to_integral_value():
        return "Chỉ tiêu này đếm bằng số nguyên. Bỏ phần sau dấu phẩy."
    return ""


def _disagreement(typed: Typed) -> list[tuple[str, str]]:
    """A typed share must be what its part and whole give, as far as it was typed out."""
    exact = computed(typed, PERCENT)
    if typed.value is None or exact is None or abs(exact - typed.value) <= Decimal("0.05"):
        return []
    shown = f"{exact.quantize(Decimal('0.01'), ROUND_HALF_UP)}".replace(".", ",")
    return [("value", f"Tử số chia mẫu số được {shown}%, khác tỷ lệ đã nhập. Sửa lại, hoặc để trống tỷ lệ.")]


def newest(figures: Iterable[F]) -> F | None:
    """Return the figure that counts: the one that reaches furthest, then the longest, then the last approved.

    Basis: our own choice, stated beside every typed figure (targets.md names none).
    """
    return max(figures, key=_weight, default=None)


def _weight(one: Dated) -> tuple[date, int, datetime, int]:
    decided = one.decided_at or datetime.min.replace(tzinfo=UTC)
    return one.covers_to, -one.covers_from.toordinal(), decided, one.pk


def counting(figures: Iterable[F], unit: str) -> list[F]:
    """Return the figures that make a year's figure, in the order of their windows.

    Counts and money of windows beside each other add up; where windows overlap the longest stands for the
    others, so a figure of the year so far stands for every window before its end. Of what does not add up
    only the `newest` counts. Basis: our own choice, stated at the box (targets.md names none).
    """
    rows = list(figures)
    if unit not in ADDS_UP:
        last = newest(rows)
        return [] if last is None else [last]
    chosen: list[F] = []
    for one in sorted(rows, key=lambda one: (one.covers_to - one.covers_from, *_weight(one)), reverse=True):
        if all(one.covers_to < other.covers_from or other.covers_to < one.covers_from for other in chosen):
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.covers_from)


def of_days(figures: Iterable[F], unit: str, first: date, last: date) -> list[F]:
    """Return the figures that make the figure of exactly these days, both included; none when days lack one.

    Basis: our own choice, as `counting`.
    """
    inside = [one for one in figures if first <= one.covers_from and one.covers_to <= last]
    found = counting(inside, unit)
    return found if _days_of(found) == (last - first).days + 1 else []


def leaves_a_gap(figures: Iterable[Dated], first: date) -> bool:
    """Return whether days from ``first`` to the last end of the figures lack one. Basis: our own choice."""
    rows = list(figures)
    last = max((one.covers_to for one in rows), default=first)
    return _days_of(rows) < (last - first).days + 1


def _days_of(figures: Iterable[Dated]) -> int:
    """How many days figures cover that do not overlap."""
    return sum((one.covers_to - one.covers_from).days + 1 for one in figures)


def age_days(covers_to: date, today: date) -> int:
    """Return how many days ago the figure was true; 0 on the day itself. Basis: targets.md (show the age)."""
    return max((today - covers_to).days, 0)


def is_old(covers_to: date, today: date, stale_days: int) -> bool:
    """Return whether the figure is older than ``stale_days``. Basis: a setting of our own (D)."""
    return age_days(covers_to, today) > stale_days


def age_words(covers_to: date, today: date) -> str:
    """Return ``mới trong tháng``, ``cách đây 3 tháng``, ``cách đây 2 năm 1 tháng``. Basis: common speech."""
    months = int(Decimal(age_days(covers_to, today)) / MONTH_DAYS)
    if months == 0:
        return "mới trong tháng"
    years, rest = divmod(months, 12)
    parts = [f"{years} năm" if years else "", f"{rest} tháng" if rest else ""]
    return f"cách đây {' '.join(part for part in parts if part)}"


def asked_window(today: date, kind: WindowKind) -> Window:
    """Return the window figures are asked for on a day: the last of its kind that has ended.

    Basis: NĐ 09/2019/NĐ-CP Đ.12 for the windows; which kind asks for typed figures is a setting.
    """
    every = [*windows_of(today.year - 1), *windows_of(today.year), *windows_of(today.year + 1)]
    return max((one for one in every if one.kind is kind and one.end < today), key=lambda one: one.end)


def typeable_windows(year: int, today: date) -> list[Window]:
    """Return the windows of a year that have ended, the last first: nobody types what is not yet true.

    Basis: NĐ 09/2019/NĐ-CP Đ.12.
    """
    return [one for one in reversed(windows_of(year)) if one.end < today]
