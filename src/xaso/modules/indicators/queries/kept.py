"""The kept figures of some months, as one measure after another asks for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Q

from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.platform.measuring.evaluation import combine
from xaso.platform.measuring.figures import POINTS, Figure
from xaso.platform.measuring.registry import Measure

from .. import rules
from ..models import MonthlyFigure
from .confidential import HiddenFigure, told, told_together

TREND_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Freshness:
    """How old figures are: ``counted_at`` is the last count (None: never), ``is_stale``: newer work waits."""

    counted_at: datetime | None
    is_stale: bool


@dataclass(frozen=True, slots=True)
class MonthPoint:
    """One month of a measure; ``figure`` is None where nothing was counted."""

    period: Period
    figure: Figure | None

    @property
    def label(self) -> str:
        """``3/26``: short enough for a chart's foot."""
        return f"{self.period.start.month}/{self.period.start.year % 100:02d}"

    @property
    def value(self) -> Decimal | None:
        """The value as it is shown, or None when nothing arose."""
        return None if self.figure is None else self.figure.rounded


class KeptFigures:
    """Figures of a year and of the twelve months before its end (or before today), read in one query.

    ``rows`` are figures already read, for a caller that looks at several years.
    """

    def __init__(
        self,
        year: int,
        at: datetime,
        measures: Iterable[str] | None = None,
        *,
        rows: Iterable[MonthlyFigure] | None = None,
    ) -> None:
        self.year = year
        self.today = local_date(at)
        self.last = min(date(year, 12, 1), self.today.replace(day=1))
        found = _read(year, measures) if rows is None else rows
        self._rows = {(row.measure, row.year, row.month): row for row in found}

    @property
    def year_over(self) -> bool:
        """Whether the year has ended."""
        return self.today.year > self.year

    def months_of_year(self, measure: Measure) -> list[MonthPoint]:
        """The months of the year that have begun, as they may be shown."""
        return _told(measure, self.counted_months(measure))

    def counted_months(self, measure: Measure) -> list[MonthPoint]:
        """The same as they were counted, to reckon with."""
        return [
            self._point(measure, month) for month in Period.year(self.year).months() if self._begun(month)
        ]

    def trend(self, measure: Measure) -> list[MonthPoint]:
        """The last twelve months up to the end of the year or to today, as they may be shown."""
        span = Period(date(self.year - 1, 1, 1), Period.month_of(self.last).end)
        months = [month for month in span.months() if self._begun(month)]
        return _told(measure, [self._point(measure, month) for month in months[-TREND_MONTHS:]])

    def figure(self, measure: Measure) -> Figure | None:
        """The figure of the year so far as it may be shown; None when no month of it was counted."""
        return told(measure, self.counted(measure))

    def counted(self, measure: Measure) -> Figure | None:
        """The same as it was counted, to reckon with."""
        if measure.is_stock:
            return self._kept(measure, self.year, 0)
        figures = [point.figure for point in self.counted_months(measure) if point.figure is not None]
        return combine(measure, figures) if figures else None

    def forecast(self, measure: Measure) -> rules.Forecast | None:
        """Where the year ends (see rules.forecast); never for a stock, whose months do not add up."""
        if measure.is_stock or isinstance(self.figure(measure), HiddenFigure):
            return None
        counts = [
            rules.MonthCount(point.period.start.month, point.figure.part, point.figure.whole)
            for point in self.counted_months(measure)
            if point.figure is not None
        ]
        return rules.forecast(counts, year=self.year, today=self.today, is_share=measure.unit == "percent")

    def freshness(self, measures: Iterable[Measure]) -> Freshness:
        """How old the figures of the year are."""
        codes = {measure.code for measure in measures}
        rows = [row for (code, year, _), row in self._rows.items() if code in codes and year == self.year]
        return freshness(rows)

    def _begun(self, month: Period) -> bool:
        return month.start <= self.today

    def _point(self, measure: Measure, month: Period) -> MonthPoint:
        return MonthPoint(month, self._kept(measure, month.start.year, month.start.month))

    def _kept(self, measure: Measure, year: int, month: int) -> Figure | None:
        row = self._rows.get((measure.code, year, month))
        found = None if row is None else figure_of(row, measure)
        if found is None or measure.unit is not POINTS:
            return found
        return replace(found, since=level_of(self._rows.get((measure.code, year - 1, 0))))


def _told(measure: Measure, points: list[MonthPoint]) -> list[MonthPoint]:
    figures = told_together(measure, [point.figure for point in points])
    return [MonthPoint(point.period, figure) for point, figure in zip(points, figures, strict=True)]


def figure_of(row: MonthlyFigure, measure: Measure) -> Figure | None:
    """The figure a row keeps, or None while it was never counted."""
    return None if row.counted_at is None else Figure(row.part, row.whole, measure.unit)


def level_of(row: MonthlyFigure | None) -> Decimal | None:
    """The level a kept year ended on, per cent: what a rise of the next year is counted from."""
    return None if row is None or row.counted_at is None else Figure(row.part, row.whole).level


def _read(year: int, measures: Iterable[str] | None) -> Iterable[MonthlyFigure]:
    ended_before = Q(year=year - 2, month=0)  # what the months of last year rose from
    rows = MonthlyFigure.objects.on_calendar().filter(Q(year__in=(year - 1, year)) | ended_before)
    return rows if measures is None else rows.filter(measure__in=set(measures))


def freshness(rows: Sequence[MonthlyFigure]) -> Freshness:
    """How old these figures are. The newest count speaks: older months were right when nothing has
    touched them since.
    """
    counted = [row.counted_at for row in rows if row.counted_at is not None]
    return Freshness(max(counted, default=None), any(row.is_stale for row in rows))
