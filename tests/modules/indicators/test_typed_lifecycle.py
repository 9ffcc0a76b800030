"""The states of a typed figure: one table, and nothing beside it."""

import pytest

from xaso.modules.indicators.lifecycle import (
    EDITABLE,
    MOVES,
    OPEN,
    Move,
    Party,
    State,
    TypedMoveRefused,
    after,
    allows,
)

ALLOWED = {
    (State.DRAFT, Move.CHANGE): State.DRAFT,
    (State.RETURNED, Move.CHANGE): State.RETURNED,
    (State.DRAFT, Move.SEND): State.WAITING,
    (State.RETURNED, Move.SEND): State.WAITING,
    (State.WAITING, Move.TAKE_BACK): State.DRAFT,
    (State.DRAFT, Move.DROP): State.DROPPED,
    (State.RETURNED, Move.DROP): State.DROPPED,
    (State.WAITING, Move.APPROVE): State.APPROVED,
    (State.WAITING, Move.RETURN): State.RETURNED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("move", Move)
def test_every_move_from_every_state_is_decided_by_the_table(state: State, move: Move) -> None:
    if (state, move) in ALLOWED:
        assert allows(state, move)
        assert after(state, move) is ALLOWED[state, move]
        return

    with pytest.raises(TypedMoveRefused, match="Tải lại trang"):
        after(state, move)

    assert not allows(state, move)


def test_a_decision_belongs_to_a_second_person_and_the_rest_to_the_typist() -> None:
    second = {move for move, rule in MOVES.items() if rule.who is Party.SECOND}

    assert second == {Move.APPROVE, Move.RETURN}
    assert set(MOVES) == set(Move)


def test_what_is_approved_or_dropped_is_never_touched_again() -> None:
    assert set(State) - {State.APPROVED, State.DROPPED} == OPEN
    assert EDITABLE < OPEN
    assert State.WAITING not in EDITABLE


def test_states_read_in_words_for_a_model_field() -> None:
    assert State.choices()[0] == ("draft", "Bản nháp")
    assert len({words for _, words in State.choices()}) == len(State)
