"""Numbers as Vietnamese writes them: comma for decimals, dot for thousands, leading zeros for counts."""

from __future__ import annotations

import re
from decimal import Decimal

_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_SPOKEN = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}


def number(text: str) -> Decimal:
    """The value of ``text``: "1.250" is 1250, "0.6" and "0,6" are 0.6, "05" is 5."""
    plain = text.strip()
    if plain.lower() in _SPOKEN:
        return Decimal(_SPOKEN[plain.lower()])
    if _THOUSANDS.fullmatch(plain) and not plain.startswith("0"):
        plain = plain.replace(".", "")
    return Decimal(plain.replace(",", ".", 1))


def vietnamese(value: Decimal) -> str:
    """A number as a person reads it: 1.5 is "1,5"."""
    plain = value.to_integral_value() if value == value.to_integral_value() else value.normalize()
    return f"{plain:f}".replace(".", ",")
