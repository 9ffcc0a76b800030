"""Keep the monthly figures: mark months touched by work, count them again, count everything from nothing.

Pages never count. A piece of work marks its months and asks for one recount, which a worker does seconds
later; until then the page shows the last count and says so. Each night everything is counted again, so that
data brought in without events comes right by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import partial

from django.db import transaction
from django.db.models import F

from xaso.kernel.clock import local_date
from xaso.kernel.periods import Period
from xaso.modules.plan import queries as plan
from xaso.platform.jobs.services import enqueue
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import Figure, total
from xaso.platform.measuring.registry import Measure, registry
from xaso.platform.measuring.together import at_once

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
    measures: Iterable[Measure], slots: Iterable[Slot], *, at: datetime, past_of_stocks: bool = False
) -> int:
    """Count these months of the measures again and keep the figures; return how many were counted.

    Months that touch are counted from one question grouped by day, whatever their grid, and measures of one
    set of records together: one query for each set and run of months, or for each set when there are many
    runs. Months after ``at`` are left out. The year to date of a stock is counted with its months. A past
    month of a stock, once counted after its end, stays as it was unless work touched it or
    ``past_of_stocks`` asks for it: what stood then can mostly not be counted today.
    """
    asked = list(measures)
    begun = [slot for slot in slots if slot.period.start <= local_date(at)]
    standing = _standing(asked)
    flows = [one for one in asked if not one.is_stock]
    open_of = {
        one: begun
        if past_of_stocks
        else [slot for slot in begun if _is_open(standing[one.code].get(slot), slot)]
        for one in asked
        if one.is_stock
    }
    counted = _flowed(flows, begun) | _stood(open_of, local_date(at))
    for one in asked:
        seen = {slot: row.touches for slot, row in standing[one.code].items()}
        _keep(one, counted[one.code], seen=seen, at=at)
    return len(flows) * len(begun) + sum(map(len, open_of.values()))


def refresh_stale(*, at: datetime) -> int:
    """Count again every month that work has touched; return how many."""
    stale: dict[str, list[Slot]] = {}
    for row in MonthlyFigure.objects.stale().filter(month__gt=0):
        stale.setdefault(row.measure, []).append(row.slot)
    alike: dict[frozenset[Slot], list[Measure]] = {}
    for measure in registry.all():
        if measure.code in stale:
            alike.setdefault(frozenset(stale[measure.code]), []).append(measure)
    return sum(refresh(measures, slots, at=at) for slots, measures in alike.items())


def refresh_month(*, at: datetime) -> int:
    """Count this month of every measure again: a new month begins, and time alone makes dossiers late."""
    return refresh(registry.all(), slots_of(local_date(at)), at=at)


def rebuild(*, at: datetime, tell: Tell | None = None, past_of_stocks: bool = False) -> int:
    """Count every month of every measure over the years of the plan and the last two; return how many months.

    Flows by one grouped query for each set of records, and at the same time stocks by one for each set and
    month that `refresh` may count. ``tell`` hears that it began.
    """
    today = local_date(at)
    first = min([*plan.years(), today.year - 1])
    begun = slots_between(Slot(Grid.REPORTING, first, 1).period.start, today)
    slots = [slot for slot in begun if slot.year >= first]  # not the whole calendar year before, for its end
    measures = registry.all()
    told = tell or (lambda percent, stage: None)
    told(0, f"Đang đếm: {len(measures)} số liệu của {len(slots)} tháng")
    kinds = [[one for one in measures if one.is_stock is stock] for stock in (False, True)]
    return sum(
        at_once([partial(refresh, kind, slots, at=at, past_of_stocks=past_of_stocks) for kind in kinds])
    )


def _flowed(measures: list[Measure], slots: list[Slot]) -> dict[str, dict[Slot, Figure]]:
    """The months of flows, added up from their days."""
    runs = runs_of(slots)
    if len(runs) > FEW_RUNS:
        runs = [Period(runs[0].start, runs[-1].end)]
    days: dict[tuple[str, Slot], list[Figure]] = {}
    for run in runs:
        for code, figures in evaluation.days(measures, run).items():
            for day, figure in figures.items():
                for slot in slots_of(day):
                    days.setdefault((code, slot), []).append(figure)
    return {
        one.code: {slot: total(days.get((one.code, slot), []), one.unit) for slot in slots}
        for one in measures
    }


def _stood(slots_of_stocks: Mapping[Measure, list[Slot]], today: date) -> dict[str, dict[Slot, Figure]]:
    """The months of stocks, each as it stands at its end, and the years to date they belong to."""
    wanted: dict[Slot, list[Measure]] = {}
    for measure, slots in slots_of_stocks.items():
        for slot in {*slots, *(slot.whole_year for slot in slots)}:
            wanted.setdefault(slot, []).append(measure)
    counted: dict[str, dict[Slot, Figure]] = {measure.code: {} for measure in slots_of_stocks}
    for slot, measures in wanted.items():
        for code, figure in evaluation.figures(measures, _begun(slot, today)).items():
            counted[code][slot] = figure
    return counted


def _begun(slot: Slot, today: date) -> Period:
    """The days of a month; of a year to date those that have come, at least its first."""
    span = slot.period
    return span if slot.month else Period(span.start, max(span.start, min(span.end, today)))


def _standing(measures: Iterable[Measure]) -> dict[str, dict[Slot, MonthlyFigure]]:
    """What is kept of these measures, by code and month."""
    kept: dict[str, dict[Slot, MonthlyFigure]] = {measure.code: {} for measure in measures}
    for row in MonthlyFigure.objects.filter(measure__in=kept):
        kept[row.measure][row.slot] = row
    return kept


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
