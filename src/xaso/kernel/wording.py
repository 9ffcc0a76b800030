"""Dates and moments in Vietnamese words, always in the time of Vietnam."""

from __future__ import annotations

from datetime import date, datetime

from xaso.kernel.clock import local

WEEKDAYS = {
    1: "thứ Hai",
    2: "thứ Ba",
    3: "thứ Tư",
    4: "thứ Năm",
    5: "thứ Sáu",
    6: "thứ Bảy",
    7: "Chủ nhật",
}


def weekday(day: date) -> str:
    """``thứ Sáu``."""
    return WEEKDAYS[day.isoweekday()]


def short_day(day: date) -> str:
    """``28/08``."""
    return f"{day.day:02d}/{day.month:02d}"


def day_words(day: date) -> str:
    """``28/08/2026``."""
    return f"{short_day(day)}/{day.year}"


def long_day(day: date) -> str:
    """``thứ Sáu 28/08/2026``."""
    return f"{weekday(day)} {day_words(day)}"


def hour_words(moment: datetime) -> str:
    """``15:20``, the hour in Vietnam."""
    return f"{local(moment):%H:%M}"


def moment_words(moment: datetime) -> str:
    """``15:20 thứ Sáu 28/08/2026``."""
    return f"{hour_words(moment)} {long_day(local(moment).date())}"
