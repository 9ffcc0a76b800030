"""Figures by month, kept so that the board answers at once."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.db.models import F, Q

from ..rules.slots import Grid, Slot


class MonthlyFigureQuerySet(models.QuerySet["MonthlyFigure"]):
    """Figures narrowed."""

    def of_slots(self, slots: Iterable[Slot]) -> MonthlyFigureQuerySet:
        """Those of the given months; none when there are none."""
        wanted = Q(pk__in=())
        for slot in slots:
            wanted |= Q(grid=slot.grid.value, year=slot.year, month=slot.month)
        return self.filter(wanted)

    def on_calendar(self) -> MonthlyFigureQuerySet:
        """Those of calendar months."""
        return self.filter(grid=Grid.CALENDAR.value)

    def on_reports(self) -> MonthlyFigureQuerySet:
        """Those of report months (15th to 14th)."""
        return self.filter(grid=Grid.REPORTING.value)

    def in_order(self) -> MonthlyFigureQuerySet:
        """In the one order in which their rows are locked."""
        return self.order_by("measure", "grid", "year", "month")

    def stale(self) -> MonthlyFigureQuerySet:
        """Those touched by work after they were last counted."""
        return self.filter(touches__gt=F("touches_counted"))


class MonthlyFigure(models.Model):
    """The part and the whole of one measure in one month, as last counted.

    Work that touches a month raises ``touches``; a count that began at N touches writes ``touches_counted``
    = N. So work done while a count runs leaves the month stale, and no count can hide it.
    Months of a flow add up to its year. A stock's do not, so its year to date is kept too, as month 0.
    ``grid`` says which months: of the calendar, for the board, or of reports, from the 15th to the 14th.
    """

    measure = models.CharField(max_length=60)
    grid = models.CharField(
        max_length=9, choices=[(grid.value, grid.label) for grid in Grid], default=Grid.CALENDAR.value
    )
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(
        help_text="1 đến 12; 0: cả năm, với số liệu không cộng theo tháng"
    )
    part = models.PositiveIntegerField(default=0)
    whole = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, blank=True, help_text="trống: chưa đếm lần nào")
    touches = models.PositiveIntegerField(default=0, help_text="tăng một khi có việc mới thuộc tháng này")
    touches_counted = models.PositiveIntegerField(
        default=0, help_text="số việc mới đã tính vào lần đếm gần nhất"
    )

    objects = MonthlyFigureQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["measure", "grid", "year", "month"], name="one_figure_per_month")
        ]
        indexes = [models.Index(fields=["grid", "year", "month"], name="figure_month")]

    def __str__(self) -> str:
        return f"{self.measure} {self.month:02d}/{self.year}"

    @property
    def slot(self) -> Slot:
        """The month this row keeps."""
        return Slot(Grid(self.grid), self.year, self.month)

    @property
    def is_stale(self) -> bool:
        """Whether there is newer work than the last count."""
        return self.touches > self.touches_counted
