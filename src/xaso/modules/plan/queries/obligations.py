"""The activities of a plan's annexes on their way to obligations, and the tasks they will open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org import queries as org

from ..lifecycle import ENDS
from ..models import Activity, PlanReading, ReadingActivity, Task
from ..rules.recurrence import opens_on, parse_time, to_come
from .readings import Around, around, following

OPEN_DAYS = 45
Decision, Kind = ReadingActivity.Decision, ReadingActivity.Kind
SHARED, BY_HAND, NOW, LATER, OPENED, OVER = "shared", "by_hand", "now", "later", "opened", "over"


@dataclass(frozen=True, slots=True)
class OutlookRow:
    """What one obligation of one lead will do: its next deadline and when it opens.

    ``state``: now, later, opened (its task is there), by_hand, shared (another plan opens it), over.
    """

    order: int
    code: str
    name: str
    lead: str
    state: str
    due_on: date | None = None
    opens_on: date | None = None
    task: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the plan's coming into force does to obligations and tasks. ``opens`` counts tasks opened at
    once; ``ends`` are activities in force that end, ``open_tasks`` their tasks that stay with their leads.
    """

    rows: tuple[OutlookRow, ...]
    opens: int
    added: int
    kept: int
    changed: int
    ends: tuple[Activity, ...]
    open_tasks: int

    def count(self, state: str) -> int:
        """How many rows are of a state."""
        return sum(row.state == state for row in self.rows)


def open_days() -> int:
    """How many days before it is due an activity opens its task: a setting of the commune."""
    return int(org.setting("plan.obligation_open_days", OPEN_DAYS))


def read_activities(one: PlanReading, *, show: str = "", number: int = 1) -> Page[ReadingActivity]:
    """The activities read, 20 a page; ``show`` keeps one decision, or those in force that the text does not
    name (standing).
    """
    rows = ReadingActivity.objects.filter(reading=one)
    if show in Decision.values:
        rows = rows.filter(decision=show)
    elif show in Kind.values:
        rows = rows.filter(kind=show)
    found = rows.select_related("continues__plan", "decided_by").order_by("order")[window(number)]
    page = Page.cut(list(found), number, total=rows.count())
    for item in page.rows:
        item.reading = one
    return page


def read_activity(one: PlanReading, order: int) -> ReadingActivity:
    """One activity read. Raises `Missing`."""
    rows = ReadingActivity.objects.select_related("continues__plan", "decided_by")
    found = rows.filter(reading=one, order=order).first()
    if found is None:
        raise Missing
    found.reading = one
    return found


def around_activity(one: PlanReading, order: int) -> Around:
    """The activities before and after, and the place among all."""
    return around(ReadingActivity.objects.filter(reading=one).values_list("order", flat=True), order)


def next_open_activity(one: PlanReading, order: int) -> int | None:
    """The next activity nobody has decided on, after this one, else the first; None when all are."""
    rows = ReadingActivity.objects.filter(reading=one, decision=Decision.OPEN).order_by("order")
    return following(rows.values_list("order", flat=True), order)


def running_activities(one: PlanReading) -> list[Activity]:
    """The activities in force that a row may continue: of the plan it renews, then of other plans."""
    rows = Activity.objects.filter(is_active=True).select_related("plan")
    found = list(rows.order_by("plan_id", "order", "code"))
    return sorted(found, key=lambda each: each.plan_id != one.plan_id)


def outlook(one: PlanReading, *, today: date) -> Outlook:
    """What will open, go on and end when the reading comes into force today, in the order of the text.

    Counted as `services.obligations.open_due` opens. Five queries.
    """
    items = ReadingActivity.objects.filter(reading=one, decision=Decision.KEPT).order_by("order")
    kept = list(
        items.select_related("continues__plan").prefetch_related(
            "continues__leads__unit", "continues__coordinators"
        )
    )
    known = _known(one.plan_id)
    names = {unit.code: unit.short_name for unit in org.units()}
    rows: list[OutlookRow] = []
    opens = 0
    for item in kept:
        item.reading = one
        lines, now = _lines(item, names, known, today)
        rows += lines
        opens += now
    ends = _ends(one, kept)
    own = [item for item in kept if item.continues is not None and item.continues.plan_id == one.plan_id]
    changed = sum(is_changed(item) for item in own)
    stay = Task.objects.filter(activity__in=ends).exclude(state__in=sorted(ENDS)).count() if ends else 0
    new = sum(item.continues is None for item in kept)
    return Outlook(tuple(rows), opens, new, len(own) - changed, changed, tuple(ends), stay)


