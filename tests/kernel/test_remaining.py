from datetime import date, datetime, time
from decimal import Decimal

import pytest

from xaso.kernel.clock import at
from xaso.kernel.explanations import amount
from xaso.kernel.remaining import ClockKind, clock_state
from xaso.kernel.spans import Pause
from xaso.kernel.workdays import WorkCalendar

DUE = at(date(2026, 9, 9), time(17, 30))
TUESDAY = date(2026, 9, 8)
WEDNESDAY = date(2026, 9, 9)
PAUSED = Pause(at(TUESDAY, time(15, 30)), None, "chờ bổ sung")


@pytest.mark.parametrize(
    ("now", "kind", "hours", "words"),
    [
        (at(TUESDAY, time(8, 30)), ClockKind.IN_TIME, "15.00", "còn 1 ngày 7 giờ làm việc"),
        (at(WEDNESDAY, time(7, 30)), ClockKind.IN_TIME, "8.00", "còn 1 ngày làm việc"),
        (at(WEDNESDAY, time(8, 0)), ClockKind.DUE_SOON, "7.50", "sắp đến hạn, còn 7 giờ 30 phút làm việc"),
        (DUE, ClockKind.DUE_SOON, "0.00", "đến hạn ngay bây giờ"),
        (at(WEDNESDAY, time(18, 0)), ClockKind.OVERDUE, "0.00", "quá hạn"),
        (at(date(2026, 9, 10), time(8, 15)), ClockKind.OVERDUE, "-0.75", "quá hạn 45 phút làm việc"),
    ],
)
def test_running_work_stands_against_its_deadline(
    calendar: WorkCalendar, now: datetime, kind: ClockKind, hours: str, words: str
) -> None:
    state = clock_state(DUE, now, calendar=calendar)

    assert (state.kind, state.hours_left, state.words) == (kind, Decimal(hours), words)


@pytest.mark.parametrize(
    ("finished", "kind", "words"),
    [
        (at(TUESDAY, time(17, 30)), ClockKind.DONE_IN_TIME, "xong sớm 1 ngày làm việc"),
        (DUE, ClockKind.DONE_IN_TIME, "xong đúng hạn"),
        (at(WEDNESDAY, time(19)), ClockKind.DONE_LATE, "xong trễ hạn"),
        (at(date(2026, 9, 10), time(9, 30)), ClockKind.DONE_LATE, "xong trễ 2 giờ làm việc"),
    ],
)
def test_finished_work_is_judged_at_its_finish_and_not_now(
    calendar: WorkCalendar, finished: datetime, kind: ClockKind, words: str
) -> None:
    state = clock_state(DUE, at(date(2026, 12, 1)), calendar=calendar, finished_at=finished)

    assert (state.kind, state.words) == (kind, words)


def test_paused_work_keeps_what_was_left_when_it_stopped(calendar: WorkCalendar) -> None:
    state = clock_state(DUE, at(date(2026, 10, 1)), calendar=calendar, pauses=[PAUSED])

    assert state.kind is ClockKind.PAUSED
    assert state.hours_left == Decimal(10)
    assert state.words == "tạm dừng, còn 1 ngày 2 giờ làm việc khi chạy lại"


def test_a_pause_at_the_due_moment_has_nothing_left(calendar: WorkCalendar) -> None:
    pause = Pause(DUE, None, "chờ bổ sung")

    state = clock_state(DUE, at(date(2026, 10, 1)), calendar=calendar, pauses=[pause])

    assert (state.kind, state.words) == (ClockKind.PAUSED, "tạm dừng đúng lúc đến hạn")


def test_a_pause_begun_after_the_due_moment_does_not_hide_lateness(calendar: WorkCalendar) -> None:
    pause = Pause(at(date(2026, 9, 10), time(8, 30)), None, "chờ bổ sung")

    state = clock_state(DUE, at(date(2026, 10, 1)), calendar=calendar, pauses=[pause])

    assert (state.kind, state.words) == (ClockKind.OVERDUE, "quá hạn 1 giờ làm việc")


def test_a_pause_that_ended_no_longer_holds_the_clock(calendar: WorkCalendar) -> None:
    ended = Pause(at(TUESDAY, time(8)), at(TUESDAY, time(9)), "chờ bổ sung")

    state = clock_state(DUE, at(TUESDAY, time(9, 30)), calendar=calendar, pauses=[ended])

    assert state.kind is ClockKind.IN_TIME


def test_work_without_a_deadline_has_no_clock(calendar: WorkCalendar) -> None:
    state = clock_state(None, DUE, calendar=calendar)

    assert (state.kind, state.hours_left, state.words) == (ClockKind.NO_DEADLINE, None, "không có hạn")


def test_how_soon_is_soon_is_a_setting(calendar: WorkCalendar) -> None:
    state = clock_state(DUE, at(TUESDAY, time(8, 30)), calendar=calendar, due_soon_hours=16)

    assert state.kind is ClockKind.DUE_SOON


def test_past_the_calendar_the_state_holds_and_calendar_days_are_told(calendar: WorkCalendar) -> None:
    late = clock_state(DUE, at(date(2027, 1, 7)), calendar=calendar)
    early = clock_state(at(date(2027, 2, 1), time(17, 30)), at(date(2026, 12, 30)), calendar=calendar)

    assert (late.kind, late.hours_left, late.words) == (ClockKind.OVERDUE, None, "quá hạn 120 ngày theo lịch")
    assert (early.kind, early.words) == (ClockKind.IN_TIME, "còn 33 ngày theo lịch")


def test_every_state_has_a_word() -> None:
    assert len({kind.label for kind in ClockKind}) == len(ClockKind)


@pytest.mark.parametrize(
    ("minutes", "words"), [(0, "0 phút"), (59, "59 phút"), (480, "1 ngày"), (1021, "2 ngày 1 giờ 1 phút")]
)
def test_an_amount_is_told_from_the_largest_unit(minutes: int, words: str) -> None:
    assert amount(minutes, 480) == words
