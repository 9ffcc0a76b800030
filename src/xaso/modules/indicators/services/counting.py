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
from xaso.platform.measuring.evaluation import Sizes
from xaso.platform.measuring.figures import Figure, total
from xaso.platform.measuring.registry import Measure, registry

from ..models import MonthlyFigure
from ..rules.slots import Grid, Slot, runs_of, slots_between, slots_of

REFRESH = "indicators.refresh"
REBUILD = "indicators.rebuild"
FEW_RUNS = 4
Tell = Callable[[int, str], None]


def touch(*, module: str, days: Iterable[datetime | str], at: datetime) -> None:
    """Note that work of ``module`` touched the months of these days, and ask for a recount.

    ``days`` are moments or ISO dates; empty ones are passed over. Runs in the caller's transaction. Safe to
    repeat: a month marked twice is counted once. Rows are made and locked in one order, here as in every
    count, so that two of them never wait for each other.
    """
    slots = {slot for day in days if day for slot in slots_of(_day_of(day))}
    rows = [
        MonthlyFigure(measure=one.code, grid=slot.grid.value, year=slot.year, month=slot.month)
        for one in registry.all()
        if one.module == module
        for slot in sorted(slots)
    ]
    if not rows:
        return
    MonthlyFigure.objects.bulk_create(rows, ignore_conflicts=True)
    touched = MonthlyFigure.objects.of_slots(slots).filter(measure__in={row.measure for row in rows})
    locked = list(touched.in_order().select_for_update().values_list("pk", flat=True))
    MonthlyFigure.objects.filter(pk__in=locked).update(touches=F("touches") + 1)
    enqueue(REFRESH, {}, at=at, key=REFRESH, title="Đếm lại số liệu")


def refresh(
    *,
    measure: Measure,
    slots: Iterable[Slot],
    at: datetime,
    past_of_stocks: bool = False,
    sizes: Sizes | None = None,
) -> int:
    """Count these months of a measure again and keep the figures; return how many were counted.

    Months that touch are counted from one question grouped by day, whatever their grid: 2 queries for each
    run of months, 2 in all when there are many runs. Months after ``at`` are left out. The year to date of a
    stock is counted with its months. A past month of a stock, once counted after its end, stays as it was
    unless work touched it or ``past_of_stocks`` asks for it: what stood then can mostly not be counted today.
    ``sizes`` are counts already known (see `evaluation.daily`).
    """
    today = local_date(at)
    wanted = [slot for slot in slots if slot.period.start <= today]
    standing = {row.slot: row for row in MonthlyFigure.objects.filter(measure=measure.code)}
    if measure.is_stock:
        if not past_of_stocks:
            wanted = [slot for slot in wanted if _is_open(standing.get(slot), slot)]
        counted = _stood(measure, wanted, today)
    else:
        counted = _flowed(measure, wanted, sizes)
    _keep(measure, counted, seen={slot: row.touches for slot, row in standing.items()}, at=at)
    return len(wanted)


def refresh_stale(*, at: datetime) -> int:
    """Count again every month that work has touched; return how many."""
    stale: dict[str, list[Slot]] = {}
    for row in MonthlyFigure.objects.stale().filter(month__gt=0):
        stale.setdefault(row.measure, []).append(row.slot)
    known = [measure for measure in registry.all() if measure.code in stale]
    return sum(refresh(measure=measure, slots=stale[measure.code], at=at) for measure in known)


def refresh_month(*, at: datetime) -> int:
    """Count this month of every measure again: a new month begins, and time alone makes dossiers late."""
    now = slots_of(local_date(at))
    sizes: Sizes = {}
    return sum(refresh(measure=measure, slots=now, at=at, sizes=sizes) for measure in registry.all())


def rebuild(*, at: datetime, tell: Tell | None = None, past_of_stocks: bool = False) -> int:
    """Count every month of every measure over the years of the plan and the last two; return how many months.

    Two grouped queries a measure, fewer where measures share their whole (a stock: two for each month that
    `refresh` may count). ``tell`` hears the percent and the stage.
    """
    today = local_date(at)
    first = min([*plan.years(), today.year - 1])
    begun = slots_between(Slot(Grid.REPORTING, first, 1).period.start, today)
    slots = [slot for slot in begun if slot.year >= first]  # not the whole calendar year before, for its end
    measures = registry.all()
    sizes: Sizes = {}
    done = 0
    for number, measure in enumerate(measures):
        if tell:
            tell(100 * number // len(measures), f"Đang đếm: {measure.name}")
        done += refresh(measure=measure, slots=slots, at=at, past_of_stocks=past_of_stocks, sizes=sizes)
    return done


def _flowed(measure: Measure, slots: list[Slot], sizes: Sizes | None) -> dict[Slot, Figure]:
    """The months of a flow, added up from its days."""
    runs = runs_of(slots)
    if len(runs) > FEW_RUNS:
        runs = [Period(runs[0].start, runs[-1].end)]
    days: dict[Slot, list[Figure]] = {slot: [] for slot in slots}
    for run in runs:
        for day, figure in evaluation.daily(measure, run, sizes=sizes).items():
            for slot in slots_of(day):
                if slot in days:
                    days[slot].append(figure)
    return {slot: total(figures, measure.unit) for slot, figures in days.items()}


def _stood(measure: Measure, slots: list[Slot], today: date) -> dict[Slot, Figure]:
    """The months of a stock, each as it stands at its end, and the years to date they belong to."""
    counted = {slot: evaluation.evaluate(measure, slot.period) for slot in slots}
    for year in {slot.whole_year for slot in slots}:
        span = year.period
        counted[year] = evaluation.evaluate(
            measure, Period(span.start, max(span.start, min(span.end, today)))
        )
    return counted


@transaction.atomic
def _keep(
    measure: Measure, counted: Mapping[Slot, Figure], *, seen: Mapping[Slot, int], at: datetime
) -> None:
    """Write the figures; a touch that came after ``seen`` was read leaves its month stale."""
    rows = [
        MonthlyFigure(
            measure=measure.code,
            grid=slot.grid.value,
            year=slot.year,
            month=slot.month,
            part=figure.part,
            whole=figure.whole,
            counted_at=at,
            touches_counted=seen.get(slot, 0),
        )
        for slot, figure in sorted(counted.items())
    ]
    MonthlyFigure.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["measure", "grid", "year", "month"],
        update_fields=["part", "whole", "counted_at", "touches_counted"],
    )


def _is_open(row: MonthlyFigure | None, slot: Slot) -> bool:
    """Whether a month of a stock may still be counted: not yet counted after its end, or touched since."""
    return row is None or row.counted_at is None or row.counted_at < slot.period.end_at or row.is_stale


def _day_of(day: datetime | str) -> date:
    return date.fromisoformat(day[:10]) if isinstance(day, str) else local_date(day)
