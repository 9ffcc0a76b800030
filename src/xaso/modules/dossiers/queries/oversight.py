"""Work as those who answer for it see it: who has how much, how old it is, where it gets stuck.

Only what is at work now; whoever heads an office sees what is at that office.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Avg, Count, F, Min, Q

from xaso.kernel.clock import local_date
from xaso.modules.org import queries as org
from xaso.modules.org.queries import calendar

from ..access import overseen_by
from ..lifecycle import RUNNING, State
from ..models import Forecast, Pace, StepRun
from ..models.querysets import DossierQuerySet
from .rows import due_soon_hours

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

AGES = ((2, "Đến 2 ngày"), (5, "3 đến 5 ngày"), (10, "6 đến 10 ngày"), (20, "11 đến 20 ngày"))
"""Bands of working days since reception; what is older has the last band."""
OLDEST = "Trên 20 ngày"


@dataclass(frozen=True, slots=True)
class Load:
    """What one officer has now; one row with no officer for what waits in an office.

    `at_risk` is part of neither `overdue` nor late: due later, and expected after that. `done` dossiers left
    the officer in the last 20 working days, `each_minutes` working minutes one takes (None: not known yet).
    """

    holder_id: int | None
    name: str
    unit_name: str
    unit_code: str
    total: int
    overdue: int
    soon: int
    at_risk: int
    done: int
    each_minutes: int | None
    substitute: str


@dataclass(frozen=True, slots=True)
class Ages:
    """How many dossiers at work an office has, by working days since reception."""

    unit_name: str
    unit_code: str
    numbers: tuple[int, ...]
    resting: int

    @property
    def total(self) -> int:
        """All that is at work; what rests for a supplement left out."""
        return sum(self.numbers)


@dataclass(frozen=True, slots=True)
class Neck:
    """A step at an office: how many wait there, how many beyond the step's hours, since when the oldest.

    `usual_minutes`: working minutes the step takes (None: not known yet).
    """

    step_name: str
    unit_name: str
    unit_code: str
    waiting: int
    late: int
    oldest: datetime
    usual_minutes: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The whole in six numbers. `counted_at`: when the forecast was made, None before the first."""

    at_work: int
    overdue: int
    soon: int
    at_risk: int
    resting: int
    ready: int
    counted_at: datetime | None


def standing(officer: Officer, now: datetime) -> Standing:
    """How all that the officer oversees stands. Two queries."""
    rows = overseen_by(officer)
    found = rows.aggregate(
        **_counts(now),
        resting=Count("pk", filter=Q(state=State.AWAITING_SUPPLEMENT)),
        ready=Count("pk", filter=Q(state=State.READY)),
    )
    at_work = found.pop("total")
    return Standing(at_work=at_work, counted_at=forecast_at(), **found)


def forecast_at() -> datetime | None:
    """When the present forecast was made. One query."""
    return Forecast.objects.order_by("counted_at").values_list("counted_at", flat=True).first()


def workload(officer: Officer, now: datetime) -> list[Load]:
    """What each officer has, by office, who has most first; those without any dossier left out.

    Three queries, and one more while somebody is away.
    """
    rows = _at_work(officer).values("holder", "holder__full_name", *_UNIT).annotate(**_counts(now))
    paces = {one.holder_id: one for one in Pace.objects.exclude(holder=None)}
    away = {one.giver_id: one.substitute_id for one in org.live_delegations(at=now)}
    names = {one.pk: one.full_name for one in org.officers()} if away else {}
    loads = [_load(one, paces.get(one["holder"]), names.get(away.get(one["holder"], 0), "")) for one in rows]
    return sorted(loads, key=lambda one: (one.unit_name, -one.total, one.name))


def ageing(officer: Officer, now: datetime) -> list[Ages]:
    """How old the work of each office is, in working days since reception. One query."""
    edges = [calendar().start_of(calendar().add_workdays(local_date(now), -days)) for days, _ in AGES]
    running = Q(state__in=sorted(RUNNING))
    bands = {}
    for number, edge in enumerate([*edges, None]):
        younger = Q(received_at__lt=edges[number - 1]) if number else Q()
        older = Q(received_at__gte=edge) if edge else Q()
        bands[f"band{number}"] = Count("pk", filter=running & younger & older)
    resting = Count("pk", filter=Q(state=State.AWAITING_SUPPLEMENT))
    rows = overseen_by(officer).filter(
        state__in=sorted(RUNNING | {State.AWAITING_SUPPLEMENT}), received_at__isnull=False
    )
    found = rows.values(*_UNIT).annotate(**bands, resting=resting).order_by(*_UNIT)
    return [
        Ages(
            unit_name=one["unit__short_name"] or "",
            unit_code=one["unit__code"] or "",
            numbers=tuple(one[name] for name in bands),
            resting=one["resting"],
        )
        for one in found
    ]


def bottlenecks(officer: Officer, now: datetime) -> list[Neck]:
    """Steps at which dossiers wait, the one with most beyond its hours first. One query.

    A step's hours are internal and do not replace the legal deadline (onestop.md 4.16, 4.17).
    """
    rows = StepRun.objects.filter(ended_at=None, dossier__in=_at_work(officer))
    found = rows.values("step__name", *_UNIT).annotate(
        waiting=Count("pk"),
        late=Count("pk", filter=Q(due_at__lt=now)),
        oldest=Min("started_at"),
        usual=Avg("step__pace__minutes"),
    )
    return [
        Neck(
            step_name=one["step__name"],
            unit_name=one["unit__short_name"],
            unit_code=one["unit__code"],
            waiting=one["waiting"],
            late=one["late"],
            oldest=one["oldest"],
            usual_minutes=None if one["usual"] is None else round(one["usual"]),
        )
        for one in found.order_by("-late", "-waiting", "step__name", "unit__short_name")
    ]


def age_words() -> Sequence[str]:
    """The bands' names, youngest first."""
    return [*(words for _, words in AGES), OLDEST]


_UNIT = ("unit__short_name", "unit__code")


def _at_work(officer: Officer) -> DossierQuerySet:
    return overseen_by(officer).filter(state__in=sorted(RUNNING))


def _counts(now: datetime) -> dict[str, Count]:
    """Late, due soon and at risk among what is at work."""
    running = Q(state__in=sorted(RUNNING))
    edge = calendar().add_minutes(now, due_soon_hours() * 60)
    return {
        "total": Count("pk", filter=running),
        "overdue": Count("pk", filter=running & Q(due_at__lt=now)),
        "soon": Count("pk", filter=running & Q(due_at__gte=now, due_at__lt=edge)),
        "at_risk": Count("pk", filter=running & at_risk(now)),
    }


def at_risk(now: datetime) -> Q:
    """Return the condition of dossiers not late yet and expected after their due moment."""
    return Q(due_at__gte=now, forecast__expected_at__gt=F("due_at"))


def _load(one: dict[str, Any], pace: Pace | None, substitute: str) -> Load:
    return Load(
        holder_id=one["holder"],
        name=one["holder__full_name"] or "Chưa ai nhận",
        unit_name=one["unit__short_name"] or "",
        unit_code=one["unit__code"] or "",
        total=one["total"],
        overdue=one["overdue"],
        soon=one["soon"],
        at_risk=one["at_risk"],
        done=pace.runs if pace else 0,
        each_minutes=pace.minutes if pace else None,
        substitute=substitute,
    )
