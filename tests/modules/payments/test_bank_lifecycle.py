"""States of statements, their lines and of orders: only the moves of the tables."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

import pytest

from xaso.modules.payments.lifecycle import (
    LINE_MOVES,
    ORDER_MOVES,
    STATEMENT_MOVES,
    BillState,
    LineState,
    MoneyMoveRefused,
    OrderState,
    RefundState,
    StatementState,
    line_after,
    order_after,
    statement_after,
)

TABLES: list[tuple[Any, Any, Callable[[str, Any], Any]]] = [
    (StatementState, STATEMENT_MOVES, statement_after),
    (LineState, LINE_MOVES, line_after),
    (OrderState, ORDER_MOVES, order_after),
]


@pytest.mark.parametrize(("states", "moves", "after"), TABLES, ids=["statement", "line", "order"])
def test_a_move_is_made_or_refused_as_its_table_says(
    states: type[StrEnum], moves: Any, after: Callable[[str, Any], Any]
) -> None:
    assert set(moves) == set(states)
    for now in states:
        for wanted in states:
            if wanted in moves[now]:
                assert after(now.value, wanted) is wanted
            else:
                with pytest.raises(MoneyMoveRefused, match="trạng thái"):
                    after(now.value, wanted)


def test_states_of_one_value_keep_their_own_words() -> None:
    assert [one.words for one in (BillState.PAID, RefundState.PAID, OrderState.PAID)] == [
        "Đã nộp", "Đã chi trả", "Đã trả",
    ]  # fmt: skip
    assert (LineState.MATCHED.words, StatementState.MATCHED.words) == (
        "Đã khớp, đang ghi nhận", "Đã đối soát",
    )  # fmt: skip


def test_money_that_arrived_is_never_turned_away() -> None:
    for ended in (OrderState.FAILED, OrderState.EXPIRED):
        assert order_after(ended, OrderState.PAID) is OrderState.PAID
    assert ORDER_MOVES[OrderState.PAID] == LINE_MOVES[LineState.SETTLED] == frozenset()
