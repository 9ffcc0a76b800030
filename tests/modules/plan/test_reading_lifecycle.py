"""The states of a reading, and the table of moves."""

from __future__ import annotations

import pytest

from xaso.modules.plan.reading.lifecycle import MOVES, WORDS, Move, ReadingMoved, State, after, allows


@pytest.mark.parametrize("move", Move)
def test_every_move_leads_from_its_states_and_from_no_other(move: Move) -> None:
    for state in State:
        if state in MOVES[move].sources:
            assert after(state.value, move) == MOVES[move].target
            assert allows(state, move)
        else:
            assert not allows(state, move)
            with pytest.raises(ReadingMoved, match=WORDS[state].lower()):
                after(state, move)


def test_every_state_has_words_and_only_ends_lead_nowhere() -> None:
    sources = {state for rule in MOVES.values() for state in rule.sources}

    assert [value for value, _ in State.choices()] == [state.value for state in State]
    assert all(state.words for state in State)
    assert set(State) - sources == {State.REPLACED, State.DROPPED}
