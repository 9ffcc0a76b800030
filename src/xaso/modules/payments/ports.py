"""What paying through a platform asks of the outside: a gateway, whoever it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from xaso.kernel.errors import Refusal

TIMEOUT_SECONDS = 10
"""The longest a provider may wait for an answer from outside."""


class GatewayDown(Refusal):
    """The gateway gave no usable answer; nothing was paid through this call."""

    code = "gateway_down"
    status = 503
    default_sentence = (
        "Cổng thanh toán chưa trả lời. Thử lại sau ít phút, hoặc quét mã VietQR, hoặc nộp tại quầy."
    )


class AnswerRefused(Refusal):
    """An answer that the gateway cannot have sent: its signature or its shape is wrong."""

    code = "answer_refused"
    status = 400
    default_sentence = "Tin trả lời không đúng chữ ký hoặc không đúng dạng."


class Said(StrEnum):
    """What the gateway says of an order."""

    PAID = "paid"
    FAILED = "failed"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One sum of an order: ``kind`` is the code of fee or charge in the outside format."""

    kind: str
    code: str
    name: str
    amount: int


@dataclass(frozen=True, slots=True)
class OrderRequest:
    """What is asked to be paid. ``code`` is ours and never used twice; amounts in đồng."""

    code: str
    amount: int
    content: str
    bill: str
    subject: str
    payer_name: str
    lines: tuple[OrderLine, ...]
    return_url: str
    answer_url: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """The order as the gateway knows it: its reference, and where the payer goes."""

    reference: str
    pay_url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of the order ``code``; ``amount`` is what was paid, zero while nothing was."""

    code: str
    said: Said
    amount: int
    reference: str


class GatewayPort(Protocol):
    """Takes orders and says what became of them. Every call ends within `TIMEOUT_SECONDS`."""

    name: str

    def open_order(self, request: OrderRequest) -> Opened:
        """Make the order known; asking again with the same code gives the same order. Raises GatewayDown."""
        ...  # pragma: no cover - a protocol has no body

    def look_up(self, code: str) -> Answer:
        """What became of the order so far. Raises GatewayDown."""
        ...  # pragma: no cover - a protocol has no body

    def read_answer(self, body: bytes, signature: str) -> Answer:
        """The answer in a message that came by itself. Raises AnswerRefused unless the gateway signed it."""
        ...  # pragma: no cover - a protocol has no body


def gateway() -> GatewayPort | None:
    """The gateway of this installation (setting PAYMENT_GATEWAY); None where paying online is not set up."""
    if not settings.PAYMENT_GATEWAY:
        return None
    made: GatewayPort = import_string(settings.PAYMENT_GATEWAY)()
    return made
