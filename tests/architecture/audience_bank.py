"""The audience of pages on bank statements, orders and reconciliation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.architecture.audience import COUNTER, SEE_ALL, Page
from tests.architecture.world import World

MONEY = SEE_ALL
"""Cashiers (the cast's receiver is one), the head of the centre, leaders."""


def _line(world: World) -> Mapping[str, Any]:
    return {"key": world.bank_line.pk}


PAGES: dict[str, Page] = {
    "payments_bank:statements": Page(MONEY),
    "payments_bank:statement": Page(MONEY, lambda world: {"public_id": world.bank_line.statement.public_id}),
    "payments_bank:queue": Page(MONEY),
    "payments_bank:line": Page(MONEY, _line),
    "payments_bank:settle": Page(COUNTER, _line, method="POST", answers=frozenset({422})),
    "payments_bank:set_aside": Page(COUNTER, _line, method="POST", answers=frozenset({422})),
    # let in, and told that the line was never set aside
    "payments_bank:reopen": Page(COUNTER, _line, method="POST", answers=frozenset({409})),
}
