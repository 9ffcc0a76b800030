"""What happens to money, in the past tense: codes and sums only, since the chain is never erased."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class FeesSet(Event):
    """A version of a fee table was written."""

    name: ClassVar[str] = "payments.fees_set"
    table: str = ""
    valid_from: str = ""


@dataclass(frozen=True)
class FeeDraftChanged(Event):
    """A draft of a fee table was begun, changed or thrown away."""

    name: ClassVar[str] = "payments.fee_draft_changed"
    table: str = ""
    what: str = ""


@dataclass(frozen=True)
class FeesPublished(Event):
    """A version of a fee table was published at the commune, by its document."""

    name: ClassVar[str] = "payments.fees_published"
    table: str = ""
    valid_from: str = ""
    basis: str = ""
    changed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _OfBill(Event):
    """Something about one bill; `bill_subject` is what it is for, e.g. "dossier:H38.LP-261124-0001"."""

    bill: str = ""
    bill_subject: str = ""


@dataclass(frozen=True)
class BillMade(_OfBill):
    """A bill was made; with a total of 0 there is nothing to collect."""

    name: ClassVar[str] = "payments.bill_made"
    moment: str = ""
    total: int = 0


@dataclass(frozen=True)
class BillCancelled(_OfBill):
    """An unpaid bill was taken back."""

    name: ClassVar[str] = "payments.bill_cancelled"
    reason: str = ""


@dataclass(frozen=True)
class BillPaid(_OfBill):
    """A bill was paid, whole; `receipts` are the receipts made with it."""

    name: ClassVar[str] = "payments.bill_paid"
    moment: str = ""
    method: str = ""
    amount: int = 0
    receipts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReceiptReplaced(_OfBill):
    """A receipt was replaced by another."""

    name: ClassVar[str] = "payments.receipt_replaced"
    receipt: str = ""
    by_receipt: str = ""
    reason: str = ""


@dataclass(frozen=True)
class ReceiptReprinted(_OfBill):
    """A receipt was printed again for somebody who lost it."""

    name: ClassVar[str] = "payments.receipt_reprinted"
    receipt: str = ""


@dataclass(frozen=True)
class RefundAsked(_OfBill):
    """Giving the money back was asked for."""

    name: ClassVar[str] = "payments.refund_asked"
    amount: int = 0
    reason: str = ""


@dataclass(frozen=True)
class RefundDecided(_OfBill):
    """A second person approved or rejected the refund; `outcome` is approved or rejected."""

    name: ClassVar[str] = "payments.refund_decided"
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True)
class BillRefunded(_OfBill):
    """The money was given back; the bill's receipts are cancelled."""

    name: ClassVar[str] = "payments.bill_refunded"
    amount: int = 0
    method: str = ""
    receipts: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ShiftOpened(Event):
    """A cashier began to collect."""

    name: ClassVar[str] = "payments.shift_opened"
    shift: int = 0
    opening_cash: int = 0


@dataclass(frozen=True)
class ShiftClosed(Event):
    """The drawer was counted."""

    name: ClassVar[str] = "payments.shift_closed"
    shift: int = 0
    expected: int = 0
    counted: int = 0


@dataclass(frozen=True)
class CashHandedOver(Event):
    """The cash of a shift was handed over."""

    name: ClassVar[str] = "payments.cash_handed_over"
    shift: int = 0
    number: str = ""
    amount: int = 0


@dataclass(frozen=True)
class StatementAdded(Event):
    """The file of a bank statement was handed in."""

    name: ClassVar[str] = "payments.statement_added"
    statement: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class StatementUnreadable(Event):
    """The file could not be read as a statement of the commune's account."""

    name: ClassVar[str] = "payments.statement_unreadable"
    statement: str = ""
    reason: str = ""


@dataclass(frozen=True)
class StatementRead(Event):
    """The lines of a statement were written: how many are new, how many were known."""

    name: ClassVar[str] = "payments.statement_read"
    statement: str = ""
    lines: int = 0
    known: int = 0


@dataclass(frozen=True)
class StatementMatched(Event):
    """What a statement shows was settled: how many lines pay or prove, how many wait for a person."""

    name: ClassVar[str] = "payments.statement_matched"
    statement: str = ""
    settled: int = 0
    open_lines: int = 0


@dataclass(frozen=True)
class LineSettled(_OfBill):
    """A person said which bill a line of a statement pays."""

    name: ClassVar[str] = "payments.line_settled"
    line: int = 0
    amount: int = 0


@dataclass(frozen=True)
class LineSetAside(Event):
    """A person said that a line of a statement pays no bill."""

    name: ClassVar[str] = "payments.line_set_aside"
    line: int = 0
    amount: int = 0
    reason: str = ""


@dataclass(frozen=True)
class LineReopened(Event):
    """A line set aside was put back into the queue."""

    name: ClassVar[str] = "payments.line_reopened"
    line: int = 0
    amount: int = 0
    reason: str = ""


@dataclass(frozen=True)
class _OfOrder(_OfBill):
    """Something about one order at the payment gateway."""

    order: str = ""


@dataclass(frozen=True)
class OrderOpened(_OfOrder):
    """Paying a bill online was begun."""

    name: ClassVar[str] = "payments.order_opened"
    amount: int = 0


@dataclass(frozen=True)
class OrderEnded(_OfOrder):
    """An order ended without a payment; `outcome` is failed or expired."""

    name: ClassVar[str] = "payments.order_ended"
    outcome: str = ""


@dataclass(frozen=True)
class OrderOverpaid(_OfOrder):
    """The gateway took money that no bill waits for: it must be given back."""

    name: ClassVar[str] = "payments.order_overpaid"
    amount: int = 0


@dataclass(frozen=True)
class OverpaymentReturned(_OfOrder):
    """Such money was given back; `note` says how."""

    name: ClassVar[str] = "payments.overpayment_returned"
    note: str = ""


@dataclass(frozen=True)
class _OfAccount(Event):
    """Something about an account of the commune that receives fees; `account` is its row."""

    account: int = 0
    bank: str = ""
    number: str = ""


@dataclass(frozen=True)
class AccountNamed(_OfAccount):
    """Somebody named an account to receive fees; it is not used yet."""

    name: ClassVar[str] = "payments.account_named"
    decision: str = ""


@dataclass(frozen=True)
class AccountDecided(_OfAccount):
    """A second person confirmed the account, or did not; `outcome` is confirmed or rejected."""

    name: ClassVar[str] = "payments.account_decided"
    outcome: str = ""
    note: str = ""


@dataclass(frozen=True)
class AccountWithdrawn(_OfAccount):
    """Who named the account took it back before anybody decided."""

    name: ClassVar[str] = "payments.account_withdrawn"


@dataclass(frozen=True)
class AccountEnded(_OfAccount):
    """The account receives no more: another took its place, or it was stopped."""

    name: ClassVar[str] = "payments.account_ended"
    reason: str = ""
