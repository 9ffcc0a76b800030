"""Keep the monthly figures: mark months touched by work, count them again, count everything from nothing.

Pages never count. A piece of work marks its months and asks for one recount, which a worker does seconds
later; until then the page shows the last count and says so. Each night everything is counted again, so that
data brought in without events comes right by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.modules.plan import queries as plan
from xaso.platform.jobs.services import enqueue
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import Figure
from xaso.platform.measuring.registry import Measure, registry

from ..models import MonthlyFigure

REFRESH = "indicators.refresh"
REBUILD = "indicators.rebuild"
FEW_MONTHS = 4
Month = tuple[int, int]
Tell = Callable[[int, str], None]


def touch(*, module: str, days: Iterable[datetime | str], at: datetime) -> None:
    """Note that work of ``module`` touched the months of these days, and ask for a recount.

    ``days`` are moments or ISO dates; empty ones are passed over. Runs in the caller's transaction. Safe to
    repeat: a month marked twice is counted once.
    """
    months = {_month_of(day) for day in days if day}
    rows = [
        MonthlyFigure(measure=one.code, year=year, month=month)
        for one in registry.all()
        if one.module == module
        for year, month in sorted(months)
    ]
    if not rows:
        return
    MonthlyFigure.objects.bulk_create(rows, ignore_conflicts=True)
    touched = MonthlyFigure.objects.of_months(months).filter(measure__in={row.measure for row in rows})
    touched.update(touches=F("touches") + 1)
    enqueue(REFRESH, {}, at=at, key=REFRESH, title="Đếm lại số liệu")


def refresh(*, measure: Measure, months: Iterable[Period], at: datetime, past_of_stocks: bool = False) -> int:
    """Count these months of a measure again and keep the figures; return how many months were counted.

    A few months take 2 queries each, many take 2 in all. Months after ``at`` are left out. The year to date
    of a stock is counted with its months. A past month of a stock, once counted after its end, stays as it
    was unless work touched it or ``past_of_stocks`` asks for it: what stood then can mostly not be counted
    today.
    """
    today = local_date(at)
    wanted = [month for month in months if month.start <= today]
    standing = {(row.year, row.month): row for row in MonthlyFigure.objects.filter(measure=measure.code)}
    if measure.is_stock and not past_of_stocks:
        wanted = [month for month in wanted if _is_open(standing.get(_key(month)), month)]
    counted = {_key(month): figure for month, figure in _counted(measure, wanted).items()}
    if measure.is_stock:
        counted |= {(year, 0): _year_to_date(measure, year, today) for year, _ in list(counted)}
    _keep(measure, counted, seen={key: row.touches for key, row in standing.items()}, at=at)
    return len(wanted)


def refresh_stale(*, at: datetime) -> int:
    """Count again every month that work has touched; return how many."""
    stale: dict[str, list[Period]] = {}
    for row in MonthlyFigure.objects.stale().filter(month__gt=0).order_by("year", "month"):
        stale.setdefault(row.measure, []).append(Period.month(row.year, row.month))
    known = [measure for measure in registry.all() if measure.code in stale]
    return sum(refresh(measure=measure, months=stale[measure.code], at=at) for measure in known)


def refresh_month(*, at: datetime) -> int:
    """Count this month of every measure again: a new month begins, and time alone makes dossiers late."""
    now = Period.month_of(at)
    return sum(refresh(measure=measure, months=[now], at=at) for measure in registry.all())


def rebuild(*, at: datetime, tell: Tell | None = None, past_of_stocks: bool = False) -> int:
    """Count every month of every measure over the years of the plan and the last two; return how many months.

    Two grouped queries a measure (a stock: two for each month that `refresh` may count). ``tell`` hears the
    percent and the stage.
    """
    today = local_date(at)
    first = min([*plan.years(), today.year - 1])
    months = Period(Period.year(first).start, Period.month_of(today).end).months()
    measures = registry.all()
    done = 0
    for number, measure in enumerate(measures):
        if tell:
            tell(100 * number // len(measures), f"Đang đếm: {measure.name}")
        done += refresh(measure=measure, months=months, at=at, past_of_stocks=past_of_stocks)
    return done


def _counted(measure: Measure, months: list[Period]) -> dict[Period, Figure]:
    if measure.is_stock or len(months) <= FEW_MONTHS:
        return {month: evaluation.evaluate(measure, month) for month in months}
    first, last = months[0], months[-1]
    every = evaluation.monthly(measure, first.start.year, last.start.year, until=last.start)
    return {month: every[month] for month in months}


def _year_to_date(measure: Measure, year: int, today: date) -> Figure:
    whole = Period.year(year)
    return evaluation.evaluate(measure, Period(whole.start, max(whole.start, min(whole.end, today))))


@transaction.atomic
def _keep(
    measure: Measure, counted: Mapping[Month, Figure], *, seen: Mapping[Month, int], at: datetime
) -> None:
    """Write the figures; a touch that came after ``seen`` was read leaves its month stale."""
    rows = [
        MonthlyFigure(
            measure=measure.code,
            year=year,
            month=month,
            part=figure.part,
            whole=figure.whole,
            counted_at=at,
            touches_counted=seen.get((year, month), 0),
        )
        for (year, month), figure in counted.items()
    ]
    MonthlyFigure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["measure", "year", "month"],
        update_fields=["part", "whole", "counted_at", "touches_counted"],
    )


def _is_open(row: MonthlyFigure | None, month: Period) -> bool:
    """Whether a month of a stock may still be counted: not yet counted after its end, or touched since."""
    return row is None or row.counted_at is None or row.counted_at < month.end_at or row.is_stale


def _month_of(day: datetime | str) -> Month:
    if isinstance(day, str):
        return int(day[:4]), int(day[5:7])
    return _key(Period.month_of(day))


def _key(month: Period) -> Month:
    return month.start.year, month.start.month
