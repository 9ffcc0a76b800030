"""Codes of bills and numbers of receipts."""

from __future__ import annotations

from datetime import date

LARGEST_NUMBER = 99_999_999
"""Eight digits (NĐ 254/2026 Đ.22-25, onestop.md 10.7)."""


def bill_code(prefix: str, day: date, number: int) -> str:
    """Return the code of the day's `number`-th bill: letters and digits only, since banks drop the rest.

    `XS2611240001`: prefix, year, month, day, four digits or more. Basis: our own convention; the code goes
    into the text of a transfer (NoiDungThanhToan, onestop.md 10.5).
    """
    return f"{prefix}{day:%y%m%d}{number:04d}"


def next_number(last: int) -> int:
    """Return the number after `last` in a series of receipts. Raises ValueError when the digits are used up.

    Basis: NĐ 254/2026/NĐ-CP Đ.22-25 (onestop.md 10.7): one after another, at most eight digits.
    """
    if last >= LARGEST_NUMBER:
        raise ValueError("the series is full")
    return last + 1


def receipt_number(number: int) -> str:
    """Return a receipt's number with its eight digits. Basis: NĐ 254/2026/NĐ-CP Đ.22-25 (onestop.md 10.7)."""
    return f"{number:08d}"
