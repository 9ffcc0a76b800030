"""Paying online: open an order at the gateway, take its answers, ask after those that stay silent."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean_lines
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import access
from ..events import OrderEnded, OrderOpened, OrderOverpaid, OverpaymentReturned
from ..gateway import MOST_BODY
from ..lifecycle import BillState, MoneyMoveRefused, OrderState, order_after
from ..models import Bill, GatewayAnswer, GatewayOrder
from ..ports import Answer, AnswerRefused, GatewayDown, GatewayPort, OrderLine, OrderRequest, Said, gateway
from ..rules import Method
from .collecting import AlreadyPaid, take_payment

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

log = logging.getLogger(__name__)
GATEWAY = Actor(kind="system", key="gateway", name="Cổng thanh toán")
AT_ONCE = 50
"""Orders asked after in one round."""
_OPEN = (OrderState.OPENING, OrderState.WAITING)
Way, Effect = GatewayAnswer.Way, GatewayAnswer.Effect


class OnlineOff(Conflict):
    """No gateway is set up."""

    code = "online_off"
    default_sentence = "Xã chưa nối cổng thanh toán. Quét mã VietQR hoặc nộp tại quầy."


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the payer comes back to, and where the gateway sends its answer: whole addresses."""

    back: str
    answers: str


def open_order(*, bill: Bill, addresses: Addresses, by: Actor | ActsAs, at: datetime) -> GatewayOrder:
    """Open an order for a bill that is due, or give the one that is open: a bill is never asked for twice.

    Not one transaction: the gateway is asked between two. An order that it did not answer stays and is asked
    for again with the same code. Raises `OnlineOff`, `GatewayDown`, `AlreadyPaid`, `MoneyMoveRefused`.
    Basis: onestop.md 10.4, 10.8.
    """
    port = gateway()
    if port is None:
        raise OnlineOff
    order = _begin(bill, port, by, at)
    if order.state != OrderState.OPENING:
        return order
    opened = port.open_order(_request(order, addresses, at))
    with transaction.atomic():
        held = GatewayOrder.objects.select_for_update().get(pk=order.pk)
        if held.state == OrderState.OPENING:
            held.state = order_after(held.state, OrderState.WAITING)
            held.reference, held.pay_url = opened.reference[:80], opened.pay_url[:500]
            held.save(update_fields=["state", "reference", "pay_url"])
        return held


def take_answer(*, body: bytes, signature: str, at: datetime) -> GatewayAnswer:
    """Take what the gateway sent by itself. The same answer again changes nothing and is answered alike.

    Raises `AnswerRefused` unless the gateway signed it and the order is ours. Basis: onestop.md 10.5, 10.8.
    """
    port = gateway()
    if port is None or len(body) > MOST_BODY:
        raise AnswerRefused
    return note_answer(port.read_answer(body, signature), way=Way.SENT, at=at)


@transaction.atomic
def note_answer(answer: Answer, *, way: str, at: datetime) -> GatewayAnswer:
    """Keep an answer and do what it asks: pay the bill once, end the order, or leave money to be returned.

    Money that arrived is never lost: paid too late, twice or with another sum, the order waits for a person.
    Raises `AnswerRefused` for an order that is not ours.
    """
    order = GatewayOrder.objects.select_for_update(of=("self",)).filter(code=answer.code).first()
    if order is None:
        raise AnswerRefused
    effect = _paid(order, answer, at) if answer.said == Said.PAID else _not_paid(order, answer, at)
    return GatewayAnswer.objects.create(
        order=order, way=way, said=answer.said, amount=answer.amount, reference=answer.reference[:80],
        effect=effect, at=at,
    )  # fmt: skip


def ask_after_orders(*, at: datetime) -> int:
    """Ask the gateway about open orders that have been silent for a while; return how many were asked after.

    Silent for setting payments.gateway_ask_after minutes (our own, D). What is still unpaid when its time is
    over expires. A gateway that is down ends the round.
    """
    port = gateway()
    if port is None:
        return 0
    silent = timedelta(minutes=int(setting("payments.gateway_ask_after", 10)))
    rows = GatewayOrder.objects.filter(state__in=_OPEN, made_at__lte=at - silent)
    count = 0
    for order in list(rows.order_by(F("asked_at").asc(nulls_first=True), "pk")[:AT_ONCE]):
        try:
            ask_after(order, port, at=at)
        except GatewayDown:
            log.warning("the gateway does not answer; %s orders stay open", rows.count())
            break
        count += 1
    return count


def ask_after(order: GatewayOrder, port: GatewayPort, *, at: datetime) -> None:
    """Ask about one order. Raises `GatewayDown`."""
    answer = port.look_up(order.code)
    with transaction.atomic():
        GatewayOrder.objects.filter(pk=order.pk).update(asked_at=at)
        if answer.said != Said.WAITING:
            note_answer(answer, way=Way.ASKED, at=at)
        elif order.expires_at <= at:
            held = GatewayOrder.objects.select_for_update(of=("self",)).get(pk=order.pk)
            if held.state in _OPEN:
                _end(held, OrderState.EXPIRED, at)


