"""What each kind of rule earns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.scoring.facts import (
    NO_SOURCE,
    Counted,
    Fact,
    Graded,
    NotApplicable,
    Number,
    Picked,
)
from xaso.modules.indicators.scoring.rules import (
    MAIN,
    Adjustment,
    Choice,
    Input,
    Manual,
    Option,
    Outcome,
    Rule,
    Shares,
    Shown,
    Step,
    Steps,
    Term,
    UnfitFact,
)

ONE = Input(MAIN, "")
D = Decimal
POINTS = st.decimals(min_value=0, max_value=100, places=2)
MAXIMA = st.decimals(min_value="0.5", max_value=100, places=1)
FULL_AT = st.decimals(min_value="0.1", max_value=1, places=2)
MEETINGS = Steps(ONE, (Step(D(4), D(20)), Step(D(3), D(15)), Step(D(2), D(10)), Step(D(1), D(5))))
HEAD = Choice(
    ONE,
    (
        Option("head", "Trưởng ban là người đứng đầu", D(20)),
        Option("deputy", "Cấp phó", D(10)),
        Option("none", "Chưa có", D(0)),
    ),
)


@st.composite
def counts(draw: st.DrawFn) -> Counted:
    whole = draw(st.integers(1, 10_000))
    return Counted(draw(st.integers(0, whole)), whole)


def earned(rule: Rule, fact: Fact) -> Outcome:
    return rule.score({one.code: fact for one in rule.inputs})


def share(most: int | str, full_at: str = "1", none: int | None = None) -> Shares:
    return Shares((Term(ONE, D(most), D(full_at), None if none is None else D(none)),))


@pytest.mark.parametrize(
    ("rule", "part", "whole", "points"),
    [
        (share(20), 35, 40, "17.50"),
        (share(20), 0, 40, "0.00"),
        (share(20), 40, 40, "20.00"),
        (share(2, "0.8"), 6, 10, "1.50"),
        (share(2, "0.8"), 8, 10, "2.00"),
        (share(2, "0.8"), 10, 10, "2.00"),
        (share(6, "0.9"), 1, 3, "2.22"),
        (share(20), 1, 3, "6.67"),
    ],
)
def test_a_share_earns_its_part_of_the_maximum_and_no_more(
    rule: Shares, part: int, whole: int, points: str
) -> None:
    found = earned(rule, Counted(part, whole))

    assert found.points == D(points)
    assert (found.counted, found.no_source, found.left_out) == (rule.max_points, 0, 0)


def test_the_reckoning_is_told_in_words() -> None:
    assert earned(share(20), Counted(35, 40)).how == ("20 × 35/40 = 17,50",)
    assert earned(share("6", "0.9"), Counted(1, 3)).how == ("6 × (1/3 : 90%), nhiều nhất 6 = 2,22",)


def test_nothing_arisen_earns_the_fixed_points_where_the_set_says_so() -> None:
    assert earned(share(6, none=6), Counted(0, 0)) == Outcome(
        D("6.00"), D(6), how=("không phát sinh: 6,00 điểm",)
    )
    assert earned(share(6, none=0), Counted(0, 0)).points == 0


def test_nothing_arisen_is_left_out_where_the_set_is_silent() -> None:
    found = earned(share(6), Counted(0, 0))

    assert (found.points, found.counted, found.left_out) == (0, 0, 6)
    assert found.how == ("không phát sinh",)


@pytest.mark.parametrize("rule", [share(6), MEETINGS, HEAD, Manual(ONE, D(6))])
def test_without_a_source_nothing_is_earned_and_nothing_is_lost(rule: Rule) -> None:
    found = earned(rule, NO_SOURCE)

    assert found == Outcome(no_source=rule.max_points, how=("chưa có nguồn số liệu",))


@pytest.mark.parametrize("rule", [share(6), MEETINGS, HEAD, Manual(ONE, D(6))])
def test_what_does_not_apply_is_left_out_with_its_reason(rule: Rule) -> None:
    found = earned(rule, NotApplicable("xã không có cảng"))

    assert found == Outcome(left_out=rule.max_points, how=("không áp dụng: xã không có cảng",))


def test_terms_are_added_and_each_keeps_its_own_cap() -> None:
    rule = Shares(
        (
            Term(Input("a", "A"), D(6)),
            Term(Input("b", "B"), D(2), D("0.8")),
            Term(Input("c", "C"), D(2), D("0.8")),
        )
    )

    found = rule.score({"a": Counted(1, 2), "b": Counted(9, 10), "c": Counted(2, 5)})

    assert (rule.max_points, found.points, found.counted) == (10, D("6.00"), 10)
    assert found.how[0] == "A: 6 × 1/2 = 3,00"


def test_a_term_without_a_source_leaves_the_others_standing() -> None:
    rule = Shares((Term(Input("a", "A"), D(6)), Term(Input("b", "B"), D(2)), Term(Input("c", "C"), D(2))))

    found = rule.score({"a": Counted(1, 2), "b": NO_SOURCE, "c": NotApplicable("không thu phí")})

    assert (found.points, found.counted, found.no_source, found.left_out) == (D("3.00"), 6, 2, 2)


@pytest.mark.parametrize(
    ("held", "points"), [("6", 20), ("4", 20), ("3", 15), ("2.5", 10), ("1", 5), ("0", 0)]
)
def test_steps_give_the_points_of_the_highest_step_reached(held: str, points: int) -> None:
    assert earned(MEETINGS, Number(D(held))).points == points


@pytest.mark.parametrize(("part", "points"), [(9, 2), (8, 2), (7, 0)])
def test_a_threshold_is_one_step_and_reads_counts_as_per_cent(part: int, points: int) -> None:
    rule = Steps(ONE, (Step(D(80), D(2)),))

    assert earned(rule, Counted(part, 10)).points == points


def test_steps_of_nothing_arisen_are_left_out_or_earn_the_fixed_points() -> None:
    assert earned(MEETINGS, Counted(0, 0)).left_out == 20
    assert earned(Steps(ONE, MEETINGS.steps, when_none=D(3)), Counted(0, 0)).points == 3


@pytest.mark.parametrize(("option", "points"), [("head", 20), ("deputy", 10), ("none", 0)])
def test_a_choice_earns_the_points_of_its_option(option: str, points: int) -> None:
    found = earned(HEAD, Picked(option))

    assert (found.points, found.counted) == (points, 20)


def test_points_given_by_hand_stay_between_zero_and_the_maximum() -> None:
    rule = Manual(ONE, D(6))

    assert earned(rule, Graded(D("4.5"))).points == D("4.50")
    for points in (D("-0.1"), D("6.1")):
        with pytest.raises(UnfitFact, match="từ 0 đến 6"):
            earned(rule, Graded(points))


@pytest.mark.parametrize(
    ("per", "times", "points"),
    [("-0.5", 1, "-0.50"), ("-0.5", 9, "-2.00"), ("1", 1, "1.00"), ("1", 9, "2.00")],
)
def test_penalties_and_bonuses_stop_at_their_cap(per: str, times: int, points: str) -> None:
    found = earned(Adjustment(ONE, D(per), D(2)), Number(D(times)))

    assert (found.points, found.counted) == (D(points), 0)


def test_a_figure_that_is_only_shown_earns_nothing() -> None:
    rule = Shown(ONE)

    assert earned(rule, Counted(3, 4)) == Outcome(how=("3/4",))
    assert earned(rule, Counted(0, 0)).how == ("không phát sinh",)
    assert earned(rule, Number(D("2.50"))).how == ("2,5",)
    assert earned(rule, NO_SOURCE).how == ("chưa có nguồn số liệu",)


@pytest.mark.parametrize(
    ("rule", "fact"),
    [
        (share(6), Picked("head")),
        (MEETINGS, Graded(D(1))),
        (HEAD, Number(D(1))),
        (HEAD, Picked("king")),
        (Manual(ONE, D(6)), Counted(1, 2)),
        (Adjustment(ONE, D(1), D(2)), Picked("x")),
        (Adjustment(ONE, D(1), D(2)), Number(D(-1))),
        (Shown(ONE), Picked("x")),
    ],
)
def test_a_fact_of_the_wrong_kind_is_refused(rule: Rule, fact: Fact) -> None:
    with pytest.raises(UnfitFact):
        earned(rule, fact)


def test_more_than_the_whole_is_no_fact() -> None:
    with pytest.raises(ValueError, match="inside the whole"):
        Counted(3, 2)


@given(MAXIMA, FULL_AT, counts())
def test_a_share_never_leaves_zero_to_maximum(most: Decimal, full_at: Decimal, fact: Counted) -> None:
    points = earned(Shares((Term(ONE, most, full_at),)), fact).points

    assert 0 <= points <= most


@given(MAXIMA, FULL_AT, counts())
def test_one_more_in_the_part_never_costs_points(most: Decimal, full_at: Decimal, fact: Counted) -> None:
    rule = Shares((Term(ONE, most, full_at),))
    more = Counted(min(fact.part + 1, fact.whole), fact.whole)

    assert earned(rule, more).points >= earned(rule, fact).points


@given(MAXIMA, counts())
def test_an_easier_full_mark_never_earns_less(most: Decimal, fact: Counted) -> None:
    strict, easy = Shares((Term(ONE, most),)), Shares((Term(ONE, most, D("0.8")),))

    assert earned(easy, fact).points >= earned(strict, fact).points


@given(st.decimals(min_value=-5, max_value=5, places=2), POINTS, st.integers(0, 1000))
def test_an_adjustment_never_passes_its_cap(per: Decimal, cap: Decimal, times: int) -> None:
    assert abs(earned(Adjustment(ONE, per, cap), Number(D(times))).points) <= cap


@given(st.integers(0, 10), st.integers(0, 10))
def test_more_meetings_never_earn_less(fewer: int, more: int) -> None:
    low, high = sorted((fewer, more))

    assert earned(MEETINGS, Number(D(low))).points <= earned(MEETINGS, Number(D(high))).points
