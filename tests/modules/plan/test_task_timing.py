"""In time or not, in words, and both rates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.rules.timing import (
    Standing,
    default_deadline,
    is_silent,
    latest_deadline,
    rates,
    sent_timing,
    share_words,
    timing,
)

DUE = date(2026, 3, 20)
DAYS = st.dates(date(2025, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize(
    ("today", "standing", "words"),
    [
        (date(2026, 3, 1), Standing.IN_TIME, "Còn 19 ngày"),
        (date(2026, 3, 17), Standing.SOON, "Sắp đến hạn, còn 3 ngày"),
        (DUE, Standing.SOON, "Đến hạn hôm nay"),
        (date(2026, 3, 21), Standing.LATE, "Quá hạn 1 ngày"),
    ],
)
def test_work_under_way_is_told_by_the_days_left(today: date, standing: Standing, words: str) -> None:
    found = timing(deadline=DUE, sent_on=None, today=today)

    assert (found.standing, found.words) == (standing, words)


@pytest.mark.parametrize(
    ("sent_on", "standing", "words"),
    [
        (date(2026, 3, 18), Standing.DONE_IN_TIME, "Xong sớm 2 ngày"),
        (DUE, Standing.DONE_IN_TIME, "Xong đúng hạn"),
        (date(2026, 3, 22), Standing.DONE_LATE, "Xong quá hạn 2 ngày"),
    ],
)
def test_finished_work_is_told_by_the_day_its_product_was_sent(
    sent_on: date, standing: Standing, words: str
) -> None:
    found = timing(deadline=DUE, sent_on=sent_on, today=date(2026, 6, 1))

    assert (found.standing, found.words) == (standing, words)


def test_the_giver_who_confirms_late_makes_nobody_late() -> None:
    assert sent_timing(deadline=DUE, sent_on=DUE).words == "Gửi sản phẩm đúng hạn"
    assert sent_timing(deadline=DUE, sent_on=DUE + timedelta(days=3)).words == "Gửi sản phẩm quá hạn 3 ngày"


def test_work_that_rests_or_was_taken_back_is_not_late() -> None:
    long_after = date(2026, 9, 1)

    assert timing(deadline=DUE, sent_on=None, today=long_after, paused_on=DUE).standing is Standing.RESTING
    assert timing(deadline=DUE, sent_on=None, today=long_after, dropped=True).words == "Đã hủy"


def test_work_that_was_late_before_it_came_to_rest_stays_late() -> None:
    found = timing(deadline=DUE, sent_on=None, today=date(2026, 9, 1), paused_on=DUE + timedelta(days=50))

    assert (found.standing, found.words) == (Standing.LATE, "Tạm dừng khi đã quá hạn 50 ngày")


@given(DAYS, st.integers(-90, 90), st.integers(0, 90))
def test_rest_gives_back_the_days_it_took_and_no_more(due: date, paused: int, rested: int) -> None:
    paused_on = due + timedelta(days=paused)
    today = paused_on + timedelta(days=rested)

    latest = latest_deadline(deadline=due, paused_on=paused_on, today=today)

    assert latest - due == timedelta(days=rested if paused <= 0 else 0)
    assert (latest - today == due - paused_on) if paused <= 0 else (latest < today)


def test_a_week_without_news_is_silence() -> None:
    assert is_silent(told_on=date(2026, 3, 1), today=date(2026, 3, 8))
    assert not is_silent(told_on=date(2026, 3, 1), today=date(2026, 3, 7))


def test_both_rates_stand_beside_each_other() -> None:
    rows = [
        (DUE, DUE, DUE),
        (DUE, DUE + timedelta(days=10), DUE + timedelta(days=5)),
        (DUE, DUE, None),
        (DUE, date(2026, 12, 1), None),
    ]

    found = rates(
        by_deadline=[(last, done) for _, last, done in rows],
        by_first=[(first, done) for first, _, done in rows],
        today=date(2026, 4, 1),
    )

    assert (found.due, found.in_time, found.due_first, found.in_time_first) == (3, 2, 4, 1)
    assert found.words == "66,7% (2/3)"
    assert found.first_words == "25% (1/4)"


ROWS = st.lists(st.tuples(DAYS, st.integers(0, 60), st.none() | DAYS))


@given(ROWS, DAYS)
def test_more_time_never_makes_fewer_in_time_nor_hides_a_missed_day(
    rows: list[tuple[date, int, date | None]], today: date
) -> None:
    found = rates(
        by_deadline=[(first + timedelta(days=more), done) for first, more, done in rows],
        by_first=[(first, done) for first, _, done in rows],
        today=today,
    )

    assert found.in_time_first <= found.in_time <= found.due <= found.due_first <= len(rows)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 0, "không phát sinh"), (1999, 2000, "99,9% (1999/2000)"), (3, 3, "100% (3/3)"), (0, 4, "0% (0/4)")],
)
def test_a_share_is_never_rounded_to_what_it_is_not(part: int, whole: int, words: str) -> None:
    assert share_words(part, whole) == words


@given(DAYS, st.integers(1, 60))
def test_a_deadline_by_default_is_a_weekday_and_never_earlier(given_on: date, days: int) -> None:
    found = default_deadline(given_on, days)

    assert found.weekday() < 5
    assert timedelta(days=days) <= found - given_on <= timedelta(days=days + 2)
