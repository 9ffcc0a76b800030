"""Taking money: once for each bill, whatever is sent twice."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.money import format_dong
from xaso.kernel.text import clean
from xaso.platform.journal.actors import Actor, ActsAs, actor_of
from xaso.platform.journal.services import record

from .. import access
from ..events import BillPaid
from ..lifecycle import BillState, MoneyMoveRefused, bill_after
from ..models import Bill, Payment, Shift
from ..rules import Method
from .receipting import issue_receipts

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class WrongAmount(Invalid):
    """A bill is paid whole: not less, not more."""

    code = "wrong_amount"


class AlreadyPaid(Conflict):
    """The bill was paid before, by another transaction. Nothing was taken this time."""

    code = "already_paid"

    def __init__(self, payment: Payment) -> None:
        super().__init__("Khoản này đã nộp rồi, không thu lần nữa. Tải lại trang để xem biên lai.")
        self.payment = payment


class KeyUsed(Conflict):
    """The transaction id belongs to the payment of another bill."""

    code = "key_used"
    default_sentence = "Mã giao dịch này đã ghi cho khoản thu khác. Kiểm tra lại rồi thử lại."


class NoShift(Conflict):
    """Cash is taken and given only in an open shift."""

    code = "no_shift"
    default_sentence = "Chưa mở ca thu. Mở ca rồi thu tiền mặt."


@transaction.atomic
def take_cash(*, bill: Bill, amount: int, key: str, by: Officer, at: datetime) -> Payment:
    """Take the whole sum of a bill in cash, in the cashier's open shift; receipts are made with it.

    Sent twice with one `key`, the second returns the same payment. Raises `NotCashier`, `NoShift`,
    `WrongAmount`, `AlreadyPaid`, `KeyUsed`, `MoneyMoveRefused` for a free or cancelled bill.
    Basis: onestop.md 10.7, 10.8.
    """
    access.require_cashier(by)
    held = _hold(bill)
    if (known := _known(held, key, amount)) is not None:
        return known
    shift = open_shift_of(by)
    return _take(
        Payment(bill=held, key=key, method=Method.CASH, amount=amount, at=at, shift=shift), by, by.full_name
    )


@transaction.atomic
def take_payment(
    *,
    bill: Bill,
    amount: int,
    method: str,
    key: str,
    by: Actor | ActsAs,
    at: datetime,
    reference: str = "",
) -> Payment:
    """Record that a bill was paid by transfer or through the gateway; receipts are made with it.

    `key` is the transaction's id, with the name of who gave it ("bank:…", "gateway:…"): told twice, the
    second returns the same payment. Raises `WrongAmount`, `AlreadyPaid`, `KeyUsed`, `MoneyMoveRefused` for a
    free or cancelled bill, `Invalid` for cash or an empty key. Basis: onestop.md 10.7, 10.8 (idempotent by
    transaction id).
    """
    if method not in (Method.TRANSFER, Method.GATEWAY):
        raise Invalid("Cách nộp này không ghi nhận ở đây.", field="method")
    held = _hold(bill)
    if (known := _known(held, key, amount)) is not None:
        return known
    payment = Payment(
        bill=held, key=key, method=method, amount=amount, at=at, reference=clean(reference)[:120]
    )
    return _take(payment, by, actor_of(by).name)


def open_shift_of(officer: Officer) -> Shift:
    """The officer's open shift, locked until the transaction ends. Raises `NoShift`."""
    shift = Shift.objects.select_for_update(no_key=True).filter(cashier=officer, closed_at=None).first()
    if shift is None:
        raise NoShift
    return shift


def _hold(bill: Bill) -> Bill:
    return Bill.objects.select_for_update(no_key=True).get(pk=bill.pk)


def _known(bill: Bill, key: str, amount: int) -> Payment | None:
    """The payment this key already made; None when there is money to take. Raises what forbids taking it."""
    if not key or len(key) > 80:
        raise Invalid("Thiếu mã giao dịch.", field="key")
    same = Payment.objects.filter(key=key).first()
    if same is not None:
        if same.bill_id != bill.pk:
            raise KeyUsed
        return same
    other = Payment.objects.filter(bill=bill).first()
    if other is not None:
        raise AlreadyPaid(other)
    if bill.state != BillState.DUE:
        raise MoneyMoveRefused(f"Khoản thu đang ở trạng thái “{bill.state_words.lower()}”, không thu được.")
    if amount != bill.total:
        raise WrongAmount(f"Phải nộp đúng {format_dong(bill.total)}.", field="amount")
    return None


def _take(payment: Payment, by: Actor | ActsAs, cashier: str) -> Payment:
    actor, bill = actor_of(by), payment.bill
    payment.service = bill.service
    payment.actor_kind, payment.actor_key, payment.actor_name = actor.kind, actor.key, actor.name
    try:
        with transaction.atomic():
            payment.save(force_insert=True)
    except IntegrityError:
        raise KeyUsed from None
    bill.state = bill_after(bill.state, BillState.PAID)
    bill.paid_at = payment.at
    bill.save(update_fields=["state", "paid_at"])
    receipts = issue_receipts(payment, cashier=cashier)
    told = BillPaid(
        bill=bill.code,
        bill_subject=bill.subject,
        moment=bill.moment,
        method=payment.method,
        amount=payment.amount,
        receipts=[str(receipt) for receipt in receipts],
    )
    record(told, by=by, at=payment.at, subject=f"bill:{bill.code}")
    return payment
