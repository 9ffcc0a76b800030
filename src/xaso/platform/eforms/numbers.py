"""Numbers as Vietnam writes them: 1.234,5."""

from __future__ import annotations

from decimal import Decimal


def number_words(value: float) -> str:
    """``1.234,5`` for 1234.5; no fraction when there is none."""
    number = Decimal(str(value))
    text = f"{number:,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))
