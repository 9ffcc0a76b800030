"""The plan's money: enter an amount with its paper, strike one out with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Forbidden, Invalid, Problem
from xaso.kernel.money import grouped
from xaso.kernel.text import clean
from xaso.kernel.wording import day_words, moment_words
from xaso.platform.journal.services import record

from .. import access
from ..events import MoneyEntered, MoneyStruck, TaskFunded
from ..models import BudgetLine, MoneyEntry, Task
from ..rules.money import Step, days_of
from .tasks_changing import facts_of, said

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

MOST = 10**12
"""A thousand billion đồng: no commune's line; an amount beyond is a slip of the hand."""


class NotYourMoney(Forbidden):
    """The officer may read the money but not enter it."""

    code = "not_your_money"
    default_sentence = "Chỉ đầu mối kế hoạch nhập được kinh phí."


class UnfitMoney(Invalid):
    """The amount, its day, year, paper or task does not fit."""

    code = "unfit_money"


class SameMoney(UnfitMoney):
    """An amount just like it stands already: it is entered when the officer says that it is another."""

    code = "same_money"


class AlreadyStruck(Conflict):
    """The amount was struck out before."""

    code = "already_struck"
    default_sentence = "Số tiền này đã được gạch bỏ trước đó."


@dataclass(frozen=True, kw_only=True)
class MoneyIn:
    """An amount in đồng of a line, for a year, from a source, at a step; its day and paper; a task if known.

    ``is_another``: the officer has seen that one just like it stands, and says that this is another.
    """

    line: BudgetLine
    year: int
    source: str
    step: str
    amount: int
    on: date
    basis: str
    task: Task | None = None
    file: StoredFile | None = None
    is_another: bool = False


@transaction.atomic
def enter_money(money: MoneyIn, *, by: Officer, at: datetime) -> MoneyEntry:
    """Enter an amount; a task that had no line of money gets this one.

    Raises `NotYourMoney`, `UnfitMoney` with every problem, `SameMoney` once for an amount just like one that
    stands. Source: the plan, part IV.
    """
    if not access.may_enter_money(by):
        raise NotYourMoney
    problems = [*_amount_problems(money), *_day_problems(money, local_date(at))]
    task = money.task and Task.objects.select_for_update(of=("self",)).get(pk=money.task.pk)
    if task is not None and task.budget_line_id not in (None, money.line.pk):
        problems.append(Problem("task", "Nhiệm vụ này thuộc dòng kinh phí khác. Chọn lại nhiệm vụ."))
    if problems:
        raise UnfitMoney(problems=problems)
    if not money.is_another:
        _ask_back(money)
    if task is not None and task.budget_line_id is None:
        _give_line(task, money.line, by=by, at=at)
    entry = MoneyEntry.objects.create(
        line=money.line, task=money.task, year=money.year, source=money.source, step=money.step,
        amount=money.amount, on=money.on, basis=clean(money.basis), file=money.file, entered_at=at,
        entered_by=by,
    )  # fmt: skip
    event = MoneyEntered(
        line=money.line.code, task=money.task.code if money.task else "", year=money.year,
        source=money.source, step=money.step, amount=money.amount, on=money.on.isoformat(), basis=entry.basis,
        is_another=money.is_another,
    )  # fmt: skip
    record(event, by=by, at=at, subject=f"budget_line:{money.line.code}")
    return entry


@transaction.atomic
def strike_money(*, entry: MoneyEntry, reason: str, by: Officer, at: datetime) -> MoneyEntry:
    """Strike an amount out; it stays readable and counts no more.

    Raises `NotYourMoney`, `AlreadyStruck`, `Invalid` without a reason.
    """
    if not access.may_enter_money(by):
        raise NotYourMoney
    why = said(reason, field="reason", missing="Hãy ghi lý do gạch bỏ.")
    row = MoneyEntry.objects.select_for_update(of=("self",)).select_related("line").get(pk=entry.pk)
    if row.struck_at is not None:
        raise AlreadyStruck
    row.struck_at, row.struck_by, row.struck_reason = at, by, why
    row.save(update_fields=["struck_at", "struck_by", "struck_reason"])
    event = MoneyStruck(
        line=row.line.code, entry=row.pk, year=row.year, step=row.step, amount=row.amount, reason=why
    )
    record(event, by=by, at=at, subject=f"budget_line:{row.line.code}")
    return row


def _amount_problems(money: MoneyIn) -> list[Problem]:
    found = []
    if not 0 < money.amount <= MOST:
        found.append(Problem("amount", "Ghi số tiền bằng đồng, lớn hơn 0, ví dụ 120.000.000."))
    if not clean(money.basis):
        found.append(Problem("basis", "Hãy ghi văn bản hoặc chứng từ làm căn cứ."))
    if money.source not in MoneyEntry.Source.values:
        found.append(Problem("source", "Chọn một nguồn vốn."))
    if money.step not in MoneyEntry.Step.values:
        found.append(Problem("step", "Chọn kế hoạch, đã giao hoặc đã chi."))
    return found


def _day_problems(money: MoneyIn, today: date) -> list[Problem]:
    plan = money.line.plan
    found = []
    if not plan.year_from <= money.year <= plan.year_to:
        found.append(Problem("year", f"Năm phải trong giai đoạn {plan.year_from}–{plan.year_to}."))
        return found
    if money.on > today:
        found.append(Problem("on", "Ngày của văn bản, chứng từ chưa tới. Xem lại ngày."))
    elif money.step in MoneyEntry.Step.values:
        first, last = days_of(Step(money.step), money.year)
        if not first <= money.on <= last:
            found.append(
                Problem(
                    "on",
                    f"Số {Step(money.step).words.lower()} của năm {money.year} phải có văn bản, chứng từ từ "
                    f"ngày {day_words(first)} đến ngày {day_words(last)}. Xem lại ngày, hoặc chọn lại năm.",
                )
            )
    return found


def _ask_back(money: MoneyIn) -> None:
    """Ask once whether an amount just like one that stands is another."""
    alike = MoneyEntry.objects.filter(
        line=money.line, year=money.year, source=money.source, step=money.step, amount=money.amount,
        struck_at=None,
    )  # fmt: skip
    one = alike.select_related("entered_by").order_by("-entered_at", "-pk").first()
    if one is None:
        return
    sentence = (
        f"Đã có khoản y hệt: {one.get_step_display().lower()} {grouped(one.amount)} đồng, năm {one.year}, "
        f"{one.get_source_display()}, {one.basis}, ngày {day_words(one.on)}, {one.entered_by.full_name} nhập "
        f"{moment_words(one.entered_at)}. Nếu đây là khoản khác, đánh dấu ô này rồi gửi lại."
    )
    raise SameMoney(problems=[Problem("is_another", sentence)])


def _give_line(task: Task, line: BudgetLine, *, by: Officer, at: datetime) -> None:
    task.budget_line = line
    task.revision += 1
    task.save(update_fields=["budget_line", "revision"])
    record(TaskFunded(**facts_of(task), line=line.code), by=by, at=at, subject=task.subject)
