"""Tasks that wait for an officer: what to work on, what to confirm, which request for time to answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When

from xaso.kernel.clock import at, local_date
from xaso.kernel.deadlines import ClockState, clock_state
from xaso.kernel.paging import Page, window
from xaso.kernel.workdays import CalendarGap, WorkCalendar
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar, officers

from ..access import HEADS
from ..lifecycle import RUNNING, State
from ..models import Extension, Task, TaskProduct
from ..models.tasks import TaskQuerySet
from ..rules.timing import DUE_SOON_DAYS
from .tasks import COUNT_CAP, with_names

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class WaitingTask:
    """One thing that waits: its clock, and the one next action."""

    code: str
    name: str
    who: str
    where: str
    due_at: datetime
    clock: ClockState
    action_slug: str
    action_label: str


@dataclass(frozen=True, slots=True)
class TaskTally:
    """Of what waits for the officer: late, due soon, in time."""

    overdue: int
    soon: int
    in_time: int


def tasks_waiting_for(officer: Officer, now: datetime, *, page: int = 1) -> Page[WaitingTask]:
    """All tasks that wait for the officer, the nearest deadline first. Two queries."""
    rows = waiting_tasks(officer)
    asked = Case(When(_to_answer(officer), then=Value(True)), default=Value(False))
    named = with_names(rows).annotate(is_asked=asked).order_by("deadline", "pk")
    work = calendar()
    lines = [_line(one, officer, now, work) for one in named[window(page)]]
    return Page.cut(lines, page, total=rows.order_by()[: COUNT_CAP + 1].count(), cap=COUNT_CAP)


def waiting_tally(officer: Officer, now: datetime) -> TaskTally:
    """How what waits stands against its deadlines. One query."""
    today = local_date(now)
    edge = today + timedelta(days=DUE_SOON_DAYS)
    found = waiting_tasks(officer).aggregate(
        overdue=Count("pk", filter=Q(deadline__lt=today)),
        soon=Count("pk", filter=Q(deadline__gte=today, deadline__lte=edge)),
        in_time=Count("pk", filter=Q(deadline__gt=edge)),
    )
    return TaskTally(**found)


def waiting_tasks(officer: Officer) -> TaskQuerySet:
    """The tasks that wait for the officer, in no order: own work, a unit's work nobody has, what to judge."""
    running = Q(state__in=sorted(RUNNING))
    mine = running & Q(assignee=officer)
    if officer.has_role(*HEADS, Role.LEADER):
        mine |= running & Q(lead=officer.unit_id, assignee=None)
    if officer.has_role(Role.PLAN_OWNER):
        mine |= running & Q(assignee=None) & _headless()
    return Task.objects.filter(mine | _to_judge(officer))


def _headless() -> Q:
    """Tasks of a lead where nobody with an account is head: whoever keeps the plan stands for it."""
    heads = [role.value for role in (*HEADS, Role.LEADER)]
    return ~Q(Exists(officers().filter(unit_id=OuterRef("lead_id"), user__grants__role__in=heads)))


def _to_judge(officer: Officer) -> Q:
    """What the officer gave and now has to answer; of the plan's own tasks, whoever keeps the plan."""
    given = Q(giver=officer)
    if officer.has_role(Role.PLAN_OWNER):
        given |= Q(giver=None)
    others = TaskProduct.objects.filter(task=OuterRef("pk"), verdict=TaskProduct.Verdict.WAITING)
    product = Q(state=State.AWAITING_CONFIRMATION) & Q(Exists(others.exclude(sent_by=officer)))
    return given & product | _to_answer(officer)


def _to_answer(officer: Officer) -> Q:
    """The requests for more time that wait for the officer: never of the own unit or the own work.

    Those of the ones who gave them, of the plan's own for whoever keeps it; where these are of the lead, for
    the leaders, and of the leaders' own committee for whoever keeps the plan (`access.decides_time`).
    """
    judges, others = Q(giver=officer), ~Q(lead=officer.unit_id) & ~Q(assignee=officer)
    within = Q(giver__unit=F("lead"))
    if officer.has_role(Role.LEADER):
        judges |= within | Q(giver=None) & (Q(lead__in=_units_with(Role.PLAN_OWNER)) | _headless())
    if officer.has_role(Role.PLAN_OWNER):
        judges |= Q(giver=None) | within & Q(lead__in=_units_with(Role.LEADER))
        others &= ~_headless()
    asked = Extension.objects.filter(task=OuterRef("pk"), verdict=Extension.Verdict.WAITING)
    waits = Q(state__in=sorted(RUNNING)) & Q(Exists(asked.exclude(asked_by=officer)))
    return waits & judges & others


def _units_with(role: Role) -> QuerySet[Any]:
    return officers().filter(user__grants__role=role.value).order_by().values("unit")


def _line(task: Task, officer: Officer, now: datetime, work: WorkCalendar) -> WaitingTask:
    code, label = _next(task, officer)
    due_at = end_of_day(task.deadline, work)
    judged = code in ("xac-nhan", "tra-loi-gia-han")
    return WaitingTask(
        code=task.code,
        name=task.name,
        who=task.lead.short_name if judged else (task.giver.full_name if task.giver else "Kế hoạch của xã"),
        where=State(task.state).words,
        due_at=due_at,
        clock=clock_state(
            due_at,
            now,
            calendar=work,
            finished_at=None,
            due_soon_hours=DUE_SOON_DAYS * work.day_minutes // 60,
        ),
        action_slug=code,
        action_label=label,
    )


def _next(task: Task, officer: Officer) -> tuple[str, str]:
    """Address and words of the next action."""
    if task.state == State.AWAITING_CONFIRMATION:
        return "xac-nhan", "Xác nhận sản phẩm"
    own = task.assignee_id == officer.pk
    if getattr(task, "is_asked", False):
        return "tra-loi-gia-han", "Trả lời xin gia hạn"
    if not own and task.assignee_id is None and task.lead_id == officer.unit_id:
        return "giao-nguoi", "Giao người làm"
    return "gui-san-pham", "Gửi sản phẩm"


def end_of_day(day: date, work: WorkCalendar) -> datetime:
    """The last moment of a deadline's day: when work ends; outside the calendar's reach, as on any other
    day.
    """
    try:
        return work.end_of(day)
    except CalendarGap:
        return at(day, work.windows[-1][1])