@transaction.atomic
def return_overpayment(*, order: GatewayOrder, note: str, by: Officer, at: datetime) -> GatewayOrder:
    """Note that money the gateway took without a bill to pay was given back, and how.

    Raises `NotCashier`, `MoneyMoveRefused`, `Invalid` without a note.
    """
    access.require_cashier(by)
    why = clean_lines(note)
    if not why:
        raise Invalid("Ghi tiền đã trả lại thế nào, cho ai, ngày nào.", field="note")
    held = GatewayOrder.objects.select_for_update(of=("self",)).select_related("bill").get(pk=order.pk)
    held.state = order_after(held.state, OrderState.RETURNED)
    held.note = why[:500]
    held.save(update_fields=["state", "note"])
    told = OverpaymentReturned(
        bill=held.bill.code, bill_subject=held.bill.subject, order=held.code, note=held.note
    )
    record(told, by=by, at=at, subject=f"bill:{held.bill.code}")
    return held


@transaction.atomic
def _begin(bill: Bill, port: GatewayPort, by: Actor | ActsAs, at: datetime) -> GatewayOrder:
    held = Bill.objects.select_for_update(no_key=True).get(pk=bill.pk)
    if held.state != BillState.DUE:
        words = held.state_words.lower()
        raise MoneyMoveRefused(f"Khoản thu đang ở trạng thái “{words}”, không nộp trực tuyến được.")
    tries = GatewayOrder.objects.filter(bill=held)
    known = tries.filter(state__in=_OPEN).first()
    if known is not None and known.expires_at > at:
        return known
    if known is not None:
        _end(known, OrderState.EXPIRED, at)
    hours = int(setting("payments.gateway_order_hours", 24))
    order = GatewayOrder.objects.create(
        code=f"{held.code}T{tries.count() + 1}", bill=held, amount=held.total, provider=port.name,
        state=OrderState.OPENING, made_at=at, expires_at=at + timedelta(hours=hours),
    )  # fmt: skip
    told = OrderOpened(bill=held.code, bill_subject=held.subject, order=order.code, amount=order.amount)
    record(told, by=by, at=at, subject=f"bill:{held.code}")
    return order


def _request(order: GatewayOrder, addresses: Addresses, at: datetime) -> OrderRequest:
    bill = order.bill
    lines = tuple(
        OrderLine(line.kind, line.rate.code, line.name, line.amount)
        for line in bill.lines.select_related("rate").order_by("order")
        if line.amount
    )
    return OrderRequest(
        code=order.code, amount=order.amount, content=f"Nộp phí, lệ phí {order.code}", bill=bill.code,
        subject=bill.subject, payer_name=bill.payer_name, lines=lines, return_url=addresses.back,
        answer_url=addresses.answers, at=at,
    )  # fmt: skip


def _paid(order: GatewayOrder, answer: Answer, at: datetime) -> str:
    if order.state in (OrderState.PAID, OrderState.TO_RETURN, OrderState.RETURNED):
        return Effect.REPEATED
    if answer.amount != order.amount:
        _overpaid(order, answer, at)
        return Effect.OTHER_AMOUNT
    try:
        take_payment(
            bill=order.bill, amount=answer.amount, method=Method.GATEWAY, key=f"gateway:{order.code}",
            by=GATEWAY, at=at, reference=answer.reference,
        )  # fmt: skip
    except (AlreadyPaid, MoneyMoveRefused):
        _overpaid(order, answer, at)
        return Effect.TO_RETURN
    order.state, order.ended_at = order_after(order.state, OrderState.PAID), at
    order.reference = answer.reference[:80] or order.reference
    order.save(update_fields=["state", "ended_at", "reference"])
    return Effect.TAKEN


def _overpaid(order: GatewayOrder, answer: Answer, at: datetime) -> None:
    order.state, order.ended_at = order_after(order.state, OrderState.TO_RETURN), at
    order.save(update_fields=["state", "ended_at"])
    told = OrderOverpaid(
        bill=order.bill.code, bill_subject=order.bill.subject, order=order.code, amount=answer.amount
    )
    record(told, by=GATEWAY, at=at, subject=f"bill:{order.bill.code}")


def _not_paid(order: GatewayOrder, answer: Answer, at: datetime) -> str:
    if answer.said != Said.FAILED:
        return Effect.NOTHING
    if order.state not in _OPEN:
        return Effect.REPEATED
    _end(order, OrderState.FAILED, at)
    return Effect.TAKEN


def _end(order: GatewayOrder, wanted: OrderState, at: datetime) -> None:
    order.state, order.ended_at = order_after(order.state, wanted), at
    order.save(update_fields=["state", "ended_at"])
    told = OrderEnded(
        bill=order.bill.code, bill_subject=order.bill.subject, order=order.code, outcome=wanted.value
    )
    record(told, by=GATEWAY, at=at, subject=f"bill:{order.bill.code}")
