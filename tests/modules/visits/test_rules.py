"""Who is called next, which hours can be booked, how long one may wait."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.errors import Invalid
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.visits.lifecycle import (
    AppointmentClosed,
    AppointmentState,
    Move,
    TicketMoved,
    TicketState,
    after,
    leave_booked,
)
from xaso.modules.visits.rules import (
    Waiting,
    checked_phone,
    expected_wait,
    mark_of,
    next_waiting,
    slots_of,
    ticket_code,
)

MONDAY = date(2026, 3, 2)
NINE = at(MONDAY, time(9))


def waiting(number: int, minutes: int, *, first: bool = False, booked: datetime | None = None) -> Waiting:
    return Waiting(number, NINE + timedelta(minutes=minutes), first, booked)


def chosen(*people: Waiting, in_a_row: int = 0) -> int:
    found = next_waiting(people, at=NINE, priority_in_a_row=in_a_row, most_in_a_row=2)
    assert found is not None
    return found.number


def test_whoever_came_first_is_called_first() -> None:
    assert chosen(waiting(2, -5), waiting(1, -9)) == 1


def test_whoever_goes_before_others_is_called_before_them() -> None:
    assert chosen(waiting(1, -9), waiting(2, -1, first=True)) == 2


def test_after_two_before_others_one_who_waits_in_turn_is_called() -> None:
    assert chosen(waiting(1, -9), waiting(2, -1, first=True), in_a_row=2) == 1


def test_those_before_others_go_on_when_nobody_else_waits() -> None:
    assert chosen(waiting(2, -1, first=True), in_a_row=5) == 2


def test_a_booked_hour_that_has_come_goes_before_all() -> None:
    assert chosen(waiting(1, -30, first=True), waiting(2, -1, booked=NINE)) == 2


def test_a_booked_hour_that_has_not_come_waits_in_turn() -> None:
    assert chosen(waiting(1, -3), waiting(2, -9, booked=NINE + timedelta(hours=1))) == 2
    assert chosen(waiting(1, -9), waiting(2, -3, booked=NINE + timedelta(hours=1))) == 1


def test_nobody_waits_and_nobody_is_called() -> None:
    assert next_waiting([], at=NINE, priority_in_a_row=0, most_in_a_row=2) is None


@given(st.lists(st.tuples(st.integers(-90, 0), st.booleans()), min_size=1, max_size=40))
def test_everyone_is_called_once_and_nobody_waits_for_ever(people: list[tuple[int, bool]]) -> None:
    left = [waiting(number, minutes, first=first) for number, (minutes, first) in enumerate(people)]
    called: list[Waiting] = []

    while left:
        row = 0
        for one in reversed(called):
            if not one.is_priority:
                break
            row += 1
        found = next_waiting(left, at=NINE, priority_in_a_row=row, most_in_a_row=2)
        assert found is not None
        if any(not one.is_priority for one in left):
            assert row < 2 or not found.is_priority
        left.remove(found)
        called.append(found)

    assert len(called) == len(people)


CALENDAR = WorkCalendar(
    weekly_off=frozenset({6, 7}), off={}, work={}, covers_from=date(2026, 1, 1), covers_to=date(2026, 12, 31)
)


@pytest.mark.parametrize(
    ("day", "minutes", "hours"),
    [
        (MONDAY, 120, [time(7, 30), time(9, 30), time(13, 30), time(15, 30)]),
        (MONDAY, 150, [time(7, 30), time(13, 30)]),
        (date(2026, 3, 1), 60, []),
        (MONDAY, 0, []),
    ],
)
def test_hours_lie_inside_the_working_day(day: date, minutes: int, hours: list[time]) -> None:
    assert slots_of(CALENDAR, day, minutes) == hours


def test_the_wait_is_the_median_rounded_up_to_five_minutes() -> None:
    assert expected_wait(3, [4.0, 6.0, 20.0], 2) == 10
    assert expected_wait(0, [4.0], 1) == 0
    assert expected_wait(3, [], 2) is None
    assert expected_wait(3, [4.0], 0) is None


@pytest.mark.parametrize("text", ["0912 000 901", "+84 912000901", "0912.000.901"])
def test_a_phone_is_ten_digits(text: str) -> None:
    assert checked_phone(text) == "0912000901"


@pytest.mark.parametrize("text", ["", "912000901", "09120009012", "abc"])
def test_what_is_no_phone_is_refused(text: str) -> None:
    with pytest.raises(Invalid):
        checked_phone(text)


def test_a_ticket_has_three_digits() -> None:
    assert ticket_code("A", 7) == "A007"


def test_the_mark_of_a_key_is_not_the_key() -> None:
    assert mark_of("khoa") != "khoa"
    assert mark_of("khoa") == mark_of("khoa")


@pytest.mark.parametrize("state", list(TicketState))
@pytest.mark.parametrize("move", list(Move))
def test_a_ticket_moves_only_as_the_table_says(state: TicketState, move: Move) -> None:
    allowed = {
        (TicketState.WAITING, Move.CALL): TicketState.CALLED,
        (TicketState.CALLED, Move.FINISH): TicketState.DONE,
        (TicketState.CALLED, Move.MISS): TicketState.MISSED,
        (TicketState.MISSED, Move.TAKE_BACK): TicketState.WAITING,
    }

    if (state, move) in allowed:
        assert after(state, move) == allowed[state, move]
    else:
        with pytest.raises(TicketMoved):
            after(state, move)


def test_an_appointment_is_left_once() -> None:
    assert leave_booked("booked", AppointmentState.ARRIVED) == AppointmentState.ARRIVED
    with pytest.raises(AppointmentClosed):
        leave_booked("cancelled", AppointmentState.ARRIVED)


def test_states_have_words() -> None:
    assert dict(TicketState.choices())["waiting"] == "Đang chờ"
    assert dict(AppointmentState.choices())["booked"] == "Đã hẹn"
