"""What each version of each plan said: a past year reads its own version, not today's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from xaso.kernel.clock import local_date

from ..models import Plan, PlanVersion, Target
from ..rules import Bar
from ..rules.validity import InForce, Spell, spells, taking_over

Row = Mapping[str, Any]
UNVERSIONED = 0
_KEPT = ("name", "unit", "measure", "formula", "basis", "caution", "schedule_note", "deadline_year")


@dataclass(frozen=True, slots=True)
class TargetOfYear:
    """A target as one year sees it: ``bar`` is what the plan asks of the year, ``next_bar`` the first it asks
    later, by ``version``, the version in force at the year's end (0: the plan has none yet).

    ``ended_on`` is the day from which the plan had the target no more, when that day has come in the year.
    """

    target: Target
    bar: Bar | None
    next_bar: Bar | None
    bars: tuple[Bar, ...]
    version: int = UNVERSIONED
    ended_on: date | None = None


class PlansOverTime:
    """The versions of every plan, and what older ones said once they are read. One query, and one to read."""

    def __init__(self) -> None:
        self._spans: dict[int, list[tuple[int, int]]] = {}
        self._versions: dict[int, list[InForce]] = {}
        self._keys: dict[tuple[int, int], int] = {}
        self._said: dict[int, dict[str, Row]] = {}
        fields = ("pk", "year_from", "year_to", "versions__pk", "versions__number", "versions__in_force_on")
        of_version = (
            "versions__added_at",
            "versions__snapshot__period_from",
            "versions__snapshot__period_to",
        )
        rows = Plan.objects.order_by("pk", "versions__number").values_list(*fields, *of_version)
        for plan, first, last, key, number, on, added_at, then_first, then_last in rows:
            spans = self._spans.setdefault(plan, [(first, last)])
            held = self._versions.setdefault(plan, [])
            if key is not None:
                spans.append((then_first, then_last))
                held.append(InForce(number, on, local_date(added_at), then_first, then_last))
                self._keys[plan, number] = key

    def years(self, plan: int | None = None) -> list[int]:
        """Every year that some version of the plan, or of any, covers."""
        wanted = self._spans if plan is None else {plan: self._spans[plan]}
        return sorted(
            {year for spans in wanted.values() for first, last in spans for year in range(first, last + 1)}
        )

    def plans(self, year: int) -> list[int]:
        """The plans that cover the year, or did."""
        return [plan for plan, spans in self._spans.items() if any(a <= year <= b for a, b in spans)]

    def spells(self, plan: int, year: int, start: date, end: date) -> tuple[Spell, ...]:
        """The versions that spoke for the year on these days, the last one first; one that is none where the
        plan has no version.
        """
        versions = self._versions[plan]
        if not versions:
            return (Spell(UNVERSIONED, None),)
        return spells(versions, year=year, start=start, end=end)

    def read(self, wanted: Mapping[int, Iterable[int]]) -> None:
        """Read what these versions said, by plan and number; the newest of a plan is what stands."""
        keys = {
            self._keys[plan, number]
            for plan, numbers in wanted.items()
            for number in numbers
            if not self._stands(plan, number)
        }
        rows = PlanVersion.objects.filter(pk__in=keys - set(self._said)) if keys else ()
        for one in rows:
            self._said[one.pk] = {each["code"]: each for each in one.snapshot["targets"]}

    def numbers(self, plan: int) -> list[int]:
        """The numbers of the versions of a plan, oldest first."""
        return [one.number for one in self._versions[plan]]

    def as_of(self, row: Target, found: Iterable[Spell], year: int) -> TargetOfYear | None:
        """The target by the last of these versions that has it; None when none has."""
        for spell in found:
            seen = self.by_version(row, spell.number, year, ended_on=spell.ended_on)
            if seen is not None:
                return seen
        return None

    def by_version(
        self, row: Target, number: int, year: int, *, ended_on: date | None = None
    ) -> TargetOfYear | None:
        """The target as one version put it; None when the version has it not."""
        plan = row.section.plan_id
        if self._stands(plan, number):
            return _seen(row, _standing_bars(row), year, number, ended_on) if row.ended_on is None else None
        said = self._said[self._keys[plan, number]].get(row.code)
        return None if said is None else _seen(_as_said(row, said), bars_of(said), year, number, ended_on)

    def since(self, plan: int, number: int) -> date:
        """The day a version took over."""
        return dict(taking_over(self._versions[plan]))[number]

    def _stands(self, plan: int, number: int) -> bool:
        versions = self._versions[plan]
        return not versions or number == versions[-1].number


def as_it_stands(row: Target, year: int) -> TargetOfYear:
    """The target as its row has it now, ended or not."""
    return _seen(row, _standing_bars(row), year, UNVERSIONED, row.ended_on)


def bars_of(said: Row) -> list[Bar]:
    """The thresholds of a target of a version, as the version keeps them."""
    return [
        Bar(
            bar["year"],
            bar["comparator"],
            Decimal(bar["value"]),
            None if bar["value_to"] is None else Decimal(bar["value_to"]),
        )
        for bar in said["thresholds"]
    ]


def _seen(row: Target, bars: list[Bar], year: int, number: int, ended_on: date | None) -> TargetOfYear:
    ordered = sorted(bars, key=lambda bar: bar.year)
    return TargetOfYear(
        target=row,
        bar=next((bar for bar in ordered if bar.year == year), None),
        next_bar=next((bar for bar in ordered if bar.year > year), None),
        bars=tuple(ordered),
        version=number,
        ended_on=ended_on,
    )


def _standing_bars(row: Target) -> list[Bar]:
    return [Bar(one.year, one.comparator, one.value, one.value_to) for one in row.thresholds.all()]


def _as_said(row: Target, said: Row) -> Target:
    """The target with what the version said of it; its section and owner are today's, who answer for it."""
    then = copy(row)
    for name in _KEPT:
        setattr(then, name, said[name])
    then.source = said["class"]
    baseline = said.get("baseline") or {}
    value = baseline.get("value")
    then.baseline_value = None if value is None else Decimal(str(value))
    then.baseline_year = baseline.get("year")
    then.baseline_source = baseline.get("source") or ""
    return then
