"""The quarters of the years of plans, so that one in which nothing was done is a record too."""

from __future__ import annotations

from ..models import Plan, Quarter
from ..rules.quarters import quarters_of


def keep_quarters(plan: Plan) -> None:
    """Make sure that every quarter of the plan's years is there. Source: targets.md III.2-NV09-f1."""
    wanted = [one for year in range(plan.year_from, plan.year_to + 1) for one in quarters_of(year)]
    Quarter.objects.bulk_create(
        (Quarter(code=code, started_on=first, ended_on=last) for code, first, last in wanted),
        ignore_conflicts=True,
    )
