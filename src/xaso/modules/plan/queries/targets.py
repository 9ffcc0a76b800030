"""The targets of the plan, as a year sees them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Prefetch, QuerySet

from xaso.kernel.errors import Missing
from xaso.kernel.periods import Period

from ..models import Plan, Target, Threshold
from ..rules.validity import Spell
from .over_time import PlansOverTime, TargetOfYear, as_it_stands


@dataclass(frozen=True, slots=True)
class TargetOverYears:
    """A target as one year sees it, and as each year of its plan does, by the version in force at its end."""

    one: TargetOfYear
    years: dict[int, TargetOfYear]


def plans(year: int) -> QuerySet[Plan]:
    """Return the plans of which some version covers the year, newest first."""
    return Plan.objects.filter(pk__in=PlansOverTime().plans(year)).order_by("-year_from", "code")


def years() -> list[int]:
    """Return every year some plan covers, in order: what the board may be opened for. One query."""
    return PlansOverTime().years()


def targets(year: int, *, unit: str = "") -> list[TargetOfYear]:
    """Return the targets of the plans covering the year, in the plan's order; ``unit`` keeps one owner's.

    Each as the version in force at the year's end puts it, now and for years to come the newest one. A target
    that a version dropped in the course of the year stands in it, with the day it ended. At most four
    queries whatever the number of targets.
    """
    found = targets_in(year, Period.year(year))
    return [one for one in found if unit in ("", one.target.owner.code if one.target.owner else "")]


def targets_in(year: int, days: Period) -> list[TargetOfYear]:
    """Return the targets of a year that stood on some of these days, as the last version of them puts each.

    For a reporting window, which is judged by the plan as it was at its end. At most four queries.
    """
    over = PlansOverTime()
    spells = {plan: over.spells(plan, year, days.start, days.end) for plan in over.plans(year)}
    over.read({plan: [one.number for one in found] for plan, found in spells.items()})
    rows = _rows(Target.objects.filter(section__plan__in=list(spells)))
    ordered = rows.order_by("section__plan_id", "section__order", "order", "code")
    seen = (over.as_of(row, spells[row.section.plan_id], year) for row in ordered)
    return [one for one in seen if one is not None]


def target(code: str, year: int) -> TargetOfYear:
    """Return one target as the year sees it, one that ended before or came later too.

    Raises `Missing` for an unknown code. At most four queries.
    """
    return target_over(code, year).one


def target_over(code: str, year: int) -> TargetOverYears:
    """Return one target as the year sees it and as every year of its plan does.

    Raises `Missing` for an unknown code. At most four queries whatever the number of years.
    """
    row = _rows(Target.objects.filter(code=code)).first()
    if row is None:
        raise Missing(f"Kế hoạch không có chỉ tiêu “{code[:40]}”. Mở lại từ bảng điều hành.")
    over, plan = PlansOverTime(), row.section.plan_id
    over.read({plan: over.numbers(plan)})
    every = {each: _of_year(row, over, each) for each in {*over.years(plan), year}}
    return TargetOverYears(every[year], {each: every[each] for each in over.years(plan)})


def _of_year(row: Target, over: PlansOverTime, year: int) -> TargetOfYear:
    plan, whole = row.section.plan_id, Period.year(year)
    found = over.spells(plan, year, whole.start, whole.end)
    return over.as_of(row, found, year) or _apart(row, over, year, found)


def _apart(row: Target, over: PlansOverTime, year: int, found: Sequence[Spell]) -> TargetOfYear:
    """A target that the year's own versions have not: as the last one before has it, ended; else as the first
    one after, which asked nothing of this year.
    """
    plan = row.section.plan_id
    numbers = over.numbers(plan)
    holding = [number for number in numbers if over.by_version(row, number, year) is not None]
    own = found[0].number if found else numbers[-1] if numbers else 0
    before = [number for number in holding if number <= own]
    number = before[-1] if before else next(iter(holding), None)
    seen = None if number is None else over.by_version(row, number, year)
    if seen is None or number is None:
        return as_it_stands(row, year)
    if not before:
        return replace(seen, bar=None)
    following = [each for each in numbers if each > number]
    return replace(seen, ended_on=over.since(plan, following[0]) if following else None)


def owners(rows: Iterable[TargetOfYear]) -> list[tuple[str, str]]:
    """Return code and short name of the units that own these targets, in the units' order."""
    found = {row.target.owner for row in rows if row.target.owner is not None}
    return [(one.code, one.short_name) for one in sorted(found, key=lambda one: (one.order, one.code))]


def _rows(rows: QuerySet[Target]) -> QuerySet[Target]:
    bars = Prefetch("thresholds", Threshold.objects.order_by("year"))
    return rows.select_related("section__plan", "owner").prefetch_related(bars)
