"""What tests of a plan's activities share: one read, what the page would send, everything kept, in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

from tests.modules.plan import reading_work as work
from tests.modules.plan.reading_work import NOW, STRANGE
from xaso.kernel.clock import at
from xaso.modules.org.models import Officer
from xaso.modules.plan.models import PlanReading, PlanVersion, ReadingActivity
from xaso.modules.plan.queries import obligations, readings
from xaso.modules.plan.services import reading_activities as acting
from xaso.modules.plan.services import reading_confirming as confirming

WINTER = at(date(2026, 11, 24), time(9, 0))


def activity(reading: PlanReading, order: int) -> ReadingActivity:
    return obligations.read_activity(reading, order)


def facts(one: ReadingActivity, **changes: Any) -> acting.ActivityFacts:
    """What the page would send if nothing were touched."""
    base = acting.ActivityFacts(
        name=one.name,
        output=one.output,
        leads=[row["unit"] for row in one.leads],
        coordinators=one.coordinators,
        timing=one.timing,
        task_kind=one.task_kind,
        budget=one.budget_words,
        by_hand=one.by_hand,
        continues=one.continues,
    )
    return replace(base, **changes)


def keep(reading: PlanReading, order: int, by: Officer, **changes: Any) -> ReadingActivity:
    one = activity(reading, order)
    return acting.keep_activity(
        reading=reading, order=order, facts=facts(one, **changes), by=by, at=NOW, seen=one.revision
    )


def rule(reading: PlanReading, by: Officer, **strange: Any) -> None:
    """Everything kept; the strange row as said, else given by hand."""
    keep(reading, STRANGE, by, **(strange or {"by_hand": True}))
    work.ruled(reading, by)


def put_in_force(reading: PlanReading, by: Officer, number: str = "15-KH/ĐU") -> PlanVersion:
    confirming.confirm(reading=reading, by=by, at=WINTER)
    found = readings.reading(reading.public_id)
    return confirming.put_in_force(reading=found, decision=work.decision(number), by=by, at=WINTER)
