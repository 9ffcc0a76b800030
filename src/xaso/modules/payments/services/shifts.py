"""The cashier's drawer: opened, counted, handed over."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.money import format_dong
from xaso.kernel.text import clean, clean_lines
from xaso.platform.journal.services import record

from .. import access
from ..events import CashHandedOver, ShiftClosed, ShiftOpened
from ..models import CashHandOver, Shift
from ..queries.drawer import cash_in
from ..rules import difference

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class ShiftOpen(Conflict):
    """The cashier has an open shift."""

    code = "shift_open"
    default_sentence = "Ca trước chưa chốt. Chốt ca đó rồi mở ca mới."


class ShiftEnded(Conflict):
    """The shift was counted or handed over before."""

    code = "shift_ended"
    default_sentence = "Ca này đã chốt rồi. Tải lại trang để xem."


@transaction.atomic
def open_shift(*, opening_cash: int, by: Officer, at: datetime) -> Shift:
    """Begin to collect, with so much change in the drawer. Raises `NotCashier`, `ShiftOpen`, `Invalid`."""
    access.require_cashier(by)
    if opening_cash < 0:
        raise Invalid("Tiền lẻ đầu ca không thể âm.", field="opening_cash")
    if Shift.objects.filter(cashier=by, closed_at=None).exists():
        raise ShiftOpen
    try:
        with transaction.atomic():
            shift = Shift.objects.create(cashier=by, opened_at=at, opening_cash=opening_cash)
    except IntegrityError:
        raise ShiftOpen from None
    record(ShiftOpened(shift=shift.pk, opening_cash=opening_cash), by=by, at=at, subject=f"shift:{shift.pk}")
    return shift


@transaction.atomic
def close_shift(*, shift: Shift, counted_cash: int, note: str, by: Officer, at: datetime) -> Shift:
    """Count the drawer and end the shift; too much or too little is explained.

    Raises `NotCashier` for another's shift, `ShiftEnded`, `Invalid`. Basis: onestop.md 10.8.
    """
    held = Shift.objects.select_for_update(no_key=True).get(pk=shift.pk)
    _require_own(held, by)
    if held.closed_at is not None:
        raise ShiftEnded
    if counted_cash < 0:
        raise Invalid("Số tiền đếm được không thể âm.", field="counted_cash")
    expected, why = cash_in(held), clean_lines(note)
    off = difference(expected=expected, counted=counted_cash)
    if off and not why:
        words = "thừa" if off > 0 else "thiếu"
        raise Invalid(f"Tiền đếm được {words} {format_dong(abs(off))}. Ghi lý do.", field="note")
    held.closed_at, held.expected_cash, held.counted_cash, held.note = at, expected, counted_cash, why[:500]
    held.save(update_fields=["closed_at", "expected_cash", "counted_cash", "note"])
    told = ShiftClosed(shift=held.pk, expected=expected, counted=counted_cash)
    record(told, by=by, at=at, subject=f"shift:{held.pk}")
    return held


@transaction.atomic
def hand_over(*, shift: Shift, received_by: str, note: str, by: Officer, at: datetime) -> CashHandOver:
    """Hand the counted cash over, whole, to who keeps it; the sheet is numbered by day and shift.

    Raises `NotCashier` for another's shift, `Conflict` for an open one, `ShiftEnded`, `Invalid`.
    """
    held = Shift.objects.select_for_update(no_key=True).get(pk=shift.pk)
    _require_own(held, by)
    if held.closed_at is None or held.counted_cash is None:
        raise Conflict("Chốt ca trước khi bàn giao tiền.")
    if CashHandOver.objects.filter(shift=held).exists():
        raise ShiftEnded("Tiền của ca này đã bàn giao rồi.")
    receiver = clean(received_by)
    if not receiver:
        raise Invalid("Ghi người nhận tiền.", field="received_by")
    sheet = CashHandOver.objects.create(
        shift=held,
        number=f"BG-{local_date(at):%y%m%d}-{held.pk}",
        amount=held.counted_cash,
        received_by=receiver[:160],
        at=at,
        note=clean_lines(note)[:500],
    )
    told = CashHandedOver(shift=held.pk, number=sheet.number, amount=sheet.amount)
    record(told, by=by, at=at, subject=f"shift:{held.pk}")
    return sheet


def _require_own(shift: Shift, by: Officer) -> None:
    access.require_cashier(by)
    if shift.cashier_id != by.pk:
        raise access.NotCashier("Ca này của người khác; chỉ người mở ca chốt và bàn giao.")
