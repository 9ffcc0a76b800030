"""How dates, numbers and money are written for people in Vietnam.

Every value is turned into text here, once, in the hour of Viet Nam; templates only name the filter.
An absent value (None) is written as a dash, so that a page never shows "None".
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal

from xaso.kernel import wording
from xaso.kernel.clock import local, local_date
from xaso.kernel.explanations import amount

ABSENT = "–"
MINUTES_PER_WORKING_DAY = 8 * 60

Number = int | float | Decimal


def _day(value: dt.date) -> dt.date:
    return local_date(value) if isinstance(value, dt.datetime) else value


def date(value: dt.date | None) -> str:
    """24/11/2026; a datetime is first moved to the hour of Viet Nam."""
    return ABSENT if value is None else wording.day_words(_day(value))


def clock(value: dt.datetime | None) -> str:
    """15:30."""
    return ABSENT if value is None else wording.hour_words(value)


def datetime(value: dt.datetime | None) -> str:
    """15:30 ngày 24/11/2026."""
    return ABSENT if value is None else f"{wording.hour_words(value)} ngày {date(value)}"


def weekday_date(value: dt.date | None) -> str:
    """thứ Ba, 24/11/2026."""
    if value is None:
        return ABSENT
    day = _day(value)
    return f"{wording.weekday(day)}, {wording.day_words(day)}"


def long_date(value: dt.date | None) -> str:
    """ngày 24 tháng 11 năm 2026, as papers are dated: days below 10 and the months 1 and 2 take a 0.

    Source: phụ lục I, NĐ 30/2020/NĐ-CP (recalled, not read again).
    """
    if value is None:
        return ABSENT
    day = _day(value)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def iso(value: dt.date | None) -> str:
    """The machine form for `<time datetime>`: 2026-11-24 or 2026-11-24T15:30:00+07:00; empty when absent."""
    if value is None:
        return ""
    return local(value).isoformat(timespec="seconds") if isinstance(value, dt.datetime) else value.isoformat()


def number(value: Number | None, decimals: int = 0) -> str:
    """1.234 or, with decimals, 1.234,5. Rounds half up; never more than `decimals` digits after the comma."""
    if value is None:
        return ABSENT
    quantum = Decimal(1).scaleb(-decimals)
    text = f"{Decimal(str(value)).quantize(quantum, rounding=ROUND_HALF_UP):,f}"
    return text.translate(str.maketrans(",.", ".,")).replace("-", "−")


def percent(value: Number | None) -> str:
    """96,5%; `value` is in percent (96.5), one digit after the comma, none when it is whole."""
    if value is None:
        return ABSENT
    rounded = Decimal(str(value)).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
    return f"{number(rounded, 0 if rounded == rounded.to_integral_value() else 1)}%"


def money(value: Number | None) -> str:
    """8.000 đồng; nothing to pay is "không thu"."""
    if value is None:
        return ABSENT
    return "không thu" if value == 0 else f"{number(value)} đồng"


def duration_hours(value: Number | None) -> str:
    """Working hours as people say them, a working day having 8: 4 giờ; 1 ngày 4 giờ; 30 phút."""
    if value is None:
        return ABSENT
    minutes = int((Decimal(str(value)) * 60).to_integral_value(rounding=ROUND_HALF_UP))
    return ("−" if minutes < 0 else "") + amount(abs(minutes), MINUTES_PER_WORKING_DAY)


def ago(value: dt.datetime | None, at: dt.datetime) -> str:
    """How long before `at`: vừa xong, 5 phút trước, 3 giờ trước, hôm qua, 4 ngày trước, then the date."""
    if value is None:
        return ABSENT
    minutes = int((at - value).total_seconds() // 60)
    days = (local_date(at) - local_date(value)).days
    if minutes < 0 or days > 30:
        return date(value)
    if minutes < 1:
        return "vừa xong"
    if minutes < 60:
        return f"{minutes} phút trước"
    if days == 0:
        return f"{minutes // 60} giờ trước"
    return "hôm qua" if days == 1 else f"{days} ngày trước"


def size(value: int | None) -> str:
    """A file's size: 820 B, 12 KB, 3,4 MB."""
    if value is None:
        return ABSENT
    if value < 1024:
        return f"{value} B"
    if value < 1024 * 1024:
        return f"{number(value / 1024)} KB"
    return f"{number(value / 1024 / 1024, 1)} MB"
