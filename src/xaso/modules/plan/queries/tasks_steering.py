"""Tasks of the whole commune: both rates per office, the weekly list, the activities of the plan."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Q

from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org

from ..lifecycle import RUNNING, State
from ..models import Activity, Plan, Task
from ..rules.recurrence import Recurrence, occurrences, parse_time
from ..rules.timing import DUE_SOON_DAYS, SILENT_DAYS, Rates, rates
from .tasks import TaskRow, rows_of, with_names


@dataclass(frozen=True, slots=True)
class OfficeTasks:
    """How one office's tasks of a year stand."""

    code: str
    name: str
    total: int
    done: int
    open: int
    overdue: int
    extended: int
    rates: Rates


@dataclass(frozen=True, slots=True)
class YearOfTasks:
    """The tasks due in a year, per office and together."""

    year: int
    offices: list[OfficeTasks]
    whole: OfficeTasks


@dataclass(frozen=True, slots=True)
class WeekOfOffice:
    """What one office is to be asked about this week (documents.md M-07)."""

    name: str
    overdue: list[TaskRow] = field(default_factory=list)
    soon: list[TaskRow] = field(default_factory=list)
    silent: list[TaskRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity of the plan, its rhythm, and how its tasks of a year stand."""

    code: str
    group: str
    name: str
    output: str
    lead_words: str
    leads: list[str]
    lead_note: str
    time_words: str
    rule: Recurrence | None
    due_on: list[date]
    tasks: int
    done: int
    overdue: int
    follows_from: date

    @property
    def why_not(self) -> str:
        """Why it never opens a task by itself; empty when it does."""
        if not self.leads:
            return "Không tự mở nhiệm vụ: kế hoạch chưa nêu đơn vị chủ trì cụ thể."
        return "" if self.rule else "Không tự mở nhiệm vụ: chưa hiểu cột Thời gian."


def leaderless(code: str) -> Activity:
    """Return an activity in force that has no lead. Raises `Missing`."""
    rows = Activity.objects.filter(code=code, is_active=True, leads=None).select_related("plan")
    found = rows.first()
    if found is None:
        raise Missing("Hoạt động này đã có đơn vị chủ trì hoặc không còn. Mở lại danh sách hoạt động.")
    return found


def task_years() -> list[int]:
    """The years that have deadlines of tasks, and those of the plans, in order. Two queries."""
    years = {day.year for day in Task.objects.dates("deadline", "year")}
    for first, last in Plan.objects.values_list("year_from", "year_to"):
        years.update(range(first, last + 1))
    return sorted(years)


def year_of_tasks(year: int, *, today: date) -> YearOfTasks:
    """How the tasks due in a year stand, per office and together. One query.

    The first rate is of the tasks first due in the year, those whose deadline has moved out of it too.
    """
    rows = Task.objects.alive().filter(Q(deadline__year=year) | Q(first_deadline__year=year))
    fields = ("lead_id", "state", "first_deadline", "deadline", "finished_on", "paused_on")
    by_office: dict[int, list[_Fact]] = defaultdict(list)
    for lead, *fact in rows.values_list(*fields):
        by_office[lead].append(_Fact(*fact))
    offices = [
        _office(unit.code, unit.short_name, by_office[unit.pk], year, today)
        for unit in org.units()
        if unit.pk in by_office
    ]
    together = [fact for facts in by_office.values() for fact in facts]
    return YearOfTasks(year, offices, _office("", "Toàn xã", together, year, today))


class _Fact(NamedTuple):
    """What a rate reads of one task."""

    state: str
    first: date
    last: date
    done: date | None
    paused_on: date | None

    @property
    def is_late_at_rest(self) -> bool:
        return self.state == State.PAUSED and self.paused_on is not None and self.paused_on > self.last

    def is_overdue(self, today: date) -> bool:
        return (self.state in RUNNING and self.last < today) or self.is_late_at_rest

    @property
    def is_judged(self) -> bool:
        """A task that rests in time, or whose product waits for the giver, is judged when it goes on."""
        return self.state not in (State.PAUSED, State.AWAITING_CONFIRMATION) or self.is_late_at_rest


def _office(code: str, name: str, facts: list[_Fact], year: int, today: date) -> OfficeTasks:
    rows = [one for one in facts if one.last.year == year]
    first = [one for one in facts if one.first.year == year]
    done = sum(one.state == State.DONE for one in rows)
    return OfficeTasks(
        code=code,
        name=name,
        total=len(rows),
        done=done,
        open=len(rows) - done,
        overdue=sum(one.is_overdue(today) for one in rows),
        extended=sum(one.last > one.first for one in rows),
        rates=rates(
            by_deadline=[(one.last, one.done) for one in rows if one.is_judged],
            by_first=[(one.first, one.done) for one in first if one.state != State.AWAITING_CONFIRMATION],
            today=today,
        ),
    )


def week_of_tasks(*, today: date) -> list[WeekOfOffice]:
    """What to ask each office this week: overdue, due within 3 days, no news for 7 days. One query.

    A task stands once, in the first list that fits. Source: documents.md M-07.
    """
    edge, silent = today + timedelta(days=DUE_SOON_DAYS), today - timedelta(days=SILENT_DAYS)
    running = Task.objects.filter(state__in=sorted(RUNNING))
    asked = running.filter(Q(deadline__lte=edge) | Q(told_on__lte=silent)).order_by("deadline", "pk")
    offices: dict[str, WeekOfOffice] = {}
    for row in rows_of(with_names(asked), today):
        office = offices.setdefault(row.lead, WeekOfOffice(row.lead))
        if row.deadline < today:
            office.overdue.append(row)
        elif row.deadline <= edge:
            office.soon.append(row)
        else:
            office.silent.append(row)
    order = {unit.short_name: place for place, unit in enumerate(org.units())}
    return sorted(offices.values(), key=lambda one: order.get(one.name, len(order)))


def activities(year: int, *, today: date) -> list[ActivityRow]:
    """The recurring activities of the plan with their rhythm and their tasks due in a year. Three queries."""
    rows = Activity.objects.filter(is_active=True).order_by("plan_id", "order")
    mine = Q(tasks__deadline__year=year) & ~Q(tasks__state=State.CANCELLED)
    late = mine & Q(tasks__state__in=sorted(RUNNING), tasks__deadline__lt=today)
    counted = rows.annotate(
        made=Count("tasks", filter=mine, distinct=True),
        done=Count("tasks", filter=mine & Q(tasks__state=State.DONE), distinct=True),
        late=Count("tasks", filter=late, distinct=True),
    )
    return [_activity(one, year) for one in counted.prefetch_related("leads__unit")]


def _activity(one: Activity, year: int) -> ActivityRow:
    rule = parse_time(one.time_read)
    return ActivityRow(
        code=one.code,
        group=one.group,
        name=one.name,
        output=one.output,
        lead_words=one.lead_words,
        leads=[lead.unit.short_name for lead in one.leads.all()],
        lead_note=one.lead_note,
        time_words=one.time_words,
        rule=rule,
        due_on=[occurrence.due_on for occurrence in occurrences(rule, year)] if rule else [],
        tasks=getattr(one, "made", 0),
        done=getattr(one, "done", 0),
        overdue=getattr(one, "late", 0),
        follows_from=one.follows_from,
    )


def activity(code: str) -> Activity | None:
    """The activity of that code that still runs, with its leads; None when there is none."""
    return Activity.objects.filter(code=code, is_active=True).select_related("budget_line").first()


def plan_followed() -> Plan | None:
    """The plan whose activities are followed, the latest one; None before a pack is loaded."""
    return Plan.objects.filter(activities__is_active=True).order_by("-year_from", "pk").first()
