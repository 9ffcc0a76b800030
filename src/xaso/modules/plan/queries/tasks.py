"""Tasks as pages show them: lists, one record, its story."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, Value, When

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.kernel.text import words

from ..access import Action, actions_for, helps_with, is_giver, is_of_lead, visible_to
from ..lifecycle import ENDS, OPEN, RUNNING, State
from ..models import Extension, Task, TaskKind, TaskProduct
from ..models.tasks import LATE_AT_REST, TaskQuerySet
from ..rules.timing import DUE_SOON_DAYS, SILENT_DAYS, Standing, Timing, is_silent, sent_timing, timing
from .activity_end import ActivityEnd, activity_end
from .money import TaskMoney, money_of_task

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000
EXPORT_CAP = 20_000

GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "open": ("Chưa xong", OPEN),
    "running": ("Đang làm", RUNNING),
    "waiting": ("Chờ xác nhận sản phẩm", frozenset({State.AWAITING_CONFIRMATION})),
    "paused": ("Tạm dừng", frozenset({State.PAUSED})),
    "done": ("Hoàn thành", frozenset({State.DONE})),
    "cancelled": ("Đã hủy", frozenset({State.CANCELLED})),
}
DUES: dict[str, str] = {
    "overdue": "Quá hạn",
    "soon": f"Đến hạn trong {DUE_SOON_DAYS} ngày",
    "silent": f"Không có tin {SILENT_DAYS} ngày",
    "late": "Xong quá hạn",
    "extended": "Đã lùi hạn",
}
WHOSE: dict[str, str] = {
    "me": "Giao cho tôi",
    "unit": "Đơn vị tôi chủ trì",
    "help": "Đơn vị tôi phối hợp",
    "given": "Tôi giao",
}
_ENDED_LAST = Case(When(state__in=sorted(ENDS), then=Value(1)), default=Value(0))
SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "due": ("Hạn gần nhất", (_ENDED_LAST, "deadline", "pk")),
    "newest": ("Mới giao nhất", ("-given_on", "-pk")),
}


@dataclass(frozen=True, slots=True)
class TaskFilters:
    """What the list is narrowed to; empty means all, an unknown value narrows nothing.

    `unit` is a code of the lead, `activity` one of the plan's; `year` is that of the deadline.
    """

    text: str = ""
    group: str = ""
    due: str = ""
    whose: str = ""
    unit: str = ""
    kind: str = ""
    activity: str = ""
    year: int | None = None
    sort: str = "due"


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task in a list."""

    code: str
    name: str
    product_type: str
    lead: str
    assignee: str
    giver: str
    given_on: date
    first_deadline: date
    deadline: date
    finished_on: date | None
    state: State
    timing: Timing
    is_silent: bool
    origin: str
    kind: str

    @property
    def is_extended(self) -> bool:
        """Whether the deadline moved."""
        return self.deadline != self.first_deadline

    @property
    def tone(self) -> str:
        """The colour that goes with the words."""
        return TONES.get(self.timing.standing, "")


