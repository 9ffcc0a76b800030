"""Figures typed in from outside: what may be typed, which one counts for a year, how old it is.

Source: targets.md (class D: entered by the owner with evidence; never overwrite a past period; share, count,
score); the choice among figures and their age are our own and the page states them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Protocol, TypeVar

from .windows import Window, WindowKind, windows_of

PERCENT, POINTS, COUNT = "percent", "points", "count"
SCORE, RANK, MONEY = "score", "rank", "money"
_WHOLE_NUMBERS = frozenset({COUNT, RANK, MONEY})
LARGEST = Decimal(10) ** 13
MONTH_DAYS = Decimal("30.44")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody typed: a value, or a part and a whole from which it follows, or both."""

    value: Decimal | None
    part: Decimal | None = None
    whole: Decimal | None = None


class Dated(Protocol):
    """What of a typed figure tells which one counts."""

    covers_from: date
    covers_to: date
    pk: int


F = TypeVar("F", bound=Dated)


def computed(typed: Typed, unit: str) -> Decimal | None:
    """Return the value: what was typed, or for a share the part through the whole, to four digits.

    Basis: targets.md (always show numerator and denominator).
    """
    if unit == PERCENT and typed.part is not None and typed.whole:
        return (typed.part * HUNDRED / typed.whole).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    return typed.value


def problems(typed: Typed, unit: str) -> list[tuple[str, str]]:
    """Return what is wrong with the numbers, each as (box, sentence).

    Basis: targets.md (a share lies within 0 and 100%; a zero denominator is never 0% or 100%).
    """
    return [*_of_parts(typed, unit), *_of_value(typed, unit)]


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
    if unit == POINTS:
        return "" if abs(value) <= HUNDRED else "Mức tăng, giảm không quá 100 điểm %. Xem lại số."
    if value < 0:
        return "Giá trị không được âm."
    if unit == PERCENT and value > HUNDRED:
        return "Tỷ lệ không quá 100%. Xem lại số, hoặc nhập tử số và mẫu số."
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
    """Return the figure that counts: the one that reaches furthest, then the longest, then the last typed.

    Basis: our own choice, stated beside every typed figure (targets.md names none).
    """
    return max(figures, key=lambda one: (one.covers_to, -one.covers_from.toordinal(), one.pk), default=None)


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
