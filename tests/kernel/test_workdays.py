from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.workdays import CalendarGap, WorkCalendar

FRIDAY = date(2026, 8, 28)
PLAIN = WorkCalendar(
    frozenset({6, 7}),
    {date(2026, 6, day): "lễ" for day in (1, 2, 10)},
    {date(2026, 6, 6): "làm bù"},
    date(2025, 1, 1),
    date(2027, 12, 31),
)
days = st.dates(date(2026, 5, 1), date(2026, 7, 31))
moments = st.datetimes(datetime(2026, 5, 1), datetime(2026, 7, 31)).map(  # noqa: DTZ001
    lambda moment: at(moment.date(), moment.time().replace(second=0, microsecond=0))
)


@pytest.mark.parametrize(
    ("day", "works", "reason"),
    [
        (FRIDAY, True, "ngày làm việc"),
        (date(2026, 8, 29), False, "thứ Bảy"),
        (date(2026, 8, 30), False, "Chủ nhật"),
        (date(2026, 8, 31), False, "nghỉ: Quốc khánh"),
        (date(2026, 8, 22), True, "làm bù cho 31/08/2026"),
        (date(2026, 10, 3), True, "làm bù: trực bão"),
    ],
)
def test_each_day_counts_or_not_for_a_reason(
    calendar: WorkCalendar, day: date, works: bool, reason: str
) -> None:
    assert calendar.is_workday(day) is works
    assert calendar.reason(day) == reason


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 1, date(2026, 9, 3)),
        (FRIDAY, 3, date(2026, 9, 7)),
        (date(2026, 8, 29), 1, date(2026, 9, 3)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2026, 9, 3), -1, FRIDAY),
    ],
)
def test_working_days_are_added_over_days_off(
    calendar: WorkCalendar, start: date, count: int, end: date
) -> None:
    assert calendar.add_workdays(start, count) == end


def test_the_next_workday_is_never_the_day_itself(calendar: WorkCalendar) -> None:
    assert calendar.next_workday(FRIDAY) == date(2026, 9, 3)


def test_working_days_between_leave_out_the_first_day_and_keep_the_last(calendar: WorkCalendar) -> None:
    assert calendar.workdays_between(FRIDAY, date(2026, 9, 4)) == 2
    assert calendar.workdays_between(date(2026, 9, 4), FRIDAY) == -2
    assert calendar.workdays_between(FRIDAY, FRIDAY) == 0


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_day_outside_the_calendar_is_refused_with_a_sentence(calendar: WorkCalendar, day: date) -> None:
    with pytest.raises(CalendarGap) as refused:
        calendar.is_workday(day)

    assert "từ 01/01/2026 đến 31/12/2026" in refused.value.sentence
    assert refused.value.hint


def test_counting_past_the_calendar_is_refused_and_never_guessed(calendar: WorkCalendar) -> None:
    with pytest.raises(CalendarGap):
        calendar.add_workdays(date(2026, 12, 30), 5)
    with pytest.raises(CalendarGap):
        calendar.add_minutes(at(date(2026, 12, 31), time(16)), 300)


@pytest.mark.parametrize(
    "broken",
    [
        lambda it: replace(it, weekly_off=frozenset(range(1, 8))),
        lambda it: replace(it, weekly_off=frozenset({0})),
        lambda it: replace(it, work={date(2026, 8, 31): "làm bù"}),
        lambda it: replace(it, covers_to=date(2025, 1, 1)),
        lambda it: replace(it, windows=()),
        lambda it: replace(it, windows=((time(13), time(12)),)),
        lambda it: replace(it, windows=((time(7), time(11)), (time(11), time(12)))),
    ],
)
def test_a_calendar_that_contradicts_itself_cannot_be_made(
    calendar: WorkCalendar, broken: Callable[[WorkCalendar], WorkCalendar]
) -> None:
    with pytest.raises(ValueError):
        broken(calendar)


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        (at(FRIDAY, time(7, 30)), 480, at(FRIDAY, time(17, 30))),
        (at(FRIDAY, time(7, 30)), 481, at(date(2026, 9, 3), time(7, 31))),
        (at(FRIDAY, time(6, 0)), 60, at(FRIDAY, time(8, 30))),
        (at(FRIDAY, time(11, 0)), 60, at(FRIDAY, time(14, 0))),
        (at(FRIDAY, time(12, 0)), 30, at(FRIDAY, time(14, 0))),
        (at(FRIDAY, time(17, 30)), 60, at(date(2026, 9, 3), time(8, 30))),
        (at(date(2026, 8, 30), time(9)), 1, at(date(2026, 9, 3), time(7, 31))),
        (at(date(2026, 8, 30), time(9, 0, 59)), 0, at(date(2026, 8, 30), time(9))),
    ],
)
def test_working_time_passes_only_in_working_hours(
    calendar: WorkCalendar, start: datetime, minutes: int, end: datetime
) -> None:
    assert calendar.add_minutes(start, minutes) == end


