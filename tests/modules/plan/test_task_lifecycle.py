"""The table of moves of a task."""

import pytest

from xaso.modules.plan.lifecycle import (
    ENDS,
    MOVES,
    OPEN,
    RUNNING,
    Move,
    MoveRefused,
    Party,
    State,
    after,
    allows,
)


@pytest.mark.parametrize("move", Move)
@pytest.mark.parametrize("state", State)
def test_a_move_leads_where_the_table_says_or_is_refused(state: State, move: Move) -> None:
    if state in MOVES[move].sources:
        assert allows(state, move)
        assert after(state, move) == MOVES[move].target
    else:
        with pytest.raises(MoveRefused) as refused:
            after(state, move)
        assert state.words.lower() in refused.value.sentence


def test_nothing_leaves_an_end() -> None:
    assert not any(allows(state, move) for state in ENDS for move in Move)


def test_every_state_but_the_first_is_reached() -> None:
    assert {rule.target for rule in MOVES.values()} == set(State) - {State.NOT_STARTED}


def test_only_the_giver_ends_a_task() -> None:
    ending = [rule for rule in MOVES.values() if rule.target in ENDS]

    assert ending
    assert all(rule.who == {Party.GIVER} for rule in ending)


def test_open_running_and_ended_do_not_overlap() -> None:
    assert RUNNING < OPEN
    assert set(State) == OPEN | ENDS
    assert not OPEN & ENDS


def test_states_read_in_vietnamese() -> None:
    assert dict(State.choices())["awaiting"] == "Chờ xác nhận sản phẩm"
