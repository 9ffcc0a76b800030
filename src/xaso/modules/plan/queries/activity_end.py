"""Why the activity behind a task opens no more tasks: which version of the plan ended it, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..models import Activity, PlanVersion, ReadingActivity

Decision, Kind = ReadingActivity.Decision, ReadingActivity.Kind


@dataclass(frozen=True, slots=True)
class ActivityEnd:
    """An activity that ended: the day, the version that ended it and the ruling that left it out.

    No version: the commune's pack no longer names it. ``reason`` is that of the officer who left it out;
    empty when a row of the new text took its place. ``named``: whether the text still has its row.
    """

    code: str
    on: date | None = None
    plan: str = ""
    plan_name: str = ""
    version: int | None = None
    decision: str = ""
    reason: str = ""
    ruled_by: str = ""
    named: bool = False


def activity_end(activity: Activity | None) -> ActivityEnd | None:
    """How the activity ended; None while it runs or when there is none. At most two queries, none while it
    runs.
    """
    if activity is None or activity.is_active:
        return None
    if activity.ended_by_id is None:
        return ActivityEnd(activity.code, activity.ended_on)
    rows = PlanVersion.objects.select_related("plan").defer("snapshot")
    version = rows.get(pk=activity.ended_by_id)
    left = ReadingActivity.objects.filter(
        reading=version.reading_id, continues=activity, decision=Decision.LEFT_OUT
    )
    ruling = left.select_related("decided_by").order_by("-decided_at").first()
    return ActivityEnd(
        code=activity.code,
        on=activity.ended_on,
        plan=version.plan.code,
        plan_name=version.plan.name,
        version=version.number,
        decision=version.decision_number,
        reason=ruling.reason if ruling else "",
        ruled_by=ruling.decided_by.full_name if ruling and ruling.decided_by else "",
        named=ruling is not None and ruling.kind == Kind.ROW,
    )
