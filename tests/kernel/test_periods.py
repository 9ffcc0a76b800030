from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.clock import at
from xaso.kernel.errors import Invalid
from xaso.kernel.periods import Period

years = st.integers(1900, 2200)


@st.composite
def any_period(draw: st.DrawFn) -> Period:
    start, end = sorted(draw(st.tuples(*[st.dates(date(2020, 1, 1), date(2030, 12, 31))] * 2)))
    return Period(start, end)


@pytest.mark.parametrize(
    ("period", "code", "label", "start", "end"),
    [
        (Period.month(2026, 2), "2026-02", "tháng 2/2026", date(2026, 2, 1), date(2026, 2, 28)),
        (Period.month(2024, 2), "2024-02", "tháng 2/2024", date(2024, 2, 1), date(2024, 2, 29)),
        (Period.quarter(2026, 1), "2026-Q1", "quý I/2026", date(2026, 1, 1), date(2026, 3, 31)),
        (Period.quarter(2026, 4), "2026-Q4", "quý IV/2026", date(2026, 10, 1), date(2026, 12, 31)),
        (Period.half(2026, 1), "2026-H1", "6 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 6, 30)),
        (Period.half(2026, 2), "2026-H2", "6 tháng cuối năm 2026", date(2026, 7, 1), date(2026, 12, 31)),
        (Period.nine_months(2026), "2026-9M", "9 tháng đầu năm 2026", date(2026, 1, 1), date(2026, 9, 30)),
        (Period.year(2026), "2026", "năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        (
            Period(date(2026, 3, 15), date(2026, 4, 14)),
            "2026-03-15..2026-04-14",
            "từ 15/03/2026 đến 14/04/2026",
            date(2026, 3, 15),
            date(2026, 4, 14),
        ),
        (
            Period(date(2025, 12, 1), date(2026, 1, 31)),
            "2025-12-01..2026-01-31",
            "từ 01/12/2025 đến 31/01/2026",
            date(2025, 12, 1),
            date(2026, 1, 31),
        ),
        (
            Period(date(2026, 2, 1), date(2026, 5, 31), "bốn tháng"),
            "2026-02-01..2026-05-31",
            "bốn tháng",
            date(2026, 2, 1),
            date(2026, 5, 31),
        ),
    ],
)
def test_each_period_has_its_code_its_words_and_its_days(
    period: Period, code: str, label: str, start: date, end: date
) -> None:
    assert (period.code, period.label, period.start, period.end) == (code, label, start, end)
    assert Period.parse(code) == period


@pytest.mark.parametrize(
    "code",
    [
        "",
        "26",
        "2026-13",
        "2026-00",
        "2026-Q0",
        "2026-Q5",
        "2026-H3",
        "2026-3",
        "2026-9M ",
        "x",
        "٢٠٢٦",
        "0000",
        "2026-02-30..2026-03-01",
        "2026-03-02..2026-03-01",
        "..",
        "2026-Q1-H1",
    ],
)
def test_a_code_that_is_none_is_refused_with_examples(code: str) -> None:
    with pytest.raises(Invalid) as refused:
        Period.parse(code)

    assert "2026-03" in refused.value.sentence
    assert refused.value.problems[0].field == "period"


def test_a_period_that_ends_before_it_begins_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2026, 2, 1), date(2026, 1, 31))


def test_the_label_does_not_make_two_periods_differ() -> None:
    assert Period(date(2026, 3, 1), date(2026, 3, 31), "kỳ tháng Ba") == Period.month(2026, 3)
    assert len({Period(date(2026, 3, 1), date(2026, 3, 31), "kỳ tháng Ba"), Period.month(2026, 3)}) == 1


def test_moments_belong_to_the_period_of_their_day_in_vietnam() -> None:
    march = Period.month(2026, 3)
    last_evening_utc = datetime(2026, 2, 28, 17, 0, tzinfo=UTC)

    assert march.contains(last_evening_utc)
    assert not march.contains(last_evening_utc - timedelta(seconds=1))
    assert march.contains(date(2026, 3, 31))
    assert not march.contains(date(2026, 4, 1))
    assert Period.month_of(last_evening_utc) == march


def test_the_edges_in_time_are_half_open() -> None:
    march = Period.month(2026, 3)

    assert (march.start_at, march.end_at) == (at(date(2026, 3, 1)), at(date(2026, 4, 1)))


def test_only_a_whole_month_is_a_month() -> None:
    assert Period.month(2026, 3).is_month
    assert not Period.quarter(2026, 1).is_month
    assert not Period(date(2026, 3, 1), date(2026, 3, 30)).is_month


def test_months_of_a_crooked_period_are_cut_to_its_days() -> None:
    pieces = Period(date(2026, 3, 15), date(2026, 5, 2)).months()

    assert [piece.code for piece in pieces] == [
        "2026-03-15..2026-03-31",
        "2026-04",
        "2026-05-01..2026-05-02",
    ]


@given(years)
def test_months_quarters_and_halves_tile_the_year(year: int) -> None:
    months = [Period.month(year, month) for month in range(1, 13)]
    quarters = [Period.quarter(year, quarter) for quarter in range(1, 5)]
    halves = [Period.half(year, half) for half in (1, 2)]

    assert list(Period.year(year).months()) == months
    assert [month for quarter in quarters for month in quarter.months()] == months
    assert [month for half in halves for month in half.months()] == months
    assert list(Period.nine_months(year).months()) == months[:9]


@given(any_period())
def test_months_of_any_period_tile_it_without_gap_or_overlap(period: Period) -> None:
    pieces = period.months()

    assert (pieces[0].start, pieces[-1].end) == (period.start, period.end)
    assert all(a.end + timedelta(days=1) == b.start for a, b in pairwise(pieces))


@given(any_period())
def test_a_code_reads_back_as_the_same_period(period: Period) -> None:
    assert Period.parse(period.code) == period


@given(any_period(), st.datetimes(datetime(2019, 1, 1), datetime(2031, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_containing_a_moment_is_lying_between_the_edges(period: Period, moment: datetime) -> None:
    assert period.contains(moment) == (period.start_at <= moment < period.end_at)
