"""The two tables of moves: what may follow what, and nothing else."""

from __future__ import annotations

import pytest

from xaso.modules.reports.lifecycle import (
    ENDS,
    MOVES,
    PART_MOVES,
    Move,
    MoveRefused,
    PartMove,
    PartState,
    State,
    after,
    allows,
    part_after,
    part_allows,
)


@pytest.mark.parametrize(
    ("state", "move", "to"),
    [
        (State.DRAFT, Move.SUBMIT, State.REVIEW),
        (State.REVIEW, Move.APPROVE, State.APPROVED),
        (State.REVIEW, Move.RETURN, State.DRAFT),
        (State.APPROVED, Move.RETURN, State.DRAFT),
        (State.APPROVED, Move.ISSUE, State.ISSUED),
        (State.DRAFT, Move.DROP, State.DROPPED),
    ],
)
def test_a_report_goes_its_way(state: State, move: Move, to: State) -> None:
    assert after(state, move) == to


def test_nothing_else_moves_a_report() -> None:
    allowed = sum(allows(state, move) for state in State for move in Move)

    assert allowed == 6


@pytest.mark.parametrize("state", sorted(ENDS))
@pytest.mark.parametrize("move", Move)
def test_nothing_leaves_an_end(state: State, move: Move) -> None:
    with pytest.raises(MoveRefused, match=state.words.lower()):
        after(state, move)


@pytest.mark.parametrize(
    ("state", "move", "to"),
    [
        (PartState.WAITING, PartMove.WRITE, PartState.WAITING),
        (PartState.WAITING, PartMove.SEND, PartState.SENT),
        (PartState.SENT, PartMove.ACCEPT, PartState.ACCEPTED),
        (PartState.SENT, PartMove.RETURN, PartState.WAITING),
        (PartState.ACCEPTED, PartMove.RETURN, PartState.WAITING),
    ],
)
def test_a_part_goes_its_way(state: PartState, move: PartMove, to: PartState) -> None:
    assert part_after(state, move) == to


def test_a_part_once_sent_is_not_written() -> None:
    assert not part_allows(PartState.SENT, PartMove.WRITE)
    with pytest.raises(MoveRefused, match="không sửa được"):
        part_after(PartState.SENT, PartMove.WRITE)


def test_every_state_and_move_has_words() -> None:
    assert {state for state, _ in State.choices()} == set(State)
    assert {state for state, _ in PartState.choices()} == set(PartState)
    assert all(rule.words for rule in [*MOVES.values(), *PART_MOVES.values()])
