"""What a dossier owes: billed when it is due, or with what an officer counted; taken back or given back when
the dossier ends early. The money itself is the payments module's.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.money import format_dong
from xaso.modules.payments import services as payments
from xaso.modules.payments.queries.bills import bills_of, live_bill
from xaso.modules.payments.queries.fees import counted_by, rates_for
from xaso.platform.journal.actors import Actor, ActsAs

from .. import access
from ..events import FeeAsked, WorkResumed
from ..lifecycle import Move, State, after
from ..models import Dossier, FeeRequest
from .changing import Change, changing
from .timing import live_run, recount, step_due

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import Bill, FeeRate

RECEPTION, SUPPLEMENT, RETURN = "reception", "supplement", "return"
DUE, PAID, FREE = "due", "paid", "free"


class Unpaid(Conflict):
    """What is to be paid when the result is handed over was not paid yet."""

    code = "unpaid"


class NoRate(Invalid):
    """The fee tables have no rate for this procedure."""

    code = "no_rate"
    default_sentence = "Biểu thu chưa có mức nào cho thủ tục này. Xem lại biểu thu trước khi thu."


@dataclass(frozen=True, slots=True)
class Counted:
    """What an officer counted for one rate: units, copies, and the group the payer belongs to."""

    rate: str
    quantity: int
    copies: int = 1
    group: str = ""


def rates_of(dossier: Dossier, *, at: datetime) -> list[FeeRate]:
    """The rates the dossier's procedure is charged at on that day, by the way it was filed."""
    channel = "online" if dossier.channel == Dossier.Channel.ONLINE else "direct"
    return rates_for(dossier.version.procedure.code, channel=channel, on=local_date(at))


def bill_when_counted(dossier: Dossier, moment: str, *, by: Actor | ActsAs, at: datetime) -> Bill | None:
    """Bill what is due at this moment when the answers say how many; None when nothing is or they do not.

    A rate by the page or copy is counted from the form's `pages` and `copies`; else an officer counts. What
    was copied from the paper book was paid by the paper book. Belongs at the end of the change it goes with.
    Basis: onestop.md 10.6 (collected at reception, at supplement, at return).
    """
    if dossier.entry == Dossier.Entry.PAPER_BOOK:
        return None
    rates = [rate for rate in rates_of(dossier, at=at) if rate.moment == moment]
    counts = [counted_by(rate, dossier.answers) for rate in rates]
    if not rates or None in counts or live_bill(dossier.subject, moment) is not None:
        return None
    pairs = zip(rates, counts, strict=True)
    items = [payments.Item(rate.code, found[0], found[1]) for rate, found in pairs if found]
    return _assess(dossier, items, moment, by, at)


@transaction.atomic
def bill_counted(*, dossier: Dossier, counted: Sequence[Counted], by: Officer, at: datetime) -> Bill:
    """Bill what an officer counted, in the place of an unpaid bill of the same moment.

    Raises `NotYours`, `NoRate`, `AlreadyBilled` when it was paid, and the refusals of billing.
    Basis: Luật 97/2015 Đ.10, 14; onestop.md 10.2, 10.3.
    """
    access.require_fee_officer(by)
    return _bill(dossier, counted, "", by, at)


def ask_payment(
    *, dossier: Dossier, counted: Sequence[Counted], by: Officer, at: datetime, seen: int
) -> Dossier:
    """Ask for a fee in the middle of the work: the dossier waits, its clock rests until the bill is paid.

    By whoever handles it. A bill of 0 đồng is kept and nothing waits. Raises `MoveRefused`, `NotYours`,
    `Overtaken`, and the refusals of `bill_counted`. Basis: onestop.md part 7 (national state 6), 10.6.
    """
    with changing(dossier, by=by, at=at, seen=seen) as change:
        locked = change.dossier
        after(locked.state, Move.ASK_PAYMENT)
        access.require_payment_asker(by, locked)
        bill = _bill(locked, counted, SUPPLEMENT, by, at)
        if bill.state == DUE:
            change.move(Move.ASK_PAYMENT)
            locked.paused_at = at
            FeeRequest.objects.create(dossier=locked, bill=bill.code, requested_at=at, requested_by=by)
            recount(locked)
            change.tell(FeeAsked, bill=bill.code, amount=bill.total)
    return change.dossier


