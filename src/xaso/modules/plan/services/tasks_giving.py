"""Give a task: one lead, one deadline, one kind of product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Problem
from xaso.kernel.text import clean, clean_lines, fold
from xaso.modules.org import queries as org
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import access
from ..events import TaskGiven
from ..models import Task, TaskKind, TaskSeries
from ..rules.timing import default_deadline
from .tasks_changing import facts_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer, Unit

    from ..models import Activity, BudgetLine


class UnfitTask(Invalid):
    """Something of the task lacks or does not fit; `problems` names each field."""

    code = "unfit_task"


@dataclass(frozen=True, kw_only=True)
class TaskIn:
    """What is asked of whom. `deadline` None takes the commune's default when there is one (M-06)."""

    lead: Unit
    name: str
    product_type: str
    origin: str
    origin_words: str
    deadline: date | None
    kind: str = TaskKind.GENERAL
    details: str = ""
    assignee: Officer | None = None
    coordinators: Sequence[Unit] = ()
    activity: Activity | None = None
    occurrence: str = ""
    budget_line: BudgetLine | None = None
    for_year: int | None = None


@transaction.atomic
def give(task: TaskIn, *, by: Officer, at: datetime) -> Task:
    """Give a task to its one lead.

    Raises `NotYourTask` when the officer may not give to that unit, `UnfitTask` with every problem: a name,
    a product and an origin are there, the deadline is not past, the lead does not help itself, the one who
    is to do it works in the lead, a year's plan says its year. Source: documents.md M-02, M-06.
    """
    if not access.may_give_to(by, task.lead.pk):
        raise access.NotYourTask("Anh chị chỉ giao được nhiệm vụ cho đơn vị mình. Chọn lại đơn vị chủ trì.")
    today = local_date(at)
    deadline = task.deadline or _default_deadline(today)
    problems = [*_text_problems(task), *_people_problems(task), *_day_problems(task, deadline, today)]
    if problems or deadline is None:
        raise UnfitTask(problems=problems)
    return write_task(task, deadline=deadline, giver=by, by=by, at=at)


def write_task(
    task: TaskIn, *, deadline: date, giver: Officer | None, by: Actor | ActsAs, at: datetime
) -> Task:
    """Write a task that was checked, in the transaction of the caller; tell of it."""
    today = local_date(at)
    name = clean(task.name)
    code = _next_code(today.year)
    row = Task.objects.create(
        code=code, kind=task.kind, origin=task.origin, origin_words=clean(task.origin_words),
        activity=task.activity, occurrence=task.occurrence, name=name, details=clean_lines(task.details),
        product_type=clean(task.product_type), for_year=task.for_year, giver=giver, lead=task.lead,
        assignee=task.assignee, budget_line=task.budget_line, given_on=today, first_deadline=deadline,
        deadline=deadline, told_on=today, folded=fold(f"{code} {name} {task.product_type}"),
    )  # fmt: skip
    row.coordinators.set(task.coordinators)
    event = TaskGiven(
        **facts_of(row),
        origin=row.origin_words,
        lead_name=task.lead.short_name,
        coordinators=[one.short_name for one in task.coordinators],
        assignee=task.assignee.full_name if task.assignee else "",
        product_type=row.product_type,
    )
    record(event, by=by, at=at, subject=row.subject)
    return row


def _default_deadline(today: date) -> date | None:
    days = org.setting("plan.default_deadline_days")
    return default_deadline(today, int(days)) if days else None


def _text_problems(task: TaskIn) -> list[Problem]:
    needed = (
        ("name", task.name, "Hãy ghi nội dung nhiệm vụ."),
        ("product_type", task.product_type, "Hãy ghi sản phẩm phải có, ví dụ: Kế hoạch."),
        ("origin_words", task.origin_words, "Hãy ghi nguồn giao: số, ngày văn bản hoặc cuộc họp."),
    )
    found = [Problem(name, sentence) for name, text, sentence in needed if not clean(text)]
    if task.kind == TaskKind.YEAR_PLAN and task.for_year is None:
        found.append(Problem("for_year", "Hãy ghi kế hoạch của năm nào."))
    return found


def _people_problems(task: TaskIn) -> list[Problem]:
    found = []
    if any(one.pk == task.lead.pk for one in task.coordinators):
        sentence = "Một nhiệm vụ chỉ có một đơn vị chủ trì. Bỏ đơn vị này khỏi danh sách phối hợp."
        found.append(Problem("coordinators", sentence))
    if task.assignee is not None and task.assignee.unit_id != task.lead.pk:
        found.append(Problem("assignee", "Người làm phải thuộc đơn vị chủ trì. Chọn lại người làm."))
    return found


def _day_problems(task: TaskIn, deadline: date | None, today: date) -> list[Problem]:
    if deadline is None:
        return [Problem("deadline", "Hãy ghi hạn hoàn thành.")]
    if deadline < today:
        return [Problem("deadline", "Hạn đã qua. Ghi một ngày từ hôm nay trở đi.")]
    return []


def _next_code(year: int) -> str:
    """The next number of the year; its counter stays locked until the task is written."""
    TaskSeries.objects.bulk_create([TaskSeries(year=year)], ignore_conflicts=True)
    series = TaskSeries.objects.select_for_update().get(year=year)
    series.last += 1
    series.save(update_fields=["last"])
    return f"NV-{year}-{series.last:04d}"
