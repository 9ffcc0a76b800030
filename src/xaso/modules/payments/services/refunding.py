"""Giving money back: asked for, decided by a second person, paid out once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.errors import Conflict, Forbidden, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.platform.journal.actors import Actor, ActsAs, actor_of
from xaso.platform.journal.services import record

from .. import access
from ..events import BillRefunded, RefundAsked, RefundDecided
from ..lifecycle import BillState, ReceiptState, RefundState, bill_after, refund_after
from ..models import Bill, Receipt, Refund, Shift
from ..queries.drawer import cash_in
from ..rules import Method
from .collecting import open_shift_of
from .receipting import end_receipt

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class OwnRefund(Forbidden):
    """Who asked for a refund does not decide on it."""

    code = "own_refund"
    default_sentence = "Người đề nghị không tự duyệt hoàn trả. Nhờ lãnh đạo khác duyệt."


class NotEnoughCash(Conflict):
    """There is less in the drawer than is to be paid out."""

    code = "not_enough_cash"
    default_sentence = "Trong ca không đủ tiền mặt để chi trả. Chi bằng chuyển khoản, hoặc chờ ca sau."


@transaction.atomic
def ask_refund(*, bill: Bill, reason: str, by: Actor | ActsAs, at: datetime) -> Refund:
    """Ask that the whole of a paid bill be given back; asked twice, the second returns the first.

    Raises `MoneyMoveRefused` for a bill that was not paid, `Invalid` without a reason.
    Basis: onestop.md 10.8 (refund path on refusal or stop).
    """
    why = clean_lines(reason)
    if not why:
        raise Invalid("Ghi lý do hoàn trả.", field="reason")
    held = Bill.objects.select_for_update(no_key=True).get(pk=bill.pk)
    known = held.refunds.exclude(state=RefundState.REJECTED).first()
    if known is not None:
        return known
    bill_after(held.state, BillState.REFUNDED)
    actor = actor_of(by)
    refund = Refund.objects.create(
        bill=held,
        amount=held.total,
        reason=why[:500],
        state=RefundState.ASKED,
        asked_at=at,
        asked_by_kind=actor.kind,
        asked_by_key=actor.key,
        asked_by_name=actor.name,
    )
    told = RefundAsked(bill=held.code, bill_subject=held.subject, amount=refund.amount, reason=refund.reason)
    record(told, by=by, at=at, subject=f"bill:{held.code}")
    return refund


@transaction.atomic
def approve_refund(*, refund: Refund, by: Officer, at: datetime, note: str = "") -> Refund:
    """Decide that the money is given back. Raises `NotDecider`, `OwnRefund`, `MoneyMoveRefused`."""
    return _decide(refund, RefundState.APPROVED, clean_lines(note), by, at)


@transaction.atomic
def reject_refund(*, refund: Refund, by: Officer, at: datetime, note: str) -> Refund:
    """Decide that it is not, and why. Raises `NotDecider`, `OwnRefund`, `MoneyMoveRefused`, `Invalid`."""
    why = clean_lines(note)
    if not why:
        raise Invalid("Ghi lý do không hoàn trả.", field="note")
    return _decide(refund, RefundState.REJECTED, why, by, at)


@transaction.atomic
def pay_refund(*, refund: Refund, method: str, paid_to: str, by: Officer, at: datetime) -> Refund:
    """Record that the money was given back, in cash from the open shift or by transfer; cancel the receipts.

    Raises `NotCashier`, `NoShift`, `NotEnoughCash`, `MoneyMoveRefused`, `Invalid`. Basis: onestop.md 10.8;
    that the receipts are cancelled with it is our own reading (NĐ 254/2026 on refunds was not read).
    """
    access.require_cashier(by)
    receiver = clean(paid_to)
    if method not in (Method.CASH, Method.TRANSFER):
        raise Invalid("Chọn tiền mặt hay chuyển khoản.", field="method")
    if not receiver:
        raise Invalid("Ghi người nhận tiền và giấy tờ hoặc số tài khoản.", field="paid_to")
    bill, held = _hold(refund)
    held.state = refund_after(held.state, RefundState.PAID)
    held.method, held.paid_at, held.paid_by, held.paid_to = method, at, by, receiver[:200]
    held.shift = _drawer(by, held.amount) if method == Method.CASH else None
    held.save(update_fields=["state", "method", "paid_at", "paid_by", "paid_to", "shift"])
    bill.state = bill_after(bill.state, BillState.REFUNDED)
    bill.save(update_fields=["state"])
    told = BillRefunded(
        bill=bill.code,
        bill_subject=bill.subject,
        amount=held.amount,
        method=method,
        receipts=_cancel_receipts(bill, held.reason, by, at),
    )
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return held


def _hold(refund: Refund) -> tuple[Bill, Refund]:
    bill = Bill.objects.select_for_update(no_key=True).get(pk=refund.bill_id)
    return bill, Refund.objects.select_for_update(no_key=True).get(pk=refund.pk)


def _decide(refund: Refund, wanted: RefundState, note: str, by: Officer, at: datetime) -> Refund:
    access.require_decider(by)
    bill, held = _hold(refund)
    held.state = refund_after(held.state, wanted)
    actor = by.as_actor()
    if (held.asked_by_kind, held.asked_by_key) == (actor.kind, actor.key):
        raise OwnRefund
    held.decided_at, held.decided_by, held.decision_note = at, by, note[:500]
    held.save(update_fields=["state", "decided_at", "decided_by", "decision_note"])
    told = RefundDecided(bill=bill.code, bill_subject=bill.subject, outcome=wanted.value, note=note)
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return held


def _drawer(by: Officer, amount: int) -> Shift:
    shift = open_shift_of(by)
    if cash_in(shift) < amount:
        raise NotEnoughCash
    return shift


def _cancel_receipts(bill: Bill, reason: str, by: Officer, at: datetime) -> list[str]:
    rows = Receipt.objects.select_related("series").filter(payment__bill=bill, state=ReceiptState.VALID)
    receipts = list(rows.order_by("pk"))
    for receipt in receipts:
        end_receipt(receipt, ReceiptState.CANCELLED, f"Hoàn trả tiền: {reason}", by=by.full_name, at=at)
    return [str(receipt) for receipt in receipts]
