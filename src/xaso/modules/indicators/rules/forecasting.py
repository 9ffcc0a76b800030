"""What figures by month say together: the year so far, and where the year is going.

Source: our own method (no text prescribes one); the page states it beside every forecast.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

PACE_MONTHS = 3
METHOD = "Từ nay đến cuối năm giữ nhịp của 3 tháng gần nhất đã hết, tính cả tháng không phát sinh"


@dataclass(frozen=True, slots=True)
class MonthCount:
    """Part and whole of one month of the year."""

    month: int
    part: int
    whole: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """Where the year ends if the method holds. ``value`` is per cent for a share, a number for a count."""

    value: Decimal
    method: str


def forecast(months: Sequence[MonthCount], *, year: int, today: date, is_share: bool) -> Forecast | None:
    """Return where the year ends, or None when that cannot be said.

    None: the year is over or not begun, fewer than three months of it have ended, one of the last three was
    never counted, or nothing arose in any of them of which a share could be told. What is counted so far
    stays; for the days that remain, part and whole run on at the daily pace of the last three months that
    ended, those in which nothing arose too. A share is then the one through the other, to one digit after the
    comma.
    Basis: our own method (targets.md names none); the page states it.
    """
    if today.year != year:
        return None
    last = range(today.month - PACE_MONTHS, today.month)
    recent = [one for one in months if one.month in last]
    if len(recent) < PACE_MONTHS or (is_share and not any(one.whole for one in recent)):
        return None
    days = sum(calendar.monthrange(year, one.month)[1] for one in recent)
    ahead = (date(year, 12, 31) - today).days
    # Kept in whole numbers (each times `days`) so that a steady 90% stays 90% and not 89,999…
    part = days * sum(one.part for one in months) + ahead * sum(one.part for one in recent)
    whole = days * sum(one.whole for one in months) + ahead * sum(one.whole for one in recent)
    if is_share:
        return Forecast((Decimal(part * 100) / whole).quantize(Decimal("0.1")), METHOD)
    return Forecast((Decimal(part) / days).to_integral_value(), METHOD)


def merge_small(
    groups: Sequence[tuple[str, int, int]], *, fewest: int, name: str
) -> list[tuple[str, int, int]]:
    """Return groups (name, part, whole) with those under ``fewest`` records put together under ``name``.

    For answers of people: a group of two would tell who said what.
    Basis: NĐ 224/2026/NĐ-CP Đ.10.3b (confidentiality); the size is the caller's.
    """
    small = [group for group in groups if group[2] < fewest]
    kept = [group for group in groups if group[2] >= fewest]
    if not small:
        return kept
    return [*kept, (name, sum(group[1] for group in small), sum(group[2] for group in small))]
