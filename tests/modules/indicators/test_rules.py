"""Where the year is going, and small groups of answers."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.rules import MonthCount, forecast, merge_small

STEADY = [MonthCount(1, 45, 50), MonthCount(2, 45, 50), MonthCount(3, 45, 50)]


def test_a_steady_share_stays_what_it_is() -> None:
    found = forecast(STEADY, year=2026, today=date(2026, 4, 1), is_share=True)

    assert found is not None
    assert found.value == Decimal(90)
    assert "3 tháng gần nhất" in found.method


def test_a_count_runs_on_at_the_daily_pace_of_the_last_three_months() -> None:
    found = forecast(STEADY, year=2026, today=date(2026, 3, 31), is_share=False)

    assert found is None, "March is not over, so only two full months are there"

    found = forecast(STEADY, year=2026, today=date(2026, 4, 1), is_share=False)

    assert found is not None
    # 135 so far, and 274 days left of 135 in 90 days.
    assert found.value == Decimal(546)


def test_the_last_three_months_weigh_not_the_first() -> None:
    months = [MonthCount(1, 0, 100), *[MonthCount(month, 100, 100) for month in (2, 3, 4)]]

    found = forecast(months, year=2026, today=date(2026, 5, 1), is_share=True)

    assert found is not None
    assert found.value > Decimal(85)


@pytest.mark.parametrize("today", [date(2025, 12, 31), date(2027, 1, 1)])
def test_a_year_that_is_over_or_not_begun_has_no_forecast(today: date) -> None:
    assert forecast(STEADY, year=2026, today=today, is_share=True) is None


def test_months_in_which_nothing_arose_slow_the_pace_of_a_count() -> None:
    held = {2: 1, 5: 1, 8: 1}
    dialogues = [MonthCount(month, held.get(month, 0), held.get(month, 0)) for month in range(1, 10)]
    stopped = [MonthCount(month, 10, 10) if month < 4 else MonthCount(month, 0, 0) for month in range(1, 13)]

    three = forecast(dialogues, year=2026, today=date(2026, 9, 10), is_share=False)
    none_more = forecast(stopped, year=2026, today=date(2026, 12, 1), is_share=False)

    assert three is not None
    assert none_more is not None
    # One in the 92 days of June to August: 112 days more bring one.
    assert (three.value, none_more.value) == (Decimal(4), Decimal(30))


def test_a_month_never_counted_or_three_of_nothing_leave_a_share_open() -> None:
    uncounted = [*STEADY[:2], MonthCount(4, 45, 50), MonthCount(5, 45, 50)]
    empty = [*STEADY, *[MonthCount(month, 0, 0) for month in (4, 5, 6)]]

    asked = [
        forecast(uncounted, year=2026, today=date(2026, 6, 1), is_share=True),
        forecast(uncounted, year=2026, today=date(2026, 6, 1), is_share=False),
        forecast(empty, year=2026, today=date(2026, 7, 1), is_share=True),
    ]

    assert asked == [None, None, None]
    assert forecast(empty, year=2026, today=date(2026, 7, 1), is_share=False) is not None


counts = st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


@given(st.lists(counts, min_size=12, max_size=12), st.integers(1, 12), st.integers(1, 28))
def test_a_forecast_share_is_a_share_and_a_count_never_falls_below_what_is_counted(
    sizes: list[tuple[int, int]], month: int, day: int
) -> None:
    months = [
        MonthCount(index, part, whole) for index, (part, whole) in enumerate(sizes, 1) if index <= month
    ]
    today = date(2026, month, day)

    share = forecast(months, year=2026, today=today, is_share=True)
    count = forecast(months, year=2026, today=today, is_share=False)

    assert share is None or 0 <= share.value <= 100
    assert count is None or count.value >= sum(one.part for one in months) - 1


def test_groups_under_the_size_are_put_together_and_nothing_is_lost() -> None:
    groups = [("Hộ tịch", 9, 10), ("Đất đai", 1, 2), ("Xây dựng", 0, 1)]

    merged = merge_small(groups, fewest=5, name="Các nhóm ít")

    assert merged == [("Hộ tịch", 9, 10), ("Các nhóm ít", 1, 3)]


def test_groups_large_enough_stay_as_they_are() -> None:
    groups = [("Hộ tịch", 9, 10)]

    assert merge_small(groups, fewest=5, name="Các nhóm ít") == groups
