"""Days and amounts as banks write them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal

_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_YEAR_FIRST = re.compile(r"(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_CURRENCY = re.compile(r"(?:vnd|vnđ|đồng|đ|₫)\.?", re.IGNORECASE)
_CENTS = re.compile(r"(.*\d)[.,](\d{1,2})")
_GROUPED = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
MOST = 10**13
"""No commune's account moves ten thousand billion đồng at once; an amount beyond is another number."""


def day_of(value: object) -> date | None:
    """The day in a cell: a date, ``24/11/2026 15:30``, ``2026-11-24``; None for anything else.

    Of days written with the month first nothing is known, so the day is taken as written first.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = str(value or "").strip()
    if found := _YEAR_FIRST.match(text):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.match(text):
        day, month, year = (int(part) for part in found.groups())
        year += 2000 if year < 100 else 0
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def amount_of(value: object) -> int | None:
    """Whole đồng in a cell, minus for ``-8.000`` and ``(8.000)``; None for an empty cell.

    Raises ValueError for what is no amount, has parts of a đồng, or is beyond `MOST`.
    """
    if isinstance(value, bool):
        raise ValueError("no amount")
    if isinstance(value, int | float | Decimal):
        return _whole(Decimal(str(value)))
    text = _CURRENCY.sub("", str(value or "")).replace("\u00a0", "").replace(" ", "").strip()
    if not text or not text.strip("-–.+"):
        return None
    is_out = text.startswith(("-", "(", "–")) or text.endswith("-")
    number = _whole(Decimal(_plain(text.strip("+-–()"))))
    return -number if is_out else number


def _plain(text: str) -> str:
    """Digits with a dot before cents at most. Raises ValueError for other writings."""
    if text.isascii() and text.isdigit():
        return text
    if _GROUPED.fullmatch(text):
        return re.sub(r"[.,]", "", text)
    found = _CENTS.fullmatch(text)
    if found and (found[1].isdigit() or _GROUPED.fullmatch(found[1])):
        return f"{re.sub(r'[.,]', '', found[1])}.{found[2]}"
    raise ValueError("no amount")


def _whole(number: Decimal) -> int:
    if not number.is_finite() or number != number.to_integral_value() or abs(number) > MOST:
        raise ValueError("no whole amount of đồng")
    return int(number)
