"""Make obligations of the activities a confirmed reading keeps, once, when the plan comes into force."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from xaso.platform.journal.services import record

from ..events import ActivitiesLoaded
from ..models import Activity, BudgetLine, Plan, PlanReading, PlanVersion, ReadingActivity
from .obligations import LoadedActivities, bring_activities

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Decision = ReadingActivity.Decision
_TEXTS = (
    "objective", "duty", "name", "output", "lead_words", "coordinating_words", "time_words", "budget_words",
    "timing", "lead_note",
)  # fmt: skip


def bring_obligations(reading: PlanReading, plan: Plan, *, at: datetime) -> LoadedActivities | None:
    """Make the plan's activities stand as the kept rows say; None when the reading has no rows at all.

    A row that continues an activity of this plan changes it and keeps its tasks; one that continues an
    activity of another plan leaves that running and makes none; the others become new activities, followed
    from today. What no kept row continues goes (`end_obligations`). In the caller's transaction.
    """
    items = list(reading.activities.select_related("continues").order_by("order"))
    if not items:
        return None
    kept = [item for item in items if item.decision == Decision.KEPT]
    mine = [item for item in kept if item.continues is None or item.continues.plan_id == plan.pk]
    taken = set(Activity.objects.values_list("code", flat=True))
    taken |= {code.removeprefix("KP-") for code in BudgetLine.objects.values_list("code", flat=True)}
    stems = _stems(plan)
    coded = [(item, _code(item, stems, taken)) for item in mine]
    loaded = bring_activities(plan, [_row(item, code) for item, code in coded], [], at=at)
    made = {one.code: one for one in Activity.objects.filter(plan=plan, code__in=[code for _, code in coded])}
    for item, code in coded:
        if item.continues is None:
            item.continues = made[code]
            item.save(update_fields=["continues"])
    return loaded


def end_obligations(
    loaded: LoadedActivities, version: PlanVersion, *, by: Officer, at: datetime, on: date
) -> None:
    """End what the version no longer holds, with its tasks and history kept; tell once what came, changed
    and went.
    """
    gone = Activity.objects.filter(plan=version.plan, code__in=loaded.removed)
    gone.update(is_active=False, ended_on=on, ended_by=version)
    if loaded.is_change:
        event = ActivitiesLoaded(
            added=loaded.added,
            changed=loaded.changed,
            removed=loaded.removed,
            version=version.number,
            reading=str(version.reading.public_id) if version.reading else "",
        )
        record(event, by=by, at=at, subject=f"plan:{version.plan.code}")


def obligations_of(plan: Plan) -> list[dict[str, Any]]:
    """The activities of the plan that run, as plain values for a version. Three queries."""
    rows = Activity.objects.filter(plan=plan, is_active=True).order_by("order", "code")
    return [
        {
            "code": one.code,
            "group": one.group,
            "name": one.name,
            "output": one.output,
            "leads": [lead.unit.code for lead in one.leads.all()],
            "coordinators": [unit.code for unit in one.coordinators.all()],
            "time": one.time_read,
            "kind": one.kind,
            "budget": one.budget_words,
        }
        for one in rows.prefetch_related("leads__unit", "coordinators")
    ]


def _row(item: ReadingActivity, code: str) -> dict[str, Any]:
    facts = {name: getattr(item, name) for name in _TEXTS}
    if facts["timing"] == facts["time_words"]:
        facts["timing"] = ""
    return facts | {
        "code": code,
        "group": item.group,
        "leads": item.leads,
        "coordinators": item.coordinators,
        "kind": item.task_kind,
    }


def _stems(plan: Plan) -> dict[str, str]:
    """How the codes of each group of the plan begin: ``PLI-I-04`` gives ``PLI-I``."""
    rows = Activity.objects.filter(plan=plan).order_by("-order", "-code").values_list("group", "code")
    return {group: code.rpartition("-")[0] for group, code in rows if re.search(r"-\d+$", code)}


def _code(item: ReadingActivity, stems: dict[str, str], taken: set[str]) -> str:
    if item.continues is not None:
        return item.continues.code
    code = _next(stems.get(item.group) or "HD", taken)
    taken.add(code)
    return code


def _next(stem: str, taken: Collection[str]) -> str:
    number = 1
    while f"{stem[:30]}-{number:02d}" in taken:
        number += 1
    return f"{stem[:30]}-{number:02d}"
