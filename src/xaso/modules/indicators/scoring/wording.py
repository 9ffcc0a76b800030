"""Points and numbers as people read them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def rounded(points: Decimal, place: Decimal = CENT) -> Decimal:
    """Return points to two digits after the comma, half up.

    Basis: onestop.md 8.3 (scores are given back to two decimals).
    """
    return points.quantize(place, ROUND_HALF_UP)


def points_words(points: Decimal) -> str:
    """Return ``17,50``: points always with two digits."""
    return f"{rounded(points)}".replace(".", ",")


def plain_words(number: Decimal) -> str:
    """Return ``2,5`` or ``20``: a number without zeros that say nothing."""
    text = f"{number.normalize():f}"
    return text.replace(".", ",")
