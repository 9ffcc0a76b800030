"""The audience of pages on bank statements, orders and reconciliation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from tests.architecture.audience import COUNTER, EVERYONE, NOBODY, SEE_ALL, Page
from tests.architecture.audience_money import DECIDERS
from tests.architecture.world import World
from xaso.modules.payments.models import CollectionAccount
from xaso.modules.payments.queries.pay_link import pay_link

MONEY = SEE_ALL
"""Cashiers (the cast's receiver is one), the head of the centre, leaders."""


def _line(world: World) -> Mapping[str, Any]:
    return {"key": world.bank_line.pk}


def _order(world: World) -> Mapping[str, Any]:
    return {"code": world.order.code}


def _link(world: World) -> Mapping[str, Any]:
    code, mark = pay_link(world.order.bill.code).rstrip("/").rsplit("/", 2)[1:]
    return {"code": code, "mark": mark}


def _account(state: str) -> Callable[[World], Mapping[str, Any]]:
    return lambda _: {"key": CollectionAccount.objects.get(state=state).pk}


PAGES: dict[str, Page] = {
    "payments_bank:accounts": Page(MONEY),
    "payments_bank:account_new": Page(COUNTER),
    "payments_bank:account": Page(MONEY, _account("asked")),
    "payments_bank:account_decide": Page(
        DECIDERS,
        _account("asked"),
        method="POST",
        data=lambda _: {"quyet": "khong"},
        answers=frozenset({422}),
    ),
    "payments_bank:account_withdraw": Page(COUNTER, _account("asked"), method="POST"),
    "payments_bank:account_stop": Page(
        DECIDERS, _account("confirmed"), method="POST", answers=frozenset({422})
    ),
    "payments_bank:statements": Page(MONEY),
    "payments_bank:statement": Page(MONEY, lambda world: {"public_id": world.bank_line.statement.public_id}),
    "payments_bank:queue": Page(MONEY),
    "payments_bank:line": Page(MONEY, _line),
    "payments_bank:settle": Page(COUNTER, _line, method="POST", answers=frozenset({422})),
    "payments_bank:set_aside": Page(COUNTER, _line, method="POST", answers=frozenset({422})),
    # let in, and told that the line was never set aside
    "payments_bank:reopen": Page(COUNTER, _line, method="POST", answers=frozenset({409})),
    "payments_bank:report": Page(MONEY),
    "payments_bank:report_file": Page(MONEY),
    "payments_bank:orders": Page(MONEY),
    "payments_bank:order": Page(MONEY, _order),
    # let in, and told that no gateway is set up
    "payments_bank:ask": Page(COUNTER, _order, method="POST", answers=frozenset({409})),
    "payments_bank:returned": Page(COUNTER, _order, method="POST", answers=frozenset({422})),
    # whoever holds the link
    "payments_people:pay": Page(EVERYONE, _link),
    # the world's bill is not paid yet: nobody finds a receipt
    "payments_people:receipt": Page(NOBODY, lambda world: {**_link(world), "key": 1}),
    # let in, and told that no gateway is set up
    "payments_people:online": Page(EVERYONE, _link, method="POST", answers=frozenset({409})),
    # an answer without the gateway's signature is refused, whoever sends it
    "payments_people:answers": Page(EVERYONE, method="POST", answers=frozenset({400})),
    # none but where rehearsals are set up
    "payments_people:rehearsal": Page(NOBODY, lambda world: {"reference": world.order.reference}),
}
