"""What decisions on a reading's rows have in common: lock it, find rows unchanged, write who and why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from xaso.kernel.errors import Conflict, Invalid, Missing

from ..models import PlanReading, ReadingActivity, ReadingItem
from ..reading.lifecycle import Move, after
from .reading_intake import require_keeper

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

Row = TypeVar("Row", ReadingItem, ReadingActivity)


class ItemChanged(Conflict):
    """Someone else decided since the page was shown."""

    code = "reading_item_changed"
    default_sentence = "Người khác vừa sửa chỗ này. Xem lại nội dung mới bên dưới rồi lưu lần nữa."


class NeedsReason(Invalid):
    """A decision that must say why."""

    code = "reading_needs_reason"


class NoneChosen(Invalid):
    """Nothing was ticked."""

    code = "reading_none_chosen"
    default_sentence = "Chưa chọn dòng nào. Đánh dấu các dòng rồi bấm lại."


def locked_reading(reading: PlanReading, by: Officer) -> PlanReading:
    """The reading, locked, still open to decisions. Raises `NotPlanKeeper`, `ReadingMoved`."""
    require_keeper(by)
    locked = PlanReading.objects.select_for_update().get(pk=reading.pk)
    after(locked.state, Move.RULE)
    return locked


def open_row(kind: type[Row], reading: PlanReading, order: int, by: Officer, seen: int) -> Row:
    """The row of a number, locked, as it was ``seen``. Raises also `Missing`, `ItemChanged`."""
    locked = locked_reading(reading, by)
    row: Row | None = kind._default_manager.select_for_update().filter(reading=locked, order=order).first()
    if row is None:
        raise Missing
    if row.revision != seen:
        raise ItemChanged
    row.reading = locked
    return row


def chosen_rows(kind: type[Row], reading: PlanReading, orders: Sequence[int], by: Officer) -> list[Row]:
    """The rows of these numbers in order, locked. Raises as `locked_reading`, and `NoneChosen`."""
    locked = locked_reading(reading, by)
    rows = kind._default_manager.select_for_update().filter(reading=locked, order__in=orders)
    found: list[Row] = list(rows.order_by("order"))
    if not found:
        raise NoneChosen
    for row in found:
        row.reading = locked
    return found


def decide_row(
    row: ReadingItem | ReadingActivity, decision: str, reason: str, by: Officer, at: datetime
) -> None:
    """Write what was decided, by whom and why."""
    row.decision, row.reason = decision, reason
    row.decided_by, row.decided_at = by, at
    row.revision += 1
    row.save()


def reason_of(text: str) -> str:
    """The reason as kept. Raises `NeedsReason` when there is none."""
    reason = text.strip()[:500]
    if not reason:
        raise NeedsReason("Ghi lý do, để người xem sau hiểu vì sao.", field="reason")
    return reason
