"""Settle lines of a statement: write the payment a line makes, or prove the one it confirms."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from xaso.kernel.errors import Conflict, Invalid, Refusal
from xaso.kernel.text import clean_lines
from xaso.platform.journal.services import record

from .. import access
from ..events import LineReopened, LineSetAside, LineSettled, StatementMatched
from ..lifecycle import LineState, MoneyMoveRefused, StatementState, line_after, statement_after
from ..models import BankLine, BankStatement, Bill, Payment, Reconciliation
from ..rules import Method
from ..rules.matching import Outcome
from .bank_statements import subject_of
from .collecting import AlreadyPaid, WrongAmount, take_payment

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

AT_ONCE = 20
"""Lines settled in one transaction: short enough that counters are not kept waiting."""


class LineUnfit(Invalid):
    """The line's money is not what the bill asks."""

    code = "line_unfit"


class PaymentProven(Conflict):
    """The payment was proven by another line before."""

    code = "payment_proven"
    default_sentence = "Khoản thu này đã khớp với dòng sao kê khác. Xem lại mã khoản thu."


@transaction.atomic
def settle_matched(statement_id: int, *, at: datetime) -> int:
    """Settle up to 20 matched lines of a statement; return how many were looked at, 0 when none is left.

    What changed since the matching (paid at the counter meanwhile, cancelled) is left to a person. Safe to
    repeat and to break off: a line and its payment are written together. Basis: onestop.md 10.8.
    """
    statement = (
        BankStatement.objects.select_for_update().select_related("added_by__user").get(pk=statement_id)
    )
    rows = BankLine.objects.select_related("bill").filter(statement=statement, state=LineState.MATCHED)
    lines = list(rows.order_by("pk")[:AT_ONCE])
    for line in lines:
        _settle_or_leave(line, statement.added_by, at)
    if not lines and statement.state == StatementState.READ:
        statement.state = statement_after(statement.state, StatementState.MATCHED)
        statement.save(update_fields=["state"])
        told = StatementMatched(statement=str(statement.public_id), **_counts(statement))
        record(told, by=statement.added_by, at=at, subject=subject_of(statement))
    return len(lines)


@transaction.atomic
def settle_by_hand(*, line: BankLine, code: str, by: Officer, at: datetime) -> BankLine:
    """Settle an open line with the bill a person names by its code; sums must be equal.

    Raises `NotCashier`, `LineUnfit` for an unknown bill or another sum, `PaymentProven`, and what
    `take_payment` raises. Basis: onestop.md 10.8.
    """
    access.require_cashier(by)
    held = _hold(line)
    line_after(held.state, LineState.SETTLED)
    bill = Bill.objects.filter(code=code.strip().upper()).first()
    if bill is None:
        raise LineUnfit("Không có khoản thu mang mã này. Xem lại mã.", field="code")
    if bill.total != held.amount:
        raise LineUnfit("Số tiền của dòng sao kê khác số phải nộp của khoản thu này.", field="code")
    held.bill = bill
    _settle(held, by, at)
    held.ruled_by, held.ruled_at = by, at
    held.save(update_fields=["ruled_by", "ruled_at"])
    told = LineSettled(line=held.pk, bill=bill.code, bill_subject=bill.subject, amount=held.amount)
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return held


@transaction.atomic
def set_line_aside(*, line: BankLine, note: str, by: Officer, at: datetime) -> BankLine:
    """Say that an open line pays no bill, and why or what was done with the money.

    Raises `NotCashier`, `MoneyMoveRefused`, `Invalid` without a note.
    """
    access.require_cashier(by)
    why = clean_lines(note)
    if not why:
        raise Invalid("Ghi lý do, hoặc tiền đã trả lại cho ai.", field="note")
    held = _hold(line)
    held.state = line_after(held.state, LineState.ASIDE)
    held.note, held.ruled_by, held.ruled_at = why[:500], by, at
    held.save(update_fields=["state", "note", "ruled_by", "ruled_at"])
    told = LineSetAside(line=held.pk, amount=held.amount, reason=held.note)
    record(told, by=by, at=at, subject=subject_of(held.statement))
    return held


@transaction.atomic
def reopen_line(*, line: BankLine, by: Officer, at: datetime) -> BankLine:
    """Put a line set aside back into the queue. Raises `NotCashier`, `MoneyMoveRefused`."""
    access.require_cashier(by)
    held = _hold(line)
    held.state = line_after(held.state, LineState.OPEN)
    held.save(update_fields=["state"])
    told = LineReopened(line=held.pk, amount=held.amount, reason=held.note)
    record(told, by=by, at=at, subject=subject_of(held.statement))
    return held


def _hold(line: BankLine) -> BankLine:
    return BankLine.objects.select_for_update(of=("self",)).select_related("statement").get(pk=line.pk)


def _settle_or_leave(line: BankLine, by: Officer, at: datetime) -> None:
    try:
        with transaction.atomic():
            _settle(line, by, at)
    except (AlreadyPaid, PaymentProven, WrongAmount, MoneyMoveRefused) as refusal:
        line.state, line.outcome = line_after(line.state, LineState.OPEN), _cause(refusal)
        line.save(update_fields=["state", "outcome"])


def _settle(line: BankLine, by: Officer, at: datetime) -> None:
    """Write the payment and its proof. The bill's own lock and two unique columns let nothing pass twice."""
    bill = line.bill
    assert bill is not None
    payment = _unproven_payment(bill, line)
    outcome = Outcome.CONFIRMS
    if payment is None:
        outcome = Outcome.PAYS
        payment = take_payment(
            bill=bill, amount=line.amount, method=Method.TRANSFER, key=f"bank:{line.mark}", by=by, at=at,
            reference=line.reference,
        )  # fmt: skip
    try:
        with transaction.atomic():
            Reconciliation.objects.create(payment=payment, line=line, at=at)
    except IntegrityError:
        raise PaymentProven from None
    line.state, line.outcome = line_after(line.state, LineState.SETTLED), outcome
    line.save(update_fields=["state", "outcome", "bill"])


def _unproven_payment(bill: Bill, line: BankLine) -> Payment | None:
    """The payment this line may prove; None when the bill is due. Raises `PaymentProven`, `AlreadyPaid`."""
    payment = Payment.objects.filter(bill=bill).first()
    if payment is None:
        return None
    if payment.method == Method.CASH:
        raise AlreadyPaid(payment)
    if payment.amount != line.amount:
        raise WrongAmount("Số tiền của dòng sao kê khác số đã nộp.")
    if Reconciliation.objects.filter(payment=payment).exists():
        raise PaymentProven
    return payment


def _cause(refusal: Refusal) -> Outcome:
    if isinstance(refusal, AlreadyPaid | PaymentProven):
        return Outcome.PAID_BEFORE
    return Outcome.OTHER_AMOUNT if isinstance(refusal, WrongAmount) else Outcome.CLOSED_BILL


def _counts(statement: BankStatement) -> dict[str, int]:
    lines = statement.lines
    return {
        "settled": lines.filter(state=LineState.SETTLED).count(),
        "open_lines": lines.filter(state=LineState.OPEN).count(),
    }
