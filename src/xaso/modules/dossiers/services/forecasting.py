"""Counts how fast work goes, and from it when each dossier at work will have its result.

Derived from what the steps say and thrown away at each count; nothing here decides anything of a dossier.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.queues import Stretch, busy_minutes, expected_end, typical_minutes
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org.queries import calendar, cutoff
from xaso.modules.procedures.queries import route_steps

from .. import rules
from ..lifecycle import RUNNING
from ..models import Dossier, Forecast, Pace, StepRun

if TYPE_CHECKING:
    from xaso.modules.procedures.models import RouteStep

STEP_WORKDAYS = 60
"""How far back the usual time of a step is looked for: about three months of work."""
HOLDER_WORKDAYS = 20
"""How far back an officer's own pace is looked for: about a month of work."""
MOST_RUNS = 20_000


@dataclass(frozen=True, slots=True)
class Counted:
    """How much one count looked at and wrote."""

    paces: int
    forecasts: int


@dataclass(frozen=True, slots=True)
class _Paces:
    """Working minutes for one dossier, by step and by holder."""

    steps: dict[int, int]
    holders: dict[int, int]


@transaction.atomic
def forecast(*, at: datetime) -> Counted:
    """Count paces and forecasts anew; the old ones go.

    Pace of a step: the middle of the working minutes it took in the last 60 working days. Pace of an officer:
    working minutes in which they held anything in the last 20 working days, by the dossiers they finished
    their step of. Dossiers that were asked for more are left out: their time was the applicant's. A dossier's
    own step takes its holder's pace, after those of the same holder that are due earlier; with no holder or
    no pace yet, what the step usually takes, or its share of the legal time. The steps after it take what
    they usually take. Our own method, no legal source; dossiers without a deadline are not looked at.
    """
    paces = _count_paces(at)
    Forecast.objects.all().delete()
    rows = _forecasts(paces, at)
    Forecast.objects.bulk_create(rows, batch_size=500)
    return Counted(len(paces.steps) + len(paces.holders), len(rows))


def _count_paces(at: datetime) -> _Paces:
    steps = {pk: (len(found), typical_minutes(found)) for pk, found in _step_minutes(at).items()}
    holders = _holder_minutes(at)
    Pace.objects.all().delete()
    rows = [Pace(step_id=pk, runs=runs, minutes=each, counted_at=at) for pk, (runs, each) in steps.items()]
    rows += [
        Pace(holder_id=pk, runs=runs, minutes=each, counted_at=at) for pk, (runs, each) in holders.items()
    ]
    Pace.objects.bulk_create(rows, batch_size=500)
    return _Paces(
        {pk: each for pk, (_, each) in steps.items()}, {pk: each for pk, (_, each) in holders.items()}
    )


def _step_minutes(at: datetime) -> dict[int, list[int]]:
    """Working minutes of each passage that ended lately, by step."""
    work, found = calendar(), defaultdict(list)
    rows = _ended_since(at, STEP_WORKDAYS).exclude(outcome=StepRun.Outcome.SENT_BACK)
    for step, start, end in rows.values_list("step_id", "started_at", "ended_at")[:MOST_RUNS]:
        assert end is not None  # asked for above
        try:
            found[step].append(work.minutes_between(start, end))
        except CalendarGap:
            continue
    return found


def _holder_minutes(at: datetime) -> dict[int, tuple[int, int]]:
    """How many passages each officer ended lately, and the busy minutes for one."""
    work, stretches, runs = calendar(), defaultdict[int, list[Stretch]](list), defaultdict[int, int](int)
    since = work.start_of(work.add_workdays(local_date(at), -HOLDER_WORKDAYS))
    rows = _ended_since(at, HOLDER_WORKDAYS).exclude(holder=None)
    for holder, start, end in rows.values_list("holder_id", "started_at", "ended_at")[:MOST_RUNS]:
        assert end is not None  # asked for above
        stretches[holder].append((max(start, since), end))
        runs[holder] += 1
    return {
        pk: (runs[pk], max(round(busy_minutes(found, work) / runs[pk]), 1)) for pk, found in stretches.items()
    }


def _ended_since(at: datetime, workdays: int) -> models.QuerySet[StepRun]:
    work = calendar()
    since = work.start_of(work.add_workdays(local_date(at), -workdays))
    rows = StepRun.objects.filter(ended_at__gte=since, ended_at__lte=at, dossier__supplement_count=0)
    return rows.order_by("-ended_at")


def _forecasts(paces: _Paces, at: datetime) -> list[Forecast]:
    rows = Dossier.objects.filter(state__in=RUNNING, due_at__isnull=False, step__isnull=False)
    dossiers = list(rows.select_related("version", "step").order_by("due_at", "pk"))
    ahead: dict[int, int] = defaultdict(int)
    found = []
    for one in dossiers:
        before = ahead[one.holder_id] if one.holder_id else 0
        if one.holder_id:
            ahead[one.holder_id] += 1
        made = _forecast(one, before, paces, at)
        if made is not None:
            found.append(made)
    return found


def _forecast(dossier: Dossier, ahead: int, paces: _Paces, at: datetime) -> Forecast | None:
    """The forecast of one dossier; None where the calendar does not reach."""
    step = dossier.step
    assert step is not None  # asked for above
    try:
        own = paces.holders.get(dossier.holder_id or 0) or _usual([step], dossier, paces)
        after = (
            one for one in route_steps(dossier.version) if one.order > step.order and one.kind != "return"
        )
        rest = _usual(after, dossier, paces)
        expected = expected_end(at, ahead=ahead, each=own, rest=rest, calendar=calendar())
    except CalendarGap:
        return None
    return Forecast(
        dossier=dossier, expected_at=expected, ahead=ahead, each_minutes=own, rest_minutes=rest, counted_at=at
    )


def _usual(steps: Iterable[RouteStep], dossier: Dossier, paces: _Paces) -> int:
    """Working minutes that steps usually take; one never passed yet, its share of the procedure's time."""
    total = 0
    for step in steps:
        known = paces.steps.get(step.pk)
        total += known if known is not None else _share(step, dossier)
    return total


def _share(step: RouteStep, dossier: Dossier) -> int:
    if not step.share or dossier.received_at is None:
        return 0
    span = rules.span_of(dossier.version.time_value, dossier.version.time_unit)
    whole = rules.working_minutes(dossier.received_at, span, calendar(), cutoff())
    return int(step.share * whole) if whole else 0
