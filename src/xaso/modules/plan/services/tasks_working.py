"""What the lead does with a task: begin, give it to one officer, tell, send the product, ask for more
time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.kernel.wording import day_words

from .. import access
from ..events import ExtensionAsked, ProductSent, TaskAssigned, TaskStarted, TaskTold
from ..lifecycle import RUNNING, Move, MoveRefused, State, allows
from ..models import Extension, Task, TaskProduct
from .tasks_changing import Change, changing, said

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile


class NotOfTheLead(Invalid):
    """The one who is to do it does not work in the lead unit."""

    code = "not_of_the_lead"
    default_sentence = "Người này không thuộc đơn vị chủ trì. Chọn người khác."


class TooLateToAsk(Conflict):
    """More time is asked for before the deadline, not after (documents.md M-04)."""

    code = "too_late_to_ask"


class AlreadyAsked(Conflict):
    """A request waits for the giver."""

    code = "already_asked"
    default_sentence = "Đã có một đề nghị gia hạn đang chờ người giao trả lời."


@dataclass(frozen=True, kw_only=True)
class ProductIn:
    """The product: its stored file, its number or name, the day written on it, a word with it."""

    file: StoredFile
    title: str
    dated_on: date
    note: str = ""


def start(*, task: Task, by: Officer, at: datetime, seen: int) -> Task:
    """Begin. Raises `MoveRefused`, `NotYourTask`, `TaskOvertaken`. Source: documents.md M-03."""
    with changing(task, by=by, at=at, seen=seen) as change:
        _check_move(change, Move.START)
        access.require(by, change.task, "start")
        change.move(Move.START)
        change.tell(TaskStarted)
    return change.task


def assign(*, task: Task, to: Officer, by: Officer, at: datetime, seen: int, note: str = "") -> Task:
    """Let one officer of the lead do it. Raises `MoveRefused`, `NotYourTask`, `NotOfTheLead`,
    `TaskOvertaken`.
    """
    with changing(task, by=by, at=at, seen=seen) as change:
        _check_running(change, "giao người làm")
        access.require(by, change.task, "assign")
        if to.unit_id != change.task.lead_id or not to.is_active:
            raise NotOfTheLead(field="to")
        change.task.assignee = to
        change.tell(TaskAssigned, assignee=to.full_name, note=clean_lines(note))
    return change.task


def tell(*, task: Task, text: str, by: Officer, at: datetime, seen: int) -> Task:
    """Say how it goes. Raises `Invalid`, `MoveRefused`, `NotYourTask`, `TaskOvertaken`."""
    words = said(text, field="text", missing="Hãy ghi tình hình thực hiện.")
    with changing(task, by=by, at=at, seen=seen) as change:
        _check_running(change, "cập nhật")
        access.require(by, change.task, "tell")
        if change.task.state == State.NOT_STARTED:
            change.move(Move.START)
        change.tell(TaskTold, text=words)
    return change.task


def send_product(*, task: Task, product: ProductIn, by: Officer, at: datetime, seen: int) -> Task:
    """Answer the task with its product; the giver then confirms it or sends it back.

    The day it is sent decides whether the work is in time (documents.md M-03, M-05). Raises `Invalid`,
    `MoveRefused`, `NotYourTask`, `TaskOvertaken`.
    """
    today = local_date(at)
    title = said(product.title, field="title", missing="Hãy ghi số, ký hiệu hoặc tên của sản phẩm.")
    if product.dated_on > today:
        raise Invalid("Ngày ghi trên sản phẩm chưa tới. Xem lại ngày.", field="dated_on")
    with changing(task, by=by, at=at, seen=seen) as change:
        _check_move(change, Move.SEND)
        access.require(by, change.task, "send")
        number = change.task.products.count() + 1
        TaskProduct.objects.create(
            task=change.task, number=number, file=product.file, title=clean(title), sent_by=by,
            dated_on=product.dated_on, note=clean_lines(product.note), sent_at=at,
        )  # fmt: skip
        change.move(Move.SEND)
        change.task.sent_on = today
        change.tell(
            ProductSent, number=number, title=clean(title), file=product.file.name,
            sha256=product.file.sha256, note=clean_lines(product.note),
        )  # fmt: skip
    return change.task


def ask_extension(*, task: Task, until: date, reason: str, by: Officer, at: datetime, seen: int) -> Task:
    """Ask the giver for more time, before the deadline is over.

    Raises `TooLateToAsk` after the deadline, `AlreadyAsked`, `Invalid` for a day that is no later,
    `MoveRefused`, `NotYourTask`, `TaskOvertaken`. Source: documents.md M-04.
    """
    why = said(reason, field="reason", missing="Hãy ghi lý do xin gia hạn.")
    with changing(task, by=by, at=at, seen=seen) as change:
        _check_running(change, "xin gia hạn")
        row = change.task
        if row.extensions.filter(verdict=Extension.Verdict.WAITING).exists():
            raise AlreadyAsked
        access.require(by, row, "extend")
        _check_until(row, until, local_date(at))
        Extension.objects.create(task=row, until=until, reason=why, asked_at=at, asked_by=by)
        change.tell(ExtensionAsked, until=until.isoformat(), reason=why)
    return change.task


def _check_until(task: Task, until: date, today: date) -> None:
    if today > task.deadline:
        raise TooLateToAsk(
            f"Hạn {day_words(task.deadline)} đã qua nên không xin gia hạn được nữa. Gửi sản phẩm sớm nhất có "
            "thể và ghi lý do chậm."
        )
    if until <= task.deadline:
        raise Invalid(f"Ngày xin lùi đến phải sau hạn {day_words(task.deadline)}.", field="until")


def _check_move(change: Change, move: Move) -> None:
    """Raise `MoveRefused` before anything is said of rights: the state tells more."""
    if not allows(change.task.state, move):
        change.move(move)


def _check_running(change: Change, verb: str) -> None:
    state = State(change.task.state)
    if state not in RUNNING:
        raise MoveRefused(
            f"Nhiệm vụ đang “{state.words.lower()}” nên không {verb} được. Tải lại trang để xem tiếp."
        )