def test_working_time_is_never_added_backwards(calendar: WorkCalendar) -> None:
    with pytest.raises(ValueError, match="forward"):
        calendar.add_minutes(at(FRIDAY), -1)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        (at(FRIDAY, time(8)), at(FRIDAY, time(14)), 240),
        (at(FRIDAY, time(17)), at(date(2026, 9, 3), time(8)), 60),
        (at(date(2026, 8, 29)), at(date(2026, 8, 31), time(23)), 0),
        (at(FRIDAY), at(date(2026, 9, 5)), 3 * 480),
        (at(FRIDAY, time(14)), at(FRIDAY, time(8)), -240),
    ],
)
def test_working_time_between_two_moments(
    calendar: WorkCalendar, start: datetime, end: datetime, minutes: int
) -> None:
    assert calendar.minutes_between(start, end) == minutes


def test_hours_are_sixty_working_minutes(calendar: WorkCalendar) -> None:
    start = at(FRIDAY, time(7, 30))

    assert calendar.day_minutes == 480
    assert calendar.add_hours(start, Decimal("1.5")) == at(FRIDAY, time(9))
    assert calendar.hours_between(start, at(FRIDAY, time(8, 50))) == Decimal("1.33")


@pytest.mark.parametrize(
    ("moment", "next_moment"),
    [
        (at(FRIDAY, time(9, 5)), at(FRIDAY, time(9, 5))),
        (at(FRIDAY, time(5)), at(FRIDAY, time(7, 30))),
        (at(FRIDAY, time(11, 30)), at(FRIDAY, time(13, 30))),
        (at(FRIDAY, time(17, 30)), at(date(2026, 9, 3), time(7, 30))),
    ],
)
def test_the_next_working_moment_is_now_or_the_next_opening(
    calendar: WorkCalendar, moment: datetime, next_moment: datetime
) -> None:
    assert calendar.next_moment(moment) == next_moment


@given(days, st.integers(0, 40))
def test_adding_then_counting_working_days_gives_them_back(day: date, count: int) -> None:
    assert PLAIN.workdays_between(day, PLAIN.add_workdays(day, count)) == count


@given(days, st.integers(1, 40))
def test_added_working_days_always_end_on_a_working_day(day: date, count: int) -> None:
    assert PLAIN.is_workday(PLAIN.add_workdays(day, count))
    assert PLAIN.is_workday(PLAIN.add_workdays(day, -count))


@given(moments, st.integers(0, 5000))
def test_adding_then_measuring_working_minutes_gives_them_back(start: datetime, minutes: int) -> None:
    assert PLAIN.minutes_between(start, PLAIN.add_minutes(start, minutes)) == minutes


@given(moments, st.integers(0, 2000), st.integers(0, 2000))
def test_working_time_adds_up_in_any_portions(start: datetime, first: int, second: int) -> None:
    in_two = PLAIN.add_minutes(PLAIN.add_minutes(start, first), second)

    assert in_two == PLAIN.add_minutes(start, first + second)


@given(moments, moments, moments)
def test_working_time_between_moments_adds_up(first: datetime, second: datetime, third: datetime) -> None:
    whole = PLAIN.minutes_between(first, third)

    assert whole == PLAIN.minutes_between(first, second) + PLAIN.minutes_between(second, third)


@given(moments)
def test_a_whole_day_of_work_fits_between_midnights(moment: datetime) -> None:
    day = moment.date()
    expected = PLAIN.day_minutes if PLAIN.is_workday(day) else 0

    assert PLAIN.minutes_between(at(day), at(day + timedelta(days=1))) == expected
