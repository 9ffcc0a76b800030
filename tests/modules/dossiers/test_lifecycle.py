"""The table of moves: every state and move named in it, nothing outside it, ends are ends."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.dossiers.lifecycle import (
    ENDS,
    ENTERING,
    MOVES,
    OPEN,
    RUNNING,
    WORDS,
    Move,
    MoveRefused,
    State,
    after,
    allows,
    national_code,
)
from xaso.modules.procedures.models import RouteStep

NATIONAL = {
    State.FILED: 1,
    State.RECEIVED: 2,
    State.REFUSED: 3,
    State.IN_PROCESS: 4,
    State.AWAITING_APPROVAL: 4,
    State.AWAITING_ISSUE: 4,
    State.AWAITING_SUPPLEMENT: 5,
    State.AWAITING_PAYMENT: 6,
    State.WITHDRAWN: 7,
    State.STOPPED: 8,
    State.READY: 9,
    State.RETURNED: 10,
}


@pytest.mark.parametrize(("state", "code"), NATIONAL.items())
def test_each_state_has_its_national_code(state: State, code: int) -> None:
    assert national_code(state) == code


def test_the_national_codes_are_all_ten() -> None:
    assert {words.national_code for words in WORDS.values()} == set(range(1, 11))


def test_every_move_has_its_row() -> None:
    assert set(MOVES) == set(Move)
    assert all(rule.who and rule.words and rule.sources for rule in MOVES.values())


def test_every_kind_of_step_has_the_move_that_enters_it() -> None:
    assert set(ENTERING) == set(RouteStep.Kind.values)


def test_every_state_is_reached_from_filing() -> None:
    reached = {State.FILED}
    while True:
        found = {rule.target for rule in MOVES.values() if rule.sources & reached} | reached
        if found == reached:
            break
        reached = found

    assert reached == set(State)


@given(st.lists(st.sampled_from(Move), max_size=30))
def test_only_listed_moves_work_and_an_end_is_an_end(moves: list[Move]) -> None:
    state = State.FILED

    for move in moves:
        if state in MOVES[move].sources:
            assert state not in ENDS
            state = after(state, move)
            assert state == MOVES[move].target
        else:
            with pytest.raises(MoveRefused):
                after(state, move)


@pytest.mark.parametrize("end", sorted(ENDS))
@pytest.mark.parametrize("move", Move)
def test_nothing_leaves_an_end(end: State, move: Move) -> None:
    assert not allows(end, move)


def test_open_running_and_ended_states_part_the_whole() -> None:
    assert RUNNING < OPEN
    assert OPEN | ENDS | {State.READY} == set(State)
    assert not OPEN & ENDS


def test_withdrawing_is_over_once_the_result_is_approved() -> None:
    assert allows(State.AWAITING_APPROVAL, Move.WITHDRAW)
    assert not allows(State.AWAITING_ISSUE, Move.WITHDRAW)
    assert not allows(State.READY, Move.WITHDRAW)


def test_a_refused_move_says_the_state_in_words() -> None:
    with pytest.raises(MoveRefused, match="đã trả kết quả") as refused:
        after("returned", Move.ACCEPT)

    assert "không tiếp nhận được" in refused.value.sentence
    assert refused.value.status == 409


def test_choices_are_states_with_their_words() -> None:
    assert State.choices()[0] == ("filed", "Chờ tiếp nhận")
    assert len(State.choices()) == len(State)
