"""What the giver does with a task: confirm or send back its product, answer for time, let it rest, take it
back.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean_lines
from xaso.kernel.wording import day_words

from .. import access
from ..events import (
    ExtensionDecided,
    ProductConfirmed,
    ProductReturned,
    TaskCancelled,
    TaskPaused,
    TaskResumed,
)
from ..lifecycle import Move, allows
from ..models import Extension, Task, TaskProduct
from ..rules.timing import latest_deadline
from .tasks_changing import Change, changing, said

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class NothingAsked(Conflict):
    """No request for more time waits."""

    code = "nothing_asked"
    default_sentence = "Không còn đề nghị gia hạn nào chờ trả lời. Tải lại trang để xem."


class OwnWork(Conflict):
    """Nobody confirms what they sent themselves."""

    code = "own_work"
    default_sentence = "Sản phẩm do chính anh chị gửi nên cần người khác xác nhận hoặc trả lại."


def confirm(*, task: Task, by: Officer, at: datetime, seen: int, note: str = "") -> Task:
    """Accept the product: the task is done on the day the product was sent.

    Raises `OwnWork` for a product of one's own sending, `MoveRefused`, `NotYourTask`, `TaskOvertaken`.
    Source: documents.md M-05.
    """
    with changing(task, by=by, at=at, seen=seen) as change:
        product = _standing(change, Move.CONFIRM, by)
        access.require(by, change.task, "confirm")
        _decide(product, TaskProduct.Verdict.ACCEPTED, by, at, clean_lines(note))
        change.move(Move.CONFIRM)
        change.task.finished_on = change.task.sent_on
        change.tell(ProductConfirmed, number=product.number, note=product.reason)
    return change.task


def return_product(*, task: Task, reason: str, by: Officer, at: datetime, seen: int) -> Task:
    """Send the product back, saying what is to be done better; the clock runs on.

    Raises `OwnWork`, `Invalid`, `MoveRefused`, `NotYourTask`, `TaskOvertaken`. Source: documents.md M-05.
    """
    why = said(reason, field="reason", missing="Hãy ghi cần sửa, bổ sung gì.")
    with changing(task, by=by, at=at, seen=seen) as change:
        product = _standing(change, Move.RETURN, by)
        access.require(by, change.task, "return")
        _decide(product, TaskProduct.Verdict.RETURNED, by, at, why)
        change.move(Move.RETURN)
        change.task.sent_on = None
        change.tell(ProductReturned, number=product.number, reason=why)
    return change.task


def decide_extension(
    *, task: Task, granted: bool, by: Officer, at: datetime, seen: int, note: str = ""
) -> Task:
    """Grant the time asked for, or not; the first deadline stays.

    Nobody of the lead does it. Raises `NothingAsked`, `Invalid` when a refusal says no reason, `NotYourTask`,
    `OwnDeadline`, `TaskOvertaken`. Source: documents.md M-04.
    """
    words = clean_lines(note)
    if not granted and not words:
        raise Invalid("Hãy ghi lý do không đồng ý.", field="note")
    with changing(task, by=by, at=at, seen=seen) as change:
        row = change.task
        asked = row.extensions.filter(verdict=Extension.Verdict.WAITING).first()
        if asked is None:
            raise NothingAsked
        access.require(by, row, "decide")
        asked.verdict = Extension.Verdict.GRANTED if granted else Extension.Verdict.REFUSED
        asked.decided_at, asked.decided_by, asked.note = at, by, words
        asked.save()
        before = row.deadline
        if granted:
            row.deadline = max(asked.until, before)
        change.tell(
            ExtensionDecided, granted=granted, until=asked.until.isoformat(), before=before.isoformat(),
            note=words,
        )  # fmt: skip
    return change.task


def pause(*, task: Task, reason: str, by: Officer, at: datetime, seen: int) -> Task:
    """Let the work rest; its clock stands still. Nobody of the lead does it.

    Raises `Invalid`, `MoveRefused`, `NotYourTask`, `OwnDeadline`, `TaskOvertaken`.
    """
    why = said(reason, field="reason", missing="Hãy ghi lý do tạm dừng.")
    with changing(task, by=by, at=at, seen=seen) as change:
        _check(change, Move.PAUSE)
        access.require(by, change.task, "pause")
        change.move(Move.PAUSE)
        change.task.paused_on = local_date(at)
        change.tell(TaskPaused, reason=why)
    return change.task


def resume(
    *, task: Task, by: Officer, at: datetime, seen: int, deadline: date | None = None, note: str = ""
) -> Task:
    """Let the work go on, with a later deadline when the rest took time; the first deadline stays.

    The deadline moves by at most the days the work rested, and not at all when it was over before. Nobody of
    the lead does it. Raises `Invalid` for an earlier deadline or one too late, `MoveRefused`, `NotYourTask`,
    `OwnDeadline`, `TaskOvertaken`. Source: documents.md M-03, M-04.
    """
    with changing(task, by=by, at=at, seen=seen) as change:
        _check(change, Move.RESUME)
        access.require(by, change.task, "resume")
        before, paused_on = change.task.deadline, change.task.paused_on or change.task.told_on
        if deadline is not None:
            _check_new_deadline(deadline, before=before, paused_on=paused_on, today=local_date(at))
        change.task.deadline = deadline or before
        change.task.paused_on = None
        change.move(Move.RESUME)
        change.tell(
            TaskResumed, before=before.isoformat(), note=clean_lines(note), paused_on=paused_on.isoformat()
        )
    return change.task


def _check_new_deadline(deadline: date, *, before: date, paused_on: date, today: date) -> None:
    if deadline < before:
        raise Invalid(f"Hạn mới không được sớm hơn hạn {day_words(before)}.", field="deadline")
    latest = latest_deadline(deadline=before, paused_on=paused_on, today=today)
    if deadline <= latest:
        return
    if paused_on > before:
        sentence = (
            f"Hạn {day_words(before)} đã qua trước khi tạm dừng nên không lùi được nữa. Bỏ trống ô này để "
            "làm tiếp với hạn cũ."
        )
    else:
        sentence = (
            f"Việc đã nghỉ {(today - paused_on).days} ngày, từ {day_words(paused_on)}, nên hạn mới muộn nhất "
            f"là {day_words(latest)}. Cần thêm thời gian thì đơn vị chủ trì xin gia hạn trước khi hết hạn."
        )
    raise Invalid(sentence, field="deadline")


def cancel(*, task: Task, reason: str, by: Officer, at: datetime, seen: int) -> Task:
    """Take the task back; it stays readable and counts in no rate.

    Raises `Invalid`, `MoveRefused`, `NotYourTask`, `TaskOvertaken`. Source: documents.md M-03.
    """
    why = said(reason, field="reason", missing="Hãy ghi lý do hủy.")
    with changing(task, by=by, at=at, seen=seen) as change:
        _check(change, Move.CANCEL)
        access.require(by, change.task, "cancel")
        change.move(Move.CANCEL)
        change.task.ended_reason, change.task.paused_on = why, None
        waiting = change.task.extensions.filter(verdict=Extension.Verdict.WAITING)
        waiting.update(
            verdict=Extension.Verdict.REFUSED, decided_at=at, decided_by=by, note="Nhiệm vụ đã hủy."
        )
        change.tell(TaskCancelled, reason=why)
    return change.task


def _standing(change: Change, move: Move, by: Officer) -> TaskProduct:
    """The product that waits. Raises `MoveRefused` when none does, `OwnWork` for one's own."""
    product = access.standing_product(change.task)
    if product is None or not allows(change.task.state, move):
        change.move(move)
    assert product is not None, "a task that awaits has its product"
    if product.sent_by_id == by.pk:
        raise OwnWork
    return product


def _decide(product: TaskProduct, verdict: str, by: Officer, at: datetime, words: str) -> None:
    product.verdict, product.decided_at, product.decided_by, product.reason = verdict, at, by, words
    product.save()


def _check(change: Change, move: Move) -> None:
    if not allows(change.task.state, move):
        change.move(move)
