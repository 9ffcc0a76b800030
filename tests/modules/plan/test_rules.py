"""Thresholds in words, and how a target stands."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.plan.rules import (
    Bar,
    Kind,
    bar_words,
    ended,
    gap_words,
    holds,
    judge,
    number_words,
    value_words,
)


def bar(comparator: str, value: str, value_to: str | None = None) -> Bar:
    return Bar(2026, comparator, Decimal(value), None if value_to is None else Decimal(value_to))


def judged(value: str | None, threshold: Bar | None, *, measured: bool = True, year_over: bool = False):
    figure = None if value is None else Decimal(value)
    return judge(figure, threshold, measured=measured, year_over=year_over, unit="percent")


@pytest.mark.parametrize(
    ("comparator", "value", "value_to", "words"),
    [
        (">=", "90", None, "tối thiểu 90%"),
        (">=", "100", None, "đạt 100%"),
        ("=", "60", None, "đạt 60%"),
        ("<=", "5.5", None, "không quá 5,5%"),
        (">", "90", None, "trên 90%"),
        (">", "100", None, "trên 100%"),
        ("<", "5", None, "dưới 5%"),
        ("range", "15", "30", "từ 15% đến 30%"),
    ],
)
def test_a_threshold_reads_as_the_plan_says_it(
    comparator: str, value: str, value_to: str | None, words: str
) -> None:
    assert bar_words(bar(comparator, value, value_to), "percent") == words


@pytest.mark.parametrize(
    ("unit", "words"),
    [("score", "tối thiểu 0,7 điểm"), ("count", "tối thiểu 0,7"), ("money", "tối thiểu 0,7 đồng")],
)
def test_a_threshold_carries_its_unit(unit: str, words: str) -> None:
    assert bar_words(bar(">=", "0.7"), unit) == words


@pytest.mark.parametrize(
    ("threshold", "value", "kept"),
    [
        (bar(">=", "90"), "90", True),
        (bar(">=", "90"), "89.99", False),
        (bar("=", "60"), "70", True),
        (bar("=", "60"), "59", False),
        (bar("<=", "5"), "5", True),
        (bar("<=", "5"), "5.01", False),
        (bar(">", "90"), "90", False),
        (bar(">", "90"), "90.0001", True),
        (bar("<", "5"), "5", False),
        (bar("<", "5"), "4.9999", True),
        (bar("range", "15", "30"), "15", True),
        (bar("range", "15", "30"), "30", True),
        (bar("range", "15", "30"), "30.1", False),
        (bar("range", "15"), "90", True),
    ],
)
def test_a_threshold_is_kept_at_its_edge_and_not_beyond(threshold: Bar, value: str, kept: bool) -> None:
    assert holds(Decimal(value), threshold) is kept


def test_a_figure_without_a_source_is_not_measured_whatever_the_threshold() -> None:
    assert judged("100", bar(">=", "90"), measured=False).kind is Kind.NOT_MEASURED


def test_nothing_arisen_is_neither_kept_nor_missed() -> None:
    found = judged(None, bar(">=", "90"), year_over=True)

    assert found.kind is Kind.NOT_ARISEN
    assert found.words == "Không phát sinh"


def test_a_year_without_a_threshold_is_said() -> None:
    assert judged("50", None).kind is Kind.NO_THRESHOLD


def test_short_of_the_threshold_is_on_the_way_while_the_year_runs_and_missed_after_it() -> None:
    running = judged("86.8", bar(">=", "90"))
    over = judged("86.8", bar(">=", "90"), year_over=True)

    assert (running.kind, running.words) == (Kind.ON_WAY, "Chưa đạt, thiếu 3,2 điểm %")
    assert (over.kind, over.words) == (Kind.MISSED, "Không đạt, thiếu 3,2 điểm %")


def test_what_is_whole_keeps_the_promise_of_a_rise() -> None:
    rise = Bar(2026, ">=", Decimal(20))

    found = judge(Decimal(0), rise, measured=True, year_over=True, unit="points", is_complete=True)
    before = judge(None, rise, measured=True, year_over=False, unit="points", is_complete=True)
    short = judge(Decimal(-5), rise, measured=True, year_over=True, unit="points")

    assert [one.words for one in (found, before, short)] == ["Đạt", "Đang đạt", "Không đạt, thiếu 25 điểm %"]


def test_a_hair_below_the_threshold_is_not_rounded_into_it() -> None:
    found = judged("89.999", bar(">=", "90"))

    assert (found.kind, found.words) == (Kind.ON_WAY, "Chưa đạt, thiếu dưới 0,1 điểm %")


def test_over_a_ceiling_is_said_as_over() -> None:
    assert gap_words(Decimal("7"), bar("<=", "5"), "percent") == "vượt 2 điểm %"
    assert gap_words(Decimal("35"), bar("range", "15", "30"), "percent") == "vượt 5 điểm %"
    assert gap_words(Decimal("10"), bar("range", "15", "30"), "percent") == "thiếu 5 điểm %"
    assert gap_words(Decimal("7"), bar("<", "5"), "percent") == "vượt 2 điểm %"


def test_the_very_edge_of_a_strict_threshold_is_said() -> None:
    above, below = judged("90", bar(">", "90")), judged("5", bar("<", "5"), year_over=True)

    assert (above.kind, above.words) == (Kind.ON_WAY, "Chưa đạt, mới đúng 90%")
    assert (below.kind, below.words) == (Kind.MISSED, "Không đạt, còn đúng 5%")
    assert gap_words(Decimal("89"), bar(">", "90"), "percent") == "thiếu 1 điểm %"


def test_what_ended_in_the_year_is_neither_kept_nor_missed() -> None:
    found = ended(date(2026, 7, 15))

    assert (found.kind, found.kind.label) == (Kind.ENDED, "Đã kết thúc trong năm")
    assert found.words == "Đã kết thúc 15/07/2026"


@pytest.mark.parametrize(
    ("value", "words"),
    [("1204.5", "1.204,5"), ("0.005", "0,01"), ("90", "90"), ("90.10", "90,1"), ("-3", "−3")],
)
def test_numbers_are_written_the_vietnamese_way(value: str, words: str) -> None:
    assert number_words(Decimal(value)) == words


def test_a_value_carries_its_unit() -> None:
    assert value_words(Decimal("92.354"), "percent") == "92,35%"


@given(st.decimals("0", "100", places=4), st.decimals("0", "100", places=4), st.booleans())
def test_met_and_not_met_never_contradict_the_threshold(value: Decimal, edge: Decimal, over: bool) -> None:
    threshold = Bar(2026, ">=", edge)

    found = judge(value, threshold, measured=True, year_over=over, unit="percent")

    assert (found.kind is Kind.MET) == (value >= edge)
    assert found.kind in (Kind.MET, Kind.MISSED if over else Kind.ON_WAY)


def test_every_kind_has_its_words() -> None:
    assert len({kind.label for kind in Kind}) == len(Kind)
