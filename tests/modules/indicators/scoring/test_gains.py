"""What finishing records is worth."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.scoring.facts import Counted
from xaso.modules.indicators.scoring.gains import STILL, Shift, Turn, gain, points_after, together
from xaso.modules.indicators.scoring.rules import MAIN, Input, Term

D = Decimal
ONE = Input(MAIN, "")
TIME = Term(ONE, D(20))
ONLINE = Term(ONE, D(6), D("0.5"))
KEPT = Turn(done=Shift(), left=Shift(part=-1))
"""On time if finished today, late if left."""
JOINS = Turn(done=Shift(part=1, whole=1), left=Shift())
"""Comes into both sides when it is finished."""


def test_a_record_that_would_fall_late_is_worth_its_place_in_the_part() -> None:
    assert gain({"2.1": (TIME, Counted(80, 100))}, {"2.1": KEPT}) == D("0.2")


def test_a_record_that_joins_the_whole_is_worth_less_than_its_place() -> None:
    found = gain({"4.1": (TIME, Counted(80, 100))}, {"4.1": JOINS})

    assert found == D(20) * 81 / 101 - D(20) * 80 / 100


def test_a_share_that_already_earns_all_gains_nothing() -> None:
    assert gain({"3.3": (ONLINE, Counted(60, 100))}, {"3.3": Turn(Shift(part=1), Shift())}) == 0


def test_terms_are_added_and_those_not_touched_stand_still() -> None:
    terms = {"2.1": (TIME, Counted(80, 100)), "3.3": (ONLINE, Counted(10, 100))}

    found = gain(terms, {"2.1": KEPT, "3.3": Turn(Shift(part=1), Shift())})

    assert found == D("0.2") + D("0.12")
    assert gain(terms, {}) == 0


def test_the_first_record_of_a_period_is_measured_from_the_points_of_none() -> None:
    fixed = Term(ONE, D(6), when_none=D(6))

    assert gain({"x": (TIME, Counted(0, 0))}, {"x": JOINS}) == 20
    assert gain({"x": (fixed, Counted(0, 0))}, {"x": JOINS}) == 0
    assert points_after(fixed, Counted(0, 0), Shift()) == 6


def test_several_records_are_reckoned_from_their_sum() -> None:
    added = together([{"2.1": KEPT}, {"2.1": KEPT, "4.1": JOINS}, {}])

    assert added == {"2.1": KEPT.times(2), "4.1": JOINS}
    assert KEPT.times(2) == Turn(Shift(), Shift(part=-2))
    assert STILL + JOINS == JOINS


def test_counts_that_moved_meanwhile_never_leave_the_share() -> None:
    assert points_after(TIME, Counted(0, 5), Shift(part=-3)) == 0
    assert points_after(TIME, Counted(5, 5), Shift(part=3)) == 20


@given(st.integers(1, 500), st.integers(0, 500), st.integers(1, 50))
def test_finishing_more_never_gains_less(whole: int, part: int, number: int) -> None:
    now = Counted(min(part, whole), whole)

    few = gain({"x": (TIME, now)}, {"x": JOINS.times(number)})
    more = gain({"x": (TIME, now)}, {"x": JOINS.times(number + 1)})

    assert 0 <= few <= more <= TIME.max_points
