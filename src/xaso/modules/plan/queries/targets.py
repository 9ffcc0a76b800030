"""The targets of the plan, as a year sees them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from xaso.kernel.errors import Missing

from ..models import Plan, Target, Threshold
from ..rules import Bar


@dataclass(frozen=True, slots=True)
class TargetOfYear:
    """A target as one year sees it: ``bar`` is what the plan asks of the year,
    ``next_bar`` the first it asks later.
    """

    target: Target
    bar: Bar | None
    next_bar: Bar | None
    bars: tuple[Bar, ...]


def plans(year: int) -> QuerySet[Plan]:
    """Return the plans whose span covers the year, newest first."""
    return Plan.objects.filter(year_from__lte=year, year_to__gte=year).order_by("-year_from", "code")


def years() -> list[int]:
    """Return every year some plan covers, in order: what the board may be opened for."""
    spans = Plan.objects.values_list("year_from", "year_to")
    return sorted({year for first, last in spans for year in range(first, last + 1)})


def targets(year: int, *, unit: str = "", on: date | None = None) -> list[TargetOfYear]:
    """Return the targets of the plans covering the year, in the plan's order; ``unit`` keeps one owner's.

    A target that a later version dropped stands in the years before the one it ended in; with ``on``, as
    long as it had not ended by that day.

    Two queries whatever the number of targets.
    """
    covering = Target.objects.filter(section__plan__year_from__lte=year, section__plan__year_to__gte=year)
    still = Q(ended_on__year__gt=year) if on is None else Q(ended_on__gt=on)
    rows = _rows(covering.filter(Q(ended_on=None) | still))
    if unit:
        rows = rows.filter(owner__code=unit)
    return [
        _of_year(row, year) for row in rows.order_by("section__plan_id", "section__order", "order", "code")
    ]


def target(code: str, year: int) -> TargetOfYear:
    """Return one target as the year sees it, an ended one too. Raises `Missing` for an unknown code."""
    row = _rows(Target.objects.filter(code=code)).first()
    if row is None:
        raise Missing(f"Kế hoạch không có chỉ tiêu “{code[:40]}”. Mở lại từ bảng điều hành.")
    return _of_year(row, year)


def owners(rows: Iterable[TargetOfYear]) -> list[tuple[str, str]]:
    """Return code and short name of the units that own these targets, in the units' order."""
    found = {row.target.owner for row in rows if row.target.owner is not None}
    return [(one.code, one.short_name) for one in sorted(found, key=lambda one: (one.order, one.code))]


def _rows(rows: QuerySet[Target]) -> QuerySet[Target]:
    bars = Prefetch("thresholds", Threshold.objects.order_by("year"))
    return rows.select_related("section__plan", "owner").prefetch_related(bars)


def _of_year(row: Target, year: int) -> TargetOfYear:
    bars = tuple(Bar(one.year, one.comparator, one.value, one.value_to) for one in row.thresholds.all())
    return TargetOfYear(
        target=row,
        bar=next((bar for bar in bars if bar.year == year), None),
        next_bar=next((bar for bar in bars if bar.year > year), None),
        bars=bars,
    )
