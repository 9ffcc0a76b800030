"""How fast a queue moves, in working time."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.queues import busy_minutes, expected_end, typical_minutes
from xaso.kernel.workdays import WorkCalendar

WORK = WorkCalendar(frozenset({6, 7}), {}, {}, date(2026, 1, 1), date(2026, 12, 31))


def on(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of March 2026; the 2nd is a Monday."""
    return at(date(2026, 3, day), time(hour, minute))


@pytest.mark.parametrize(("minutes", "found"), [([5], 5), ([1, 90, 10], 10), ([0, 0], 1), ([10, 21], 16)])
def test_the_middle_one_is_typical_and_nothing_takes_no_time(minutes: list[int], found: int) -> None:
    assert typical_minutes(minutes) == found


def test_of_nothing_nothing_is_typical() -> None:
    with pytest.raises(ValueError, match="nothing"):
        typical_minutes([])


def test_time_with_two_things_in_hand_counts_once_and_time_without_any_does_not() -> None:
    stretches = [
        (on(2, 8), on(2, 10)),
        (on(2, 9), on(2, 9, 30)),
        (on(2, 9), on(2, 11)),
        (on(3, 16, 30), on(4, 8, 30)),
    ]

    assert busy_minutes(stretches, WORK) == 180 + 120
    assert busy_minutes([], WORK) == 0


def test_what_stands_behind_others_waits_for_them_then_takes_its_own_turn_and_the_rest() -> None:
    end = expected_end(on(6, 16, 30), ahead=2, each=60, rest=30, calendar=WORK)

    assert end == on(9, 10)  # one hour on Friday, two and a half on Monday


@given(ahead=st.integers(0, 50), each=st.integers(1, 600), rest=st.integers(0, 2000))
def test_one_more_ahead_never_makes_it_sooner(ahead: int, each: int, rest: int) -> None:
    now = on(2, 8)

    sooner = expected_end(now, ahead=ahead, each=each, rest=rest, calendar=WORK)
    later = expected_end(now, ahead=ahead + 1, each=each, rest=rest, calendar=WORK)

    assert WORK.minutes_between(sooner, later) == each
