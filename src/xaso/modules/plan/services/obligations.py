"""Recurring activities of the plan: brought in from the pack, followed from a day, opened as tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.text import clean, shorten
from xaso.modules.org import queries as org
from xaso.platform.journal.actors import SYSTEM, Actor, ActsAs
from xaso.platform.journal.services import record

from .. import access
from ..events import ActivitiesFollowed, ActivitiesLoaded
from ..models import Activity, ActivityLead, BudgetLine, Plan, Task, TaskKind
from ..queries.obligations import open_days
from ..rules.recurrence import Occurrence, opens_on, parse_time, to_come
from .naming_leads import is_lead_named
from .tasks_giving import TaskIn, write_task
from .versions import current_version

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Row = Mapping[str, Any]
_TEXTS = (
    "group", "objective", "duty", "name", "output", "lead_words", "coordinating_words", "time_words",
    "budget_words", "lead_note", "timing",
)  # fmt: skip
LONGEST_NAME = 400


@dataclass
class LoadedActivities:
    """What a load did, by codes of activities and lines of money. ``is_kept``: the activities in force came
    from a reading, so the data were left aside.
    """

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    is_kept: bool = False

    @property
    def is_change(self) -> bool:
        """Whether anything differs from before."""
        return bool(self.added or self.changed or self.removed)


@transaction.atomic
def load_activities(data: Row, *, plan: str, by: Actor | ActsAs, at: datetime) -> LoadedActivities:
    """Make the activities and lines of money stand as the pack says; loading the same again writes nothing.

    Activities that the pack no longer names rest: they open no task any more, and keep theirs. A new one is
    followed from the day of loading. A plan whose activities people confirmed from a reading is left as it
    is. Raises `Missing` for an unknown unit.
    """
    home = Plan.objects.get(code=plan)
    version = current_version(plan)
    if version is not None and version.reading is not None and version.reading.activities.exists():
        return LoadedActivities(is_kept=True)
    loaded = bring_activities(home, data["activities"], data["budget_lines"], at=at)
    Activity.objects.filter(code__in=loaded.removed).update(is_active=False)
    if loaded.is_change:
        event = ActivitiesLoaded(added=loaded.added, changed=loaded.changed, removed=loaded.removed)
        record(event, by=by, at=at, subject=f"plan:{plan}")
    return loaded


def bring_activities(
    home: Plan, rows: Sequence[Row], lines: Sequence[Row], *, at: datetime
) -> LoadedActivities:
    """Write what differs, with a line of money for each activity. ``removed`` are those that run and are no
    longer named: the caller rests or ends them. Raises `Missing` for an unknown unit.
    """
    loaded = LoadedActivities()
    standing = {one.code: one for one in Activity.objects.filter(plan=home)}
    for order, row in enumerate(rows, start=1):
        activity, touched = _activity(home, row, order, standing.pop(row["code"], None), local_date(at))
        moved = [_leads(activity, row["leads"]), _coordinators(activity, row["coordinators"])]
        _note(loaded, activity.code, None if touched is None else touched or any(moved))
    for order, row in enumerate([*_own_lines(rows), *lines], start=1):
        _note(loaded, row["code"], _line(home, row, order))
    loaded.removed = sorted(one.code for one in standing.values() if one.is_active)
    return loaded


def _note(loaded: LoadedActivities, code: str, touched: bool | None) -> None:
    """`touched`: None for a new one, else whether it changed."""
    if touched is None:
        loaded.added.append(code)
    elif touched:
        loaded.changed.append(code)


def _activity(
    plan: Plan, row: Row, order: int, standing: Activity | None, today: date
) -> tuple[Activity, bool | None]:
    facts = {name: row.get(name) or "" for name in _TEXTS}
    facts |= {"order": order, "kind": row.get("kind") or TaskKind.GENERAL, "is_active": True}
    facts |= {"ended_on": None, "ended_by": None}
    if standing is None:
        made = Activity.objects.create(plan=plan, code=row["code"], follows_from=today, **facts)
        return made, None
    return standing, _amend(standing, facts)


def _leads(activity: Activity, rows: Sequence[Row]) -> bool:
    wanted = {org.unit(row["unit"]).pk: row.get("output") or "" for row in rows}
    if dict(activity.leads.values_list("unit_id", "output")) == wanted:
        return False
    if not wanted and is_lead_named(activity):
        return False
    activity.leads.all().delete()
    ActivityLead.objects.bulk_create(
        ActivityLead(activity=activity, unit_id=unit, output=output) for unit, output in wanted.items()
    )
    return True


def _coordinators(activity: Activity, codes: Sequence[str]) -> bool:
    wanted = {org.unit(code).pk for code in codes}
    if set(activity.coordinators.values_list("pk", flat=True)) == wanted:
        return False
    activity.coordinators.set(wanted)
    return True


def _own_lines(rows: Sequence[Row]) -> Iterator[Row]:
    """A line of money for each activity, named after it."""
    for row in rows:
        name = shorten(clean(row["name"]).lstrip("- "), LONGEST_NAME)
        yield {
            "code": f"KP-{row['code']}",
            "name": name,
            "funding": row.get("budget_words") or "",
            "activity": row["code"],
        }


def _line(plan: Plan, row: Row, order: int) -> bool | None:
    code = row.get("activity")
    facts = {
        "order": order,
        "name": row["name"],
        "funding": row.get("funding") or "",
        "activity": Activity.objects.get(code=code) if code else None,
    }
    line, made = BudgetLine.objects.get_or_create(code=row["code"], defaults={"plan": plan, **facts})
    return None if made else _amend(line, facts)


def _amend(row: Activity | BudgetLine, facts: Mapping[str, Any]) -> bool:
    """Write the fields that differ; return whether any did."""
    differing = [name for name, value in facts.items() if getattr(row, name) != value]
    for name in differing:
        setattr(row, name, facts[name])
    if differing:
        row.save(update_fields=differing)
    return bool(differing)


@transaction.atomic
def follow_from(*, plan: Plan, day: date, by: Officer, at: datetime) -> None:
    """Let the activities of a plan open tasks that are due from `day` on, past days included.

    Raises `NotYourTask` for whoever does not keep the plan, `Invalid` for a day outside the plan's years.
    """
    if not access.may_set_up(by):
        raise access.NotYourTask("Chỉ đầu mối kế hoạch đặt được ngày bắt đầu theo dõi.")
    if not plan.year_from <= day.year <= plan.year_to:
        raise Invalid(
            f"Ngày phải nằm trong giai đoạn {plan.year_from}–{plan.year_to} của kế hoạch.", field="day"
        )
    Activity.objects.filter(plan=plan, is_active=True).update(follows_from=day)
    event = ActivitiesFollowed(plan=plan.code, day=day.isoformat())
    record(event, by=by, at=at, subject=f"plan:{plan.code}")


def open_due(*, at: datetime, plan: Plan | None = None) -> list[Task]:
    """Open a task for each activity whose time has come, one for each lead; doing it again opens none twice.

    ``plan`` opens those of one plan only.

    A time whose day passed while no worker ran is opened late, and so is overdue at once: nothing is hidden.
    Source: documents.md S-09, S-12; the plan's Annex I.
    """
    today = local_date(at)
    days = open_days()
    rows = Activity.objects.filter(is_active=True).select_related("plan", "budget_line").order_by("order")
    if plan is not None:
        rows = rows.filter(plan=plan)
    known = set(Task.objects.exclude(activity=None).values_list("activity_id", "lead_id", "occurrence"))
    opened = []
    for activity in rows.prefetch_related("leads__unit", "coordinators"):
        for occurrence in due_occurrences(activity, today=today, days=days):
            for lead in activity.leads.all():
                if (activity.pk, lead.unit_id, occurrence.key) not in known:
                    opened += _open_one(activity, lead, occurrence, at)
    return opened


def due_occurrences(activity: Activity, *, today: date, days: int) -> list[Occurrence]:
    """Return the times of an activity that are to be open by today, in order."""
    rule = parse_time(activity.time_read)
    if rule is None:
        return []
    years = (activity.plan.year_from, activity.plan.year_to)
    return [one for one in to_come(rule, years, activity.follows_from) if opens_on(one, days) <= today]


def _open_one(activity: Activity, lead: ActivityLead, occurrence: Occurrence, at: datetime) -> list[Task]:
    """Write one task; nothing when another worker was first."""
    name = shorten(f"{clean(activity.name).lstrip('- ')} ({occurrence.label})", LONGEST_NAME)
    task = TaskIn(
        lead=lead.unit,
        name=name,
        product_type=lead.output or activity.output,
        origin=Task.Origin.ACTIVITY,
        origin_words=f"{activity.code}, {activity.plan.name}"[:300],
        deadline=occurrence.due_on,
        kind=activity.kind,
        details=activity.name if len(activity.name) > LONGEST_NAME else "",
        coordinators=[one for one in activity.coordinators.all() if one.pk != lead.unit_id],
        activity=activity,
        occurrence=occurrence.key,
        budget_line=getattr(activity, "budget_line", None),
        for_year=_for_year(activity.kind, occurrence.due_on),
    )
    try:
        with transaction.atomic():
            return [write_task(task, deadline=occurrence.due_on, giver=None, by=SYSTEM, at=at)]
    except IntegrityError:
        return []


def _for_year(kind: str, due_on: date) -> int | None:
    """A year's plan made in the last quarter is for the next year (the plan: December of each year)."""
    if kind != TaskKind.YEAR_PLAN:
        return None
    return due_on.year + 1 if due_on.month >= 10 else due_on.year
