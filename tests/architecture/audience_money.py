"""The audience of pages on bills, receipts, shifts, ledgers and refunds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.architecture.audience import CENTRE_HEAD, CONSULTED, COUNTER, LEADER, SEE_ALL, Page
from tests.architecture.world import World
from xaso.modules.payments.models import Bill, Receipt, Refund, Shift

MONEY = SEE_ALL
"""Cashiers (the cast's receiver is one), the head of the centre, leaders."""
DECIDERS = frozenset({CENTRE_HEAD, LEADER})


def _bill(kind: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda _: {"code": Bill.objects.get(subject=f"world:{kind}").code}


def _receipt(_: World) -> Mapping[str, Any]:
    return {"key": Receipt.objects.get(payment__bill__subject="world:paid").pk}


def _shift(_: World) -> Mapping[str, Any]:
    return {"key": Shift.objects.get().pk}


def _refund(state: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda _: {"key": Refund.objects.get(state=state).pk}


PAGES: dict[str, Page] = {
    "payments_desk:list": Page(MONEY),
    "payments_desk:make": Page(COUNTER),
    "payments_desk:shifts": Page(MONEY),
    # a shift is its cashier's, the centre's head's and the leaders'
    "payments_desk:shift": Page(MONEY, _shift),
    "payments_desk:close": Page(COUNTER, _shift, method="POST", answers=frozenset({422})),
    # let in, and told to count first
    "payments_desk:hand_over": Page(COUNTER, _shift, method="POST", answers=frozenset({422})),
    # let in, and told that nothing was handed over
    "payments_desk:sheet": Page(MONEY, _shift, answers=frozenset({404})),
    "payments_desk:ledger": Page(MONEY),
    "payments_desk:ledger_of": Page(MONEY, lambda _: {"kind": "le-phi"}),
    "payments_desk:ledger_file": Page(MONEY, lambda _: {"kind": "phi"}),
    "payments_desk:refunds": Page(MONEY),
    "payments_desk:refund": Page(MONEY, _refund("asked")),
    "payments_desk:decide": Page(
        DECIDERS, _refund("asked"), method="POST", data=lambda _: {"quyet": "khong"}, answers=frozenset({422})
    ),
    "payments_desk:pay_out": Page(COUNTER, _refund("approved"), method="POST", answers=frozenset({422})),
    "payments_desk:receipt": Page(MONEY, _receipt),
    "payments_desk:reprint": Page(COUNTER, _receipt, method="POST"),
    "payments_desk:replace": Page(COUNTER, _receipt),
    "payments_desk:bill": Page(MONEY, _bill("paid")),
    "payments_desk:cancel": Page(COUNTER, _bill("due")),
    "payments_desk:take_cash": Page(COUNTER, _bill("due"), method="POST"),
    "payments_desk:ask_refund": Page(MONEY, _bill("paid")),
    # what a dossier owes is a part of its record
    "dossiers_desk:fees": Page(CONSULTED, lambda world: {"code": world.handled.code}),
}
