"""The gateway for rehearsals, shipped: pays, declines, answers twice, late or never, as told on its own page.

Whoever opens its page plays the payer and the platform at once; no money moves. Never for a real commune: its
page says so, and it is not the setting of a real installation.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from xaso.kernel.errors import Missing
from xaso.modules.org.queries import commune
from xaso.platform.jobs.services import enqueue

from ..gateway import answer_in, answer_message, order_message, require_signed, sign
from ..models import RehearsedOrder
from ..ports import Answer, GatewayDown, Opened, OrderRequest, Said
from ..queries.bank_account import receiving_account

SEND = "payments.rehearsal_answer"
LATE = timedelta(minutes=2)
Play = RehearsedOrder.Play


class RehearsalGateway:
    """Keeps its orders in a table of its own, and knows nothing of bills."""

    name = "rehearsal"
    is_down: ClassVar[bool] = False
    """Set by tests: the gateway gives no answer to anything."""

    def open_order(self, request: OrderRequest) -> Opened:
        """Make the order known; the same code gives the same order. Raises GatewayDown."""
        self._answers()
        order, _ = RehearsedOrder.objects.get_or_create(
            code=request.code,
            defaults={
                "reference": secrets.token_urlsafe(18), "amount": request.amount,
                "content": request.content[:200], "return_url": request.return_url[:500],
                "message": order_message(request, unit=_unit(), account=_account()),
            },
        )  # fmt: skip
        return Opened(order.reference, reverse("payments_people:rehearsal", args=[order.reference]))

    def look_up(self, code: str) -> Answer:
        """What was played so far. Raises GatewayDown."""
        self._answers()
        order = RehearsedOrder.objects.filter(code=code).first()
        return _answer(order) if order else Answer(code, Said.WAITING, 0, "")

    def read_answer(self, body: bytes, signature: str) -> Answer:
        """The answer in a message. Raises AnswerRefused unless it carries our own signature."""
        require_signed(body, signature, secret())
        return answer_in(body)

    def _answers(self) -> None:
        if self.is_down:
            raise GatewayDown


def _account() -> dict[str, str]:
    held = receiving_account()
    return {} if held is None else {"bank": held.bank, "number": held.number, "holder": held.holder}


def _unit() -> str:
    ours = commune()
    return ours.identifier or ours.code


def secret() -> str:
    """What messages are signed with: the setting, or in a demonstration a word of its own."""
    return settings.PAYMENT_GATEWAY_SECRET or f"rehearsal:{settings.SECRET_KEY}"


def rehearsed(reference: str) -> RehearsedOrder:
    """The order behind the gateway's page. Raises Missing unless rehearsals are what is set up."""
    order = RehearsedOrder.objects.filter(reference=reference).first()
    if order is None or not settings.PAYMENT_GATEWAY.endswith(".RehearsalGateway"):
        raise Missing
    return order


@transaction.atomic
def play(order: RehearsedOrder, what: str, *, at: datetime) -> RehearsedOrder:
    """Let happen what was chosen, once; answers are sent by a job, as a true gateway sends them by itself."""
    held = RehearsedOrder.objects.select_for_update().get(pk=order.pk)
    if held.play or what not in Play.values or not what:
        return held
    held.play = what
    held.save(update_fields=["play"])
    body = answer_message(_answer(held)).decode()
    times = {Play.TWICE: 2, Play.SILENT: 0}.get(Play(what), 1)
    for number in range(times):
        due = at + (LATE if what == Play.LATE else timedelta())
        enqueue(SEND, {"body": body, "number": number}, at=at, run_after=due)
    return held


def signed(body: str) -> str:
    """The signature our answers carry."""
    return sign(body.encode(), secret())


def _answer(order: RehearsedOrder) -> Answer:
    if not order.play:
        return Answer(order.code, Said.WAITING, 0, "")
    if order.play == Play.FAILED:
        return Answer(order.code, Said.FAILED, 0, order.reference)
    return Answer(order.code, Said.PAID, order.amount, order.reference)