TONES = {
    Standing.LATE: "red",
    Standing.DONE_LATE: "red",
    Standing.SOON: "amber",
    Standing.DONE_IN_TIME: "green",
}


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One task as this officer meets it."""

    task: Task
    row: TaskRow
    actions: list[Action]
    coordinators: list[str]
    products: list[TaskProduct]
    extensions: list[Extension]
    ending: ActivityEnd | None
    """How the activity it comes from ended; None while that runs."""
    money: TaskMoney
    is_own_time: bool
    """The officer judges the task but works in its lead: its deadline is for another to decide on."""


def timing_of(task: Task, today: date) -> Timing:
    """How a task stands on a day."""
    if task.state == State.AWAITING_CONFIRMATION and task.sent_on is not None:
        return sent_timing(deadline=task.deadline, sent_on=task.sent_on)
    return timing(
        deadline=task.deadline,
        sent_on=task.finished_on,
        today=today,
        paused_on=task.paused_on if task.state == State.PAUSED else None,
        dropped=task.state == State.CANCELLED,
    )


def row_of(task: Task, today: date) -> TaskRow:
    """A task as a line; needs `lead`, `assignee` and `giver` loaded."""
    return TaskRow(
        code=task.code,
        name=task.name,
        product_type=task.product_type,
        lead=task.lead.short_name,
        assignee=task.assignee.full_name if task.assignee else "",
        giver=task.giver.full_name if task.giver else "Kế hoạch của xã",
        given_on=task.given_on,
        first_deadline=task.first_deadline,
        deadline=task.deadline,
        finished_on=task.finished_on,
        state=State(task.state),
        timing=timing_of(task, today),
        is_silent=State(task.state) in RUNNING and is_silent(told_on=task.told_on, today=today),
        origin=task.origin_words,
        kind=TaskKind(task.kind).label,
    )


def rows_of(tasks: Iterable[Task], today: date) -> list[TaskRow]:
    """Tasks as lines."""
    return [row_of(one, today) for one in tasks]


def with_names(tasks: TaskQuerySet) -> TaskQuerySet:
    """The tasks with what a line reads."""
    return tasks.select_related("lead", "assignee", "giver")


def task_list(officer: Officer, filters: TaskFilters, page: int = 1, *, now: datetime) -> Page[TaskRow]:
    """One page of the tasks the officer may see that fit: at most 20 rows. Two queries."""
    today = local_date(now)
    rows = narrowed(officer, filters, today)
    fetched = with_names(rows).order_by(*_order(filters))[window(page)]
    total = rows.order_by()[: COUNT_CAP + 1].count()
    return Page.cut(rows_of(fetched, today), page, total=total, cap=COUNT_CAP)


def task_export(officer: Officer, filters: TaskFilters, *, now: datetime) -> Iterator[TaskRow]:
    """Every row of the list for a file: at most 20,000, read in pieces. One query."""
    today = local_date(now)
    rows = with_names(narrowed(officer, filters, today)).order_by(*_order(filters))[:EXPORT_CAP]
    return (row_of(one, today) for one in rows.iterator(chunk_size=500))


def narrowed(officer: Officer, filters: TaskFilters, today: date) -> TaskQuerySet:
    """The tasks the officer may see that fit the filters, in no order."""
    rows = visible_to(officer).filter(
        _state(filters), _whose(officer, filters.whose), _due(filters.due, today)
    )
    if filters.unit:
        rows = rows.filter(lead__code=filters.unit)
    if filters.activity:
        rows = rows.filter(activity__code=filters.activity)
    if filters.kind in TaskKind.values:
        rows = rows.filter(kind=filters.kind)
    if filters.year is not None:
        rows = rows.filter(deadline__year=filters.year)
    for word in words(filters.text[:200]):
        rows = rows.filter(folded__contains=word)
    return rows


def _order(filters: TaskFilters) -> Sequence[Any]:
    return SORTS.get(filters.sort, SORTS["due"])[1]


def _state(filters: TaskFilters) -> Q:
    group = GROUPS.get(filters.group)
    return Q(state__in=sorted(group[1])) if group else Q()


def _whose(officer: Officer, whose: str) -> Q:
    if whose == "help":
        return helps_with(officer)
    return {
        "me": Q(assignee=officer),
        "unit": Q(lead=officer.unit_id),
        "given": Q(giver=officer),
    }.get(whose, Q())


def _due(due: str, today: date) -> Q:
    running = Q(state__in=sorted(RUNNING))
    if due == "extended":
        return Q(deadline__gt=F("first_deadline"))
    return {
        "overdue": running & Q(deadline__lt=today) | LATE_AT_REST,
        "soon": running & Q(deadline__gte=today, deadline__lte=today + timedelta(days=DUE_SOON_DAYS)),
        "silent": running & Q(told_on__lte=today - timedelta(days=SILENT_DAYS)),
        "late": Q(finished_on__gt=F("deadline")),
    }.get(due, Q())


def seen_task(officer: Officer, code: str) -> Task:
    """The task with this code. Raises `Missing` when there is none or the officer may not see it."""
    rows = visible_to(officer).select_related("lead", "assignee", "giver", "activity", "budget_line")
    found = rows.filter(code=code).first()
    if found is None:
        raise Missing
    return found


def task_record(officer: Officer, code: str, *, now: datetime) -> TaskRecord:
    """One task with its money and what this officer may do now. At most nine queries, two more when its
    activity has ended.
    """
    task = seen_task(officer, code)
    return TaskRecord(
        task=task,
        row=row_of(task, local_date(now)),
        actions=actions_for(officer, task),
        coordinators=[one.short_name for one in task.coordinators.order_by("order")],
        products=list(task.products.select_related("file", "sent_by", "decided_by").order_by("-number")),
        extensions=list(task.extensions.select_related("asked_by", "decided_by").order_by("-asked_at")),
        ending=activity_end(task.activity),
        money=money_of_task(task),
        is_own_time=not task.is_over and is_giver(officer, task) and is_of_lead(officer, task),
    )


def task_product(officer: Officer, code: str, number: int) -> TaskProduct:
    """One product of a task the officer may see. Raises `Missing`."""
    rows = TaskProduct.objects.select_related("file").filter(task=seen_task(officer, code), number=number)
    found = rows.first()
    if found is None:
        raise Missing
    return found
