"""The months by which figures are kept: calendar months for the board, report months for reports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from xaso.kernel.periods import Period

from .windows import Window, WindowKind, report_month


class Grid(StrEnum):
    """Which months: of the calendar (1st to last), or of reports (15th to 14th)."""

    CALENDAR = "calendar"
    REPORTING = "reporting"

    @property
    def label(self) -> str:
        """The grid in words."""
        return "tháng dương lịch" if self is Grid.CALENDAR else "tháng báo cáo"


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """One month of a grid; month 0 is the year to date, kept for stocks. Slots sort as their rows lock."""

    grid: Grid
    year: int
    month: int

    @classmethod
    def of(cls, day: date, grid: Grid) -> Slot:
        """Return the month of the grid that holds a day. Basis: NĐ 09/2019/NĐ-CP Đ.12 for report months."""
        return cls(grid, day.year, day.month) if grid is Grid.CALENDAR else cls(grid, *report_month(day))

    @property
    def period(self) -> Period:
        """The days of the month, or of the year for month 0. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
        if self.grid is Grid.CALENDAR:
            return Period.month(self.year, self.month) if self.month else Period.year(self.year)
        kind = WindowKind.MONTH if self.month else WindowKind.YEAR
        return Window(kind, self.year, self.month or 1).period

    @property
    def whole_year(self) -> Slot:
        """The slot of this one's year. Basis: our own design."""
        return Slot(self.grid, self.year, 0)


def slots_of(day: date) -> tuple[Slot, ...]:
    """Return the months a day belongs to, one of each grid. Basis: our own design."""
    return tuple(Slot.of(day, grid) for grid in Grid)


def slots_between(first: date, last: date) -> tuple[Slot, ...]:
    """Return every month of both grids that holds a day from ``first`` to ``last``, in order.

    Basis: our own design.
    """
    pieces = Period(first, last).months()
    found = {slot for piece in pieces for day in (piece.start, piece.end) for slot in slots_of(day)}
    return tuple(sorted(found))


def runs_of(slots: Iterable[Slot]) -> list[Period]:
    """Return the fewest spans of days that hold exactly these months, in order: months that touch join.

    Basis: our own design.
    """
    runs: list[Period] = []
    for period in sorted(slot.period for slot in slots):
        last = runs[-1] if runs else None
        if last is not None and period.start.toordinal() <= last.end.toordinal() + 1:
            runs[-1] = Period(last.start, max(last.end, period.end))
        else:
            runs.append(period)
    return runs