def is_changed(item: ReadingActivity) -> bool:
    """Whether a kept row says anything else than the activity in force that it continues."""
    activity = item.continues
    if activity is None:
        return False
    names = ("name", "output", "lead_words", "coordinating_words", "time_words", "budget_words", "lead_note")
    leads = {row["unit"]: row.get("output", "") for row in item.leads}
    return (
        any(getattr(item, name) != getattr(activity, name) for name in names)
        or (item.timing != activity.time_read and not item.by_hand)
        or item.task_kind != activity.kind
        or leads != {lead.unit.code: lead.output for lead in activity.leads.all()}
        or set(item.coordinators) != {unit.code for unit in activity.coordinators.all()}
    )


_Key = tuple[int, str, str]


def _known(plan_id: int | None) -> dict[_Key, str]:
    """The tasks there are, by activity, lead and time."""
    rows = Task.objects.filter(activity__plan=plan_id) if plan_id else Task.objects.none()
    keys = rows.values_list("activity_id", "lead__code", "occurrence", "code")
    return {(activity, lead, time): code for activity, lead, time, code in keys if activity}


def _lines(
    item: ReadingActivity, names: dict[str, str], known: dict[_Key, str], today: date
) -> tuple[list[OutlookRow], int]:
    """The rows of one activity, one for each lead, and how many tasks it opens at once."""
    activity = item.continues
    shared = activity is not None and activity.plan_id != item.reading.plan_id
    code, name = (activity.code if activity else ""), item.name
    if shared or item.by_hand:
        state = SHARED if shared else BY_HAND
        leads = ", ".join(names.get(row["unit"], row["unit"]) for row in item.leads)
        return [OutlookRow(item.order, code, name, leads, state)], 0
    found = [_line(item, row["unit"], names, known, today) for row in item.leads]
    return [line for line, _ in found], sum(count for _, count in found)


def _line(
    item: ReadingActivity, unit: str, names: dict[str, str], known: dict[_Key, str], today: date
) -> tuple[OutlookRow, int]:
    activity, reading = item.continues, item.reading
    code, lead = (activity.code if activity else ""), names.get(unit, unit)
    rule = parse_time(item.timing)
    since = activity.follows_from if activity else today
    years = (reading.year_from or since.year, reading.year_to or since.year)
    times = to_come(rule, years, since) if rule else ()
    days = open_days()
    there = {one: known.get((activity.pk, unit, one.key), "") if activity else "" for one in times}
    due = [one for one in times if not there[one] and opens_on(one, days) <= today]
    if due:
        row = OutlookRow(
            item.order, code, item.name, lead, NOW, due_on=due[0].due_on, opens_on=today, times=len(due)
        )
        return row, len(due)
    ahead = [one for one in times if one.due_on >= today]
    if not ahead:
        return OutlookRow(item.order, code, item.name, lead, OVER), 0
    first = ahead[0]
    state = OPENED if there[first] else LATER
    row = OutlookRow(
        item.order, code, item.name, lead, state, first.due_on, opens_on(first, days), there[first]
    )
    return row, 0


def _ends(one: PlanReading, kept: Sequence[ReadingActivity]) -> list[Activity]:
    """Activities of the plan that run and that no kept row continues; none for a reading without rows."""
    if one.plan_id is None or not ReadingActivity.objects.filter(reading=one).exists():
        return []
    named = [item.continues_id for item in kept if item.continues_id]
    return list(
        Activity.objects.filter(Q(plan=one.plan_id, is_active=True) & ~Q(pk__in=named)).order_by("order")
    )