def go_on(*, bill: str, by: Actor | ActsAs, at: datetime) -> None:
    """The bill was paid or taken back: the dossier that waited for it goes on, its clock runs again.

    Nothing for bills no dossier waits for; safe to repeat.
    """
    waiting = FeeRequest.objects.select_related("dossier").filter(bill=bill, met_at=None).first()
    if waiting is None:
        return
    with changing(waiting.dossier, by=by, at=at) as change:
        met = FeeRequest.objects.filter(pk=waiting.pk, met_at=None).update(met_at=at)
        if met and change.dossier.state == State.AWAITING_PAYMENT:
            _resume(change, bill)


def _resume(change: Change, bill: str) -> None:
    dossier = change.dossier
    change.move(Move.TO_WORK)
    dossier.paused_at = None
    recount(dossier)
    run = live_run(dossier)
    if run is not None:
        run.due_at = step_due(dossier, run.step, run.started_at)
        run.save(update_fields=["due_at"])
    due = dossier.due_at.isoformat() if dossier.due_at else None
    change.tell(WorkResumed, bill=bill, due_at=due)


def require_paid_at_return(dossier: Dossier) -> None:
    """Raise `Unpaid` while what is collected when the result is handed over is due (onestop.md 10.6)."""
    bill = live_bill(dossier.subject, RETURN)
    if bill is not None and bill.state == DUE:
        raise Unpaid(f"Còn {format_dong(bill.total)} phải nộp khi nhận kết quả. Thu tiền rồi trả kết quả.")


def settle_ended(dossier: Dossier, reason: str, *, by: Actor | ActsAs, at: datetime) -> None:
    """Take back what is unpaid, ask that what was paid be given back; safe to repeat.

    Basis: onestop.md 10.8 (refund path on refusal or stop). A second person decides on each refund.
    """
    for bill in bills_of(dossier.subject):
        if bill.state in (DUE, FREE):
            payments.cancel_bill(bill=bill, reason=reason, by=by, at=at)
        elif bill.state == PAID:
            payments.ask_refund(bill=bill, reason=reason, by=by, at=at)


def _bill(dossier: Dossier, counted: Sequence[Counted], moment: str, by: Officer, at: datetime) -> Bill:
    """The bill of what was counted, at the rates' own moment unless another is named."""
    moments = {rate.code: rate.moment for rate in rates_of(dossier, at=at)}
    asked = [one for one in counted if one.quantity]
    if not asked:
        raise Invalid("Ghi số lượng của ít nhất một khoản.", field="items")
    if any(one.rate not in moments for one in asked):
        raise NoRate(field="items")
    when = moment or moments[asked[0].rate]
    before = live_bill(dossier.subject, when)
    if before is not None and before.state in (DUE, FREE):
        payments.cancel_bill(bill=before, reason="Tính lại", by=by, at=at)
    items = [
        payments.Item(one.rate, one.quantity, one.copies, (one.group,) if one.group else ()) for one in asked
    ]
    return _assess(dossier, items, when, by, at)


def _assess(
    dossier: Dossier, items: Sequence[payments.Item], moment: str, by: Actor | ActsAs, at: datetime
) -> Bill:
    who = dossier.applicant
    address = ", ".join(part for part in (who.address, str(dossier.village or "")) if part)
    return payments.assess(
        subject=dossier.subject,
        payer=payments.Payer(who.full_name, who.id_number or "", address),
        items=items,
        moment=moment,
        service=dossier.version.procedure.code,
        by=by,
        at=at,
    )
