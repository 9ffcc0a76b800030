"""The quarters of a year: what a duty that comes every three months is held against."""

from __future__ import annotations

from datetime import date, timedelta


def quarters_of(year: int) -> list[tuple[str, date, date]]:
    """Return code, first and last day of the four quarters of a calendar year.

    Basis: targets.md III.2-NV09-f1, the plan III.2.b ("3 tháng/lần"); that the three months are a calendar
    quarter is our own reading.
    """
    found = []
    for number in range(1, 5):
        after = date(year + number // 4, number % 4 * 3 + 1, 1)
        found.append((f"{year}-Q{number}", date(year, number * 3 - 2, 1), after - timedelta(days=1)))
    return found
