"""Sums over the tree, and the total stretched when something does not apply."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.modules.indicators.scoring.trees import leaf, tree
from xaso.modules.indicators.scoring.facts import Counted, Fact, Graded, NotApplicable, Number
from xaso.modules.indicators.scoring.result import Tally, score
from xaso.modules.indicators.scoring.rules import MAIN

D = Decimal
THREE = tree(
    leaf("1", 20, {"kind": "share", "max_points": 20}),
    leaf("2", 30, {"kind": "manual", "max_points": 30}),
    leaf("3", 50, {"kind": "share", "max_points": 50}),
)
WITH_PENALTY = tree(
    leaf("1", 20, {"kind": "share", "max_points": 20}),
    leaf("2", 0, {"kind": "adjustment", "per": -5, "cap": 30}),
)


def facts(**known: Fact) -> dict[tuple[str, str], Fact]:
    return {(code.removeprefix("leaf"), MAIN): fact for code, fact in known.items()}


def test_the_sum_tells_points_measured_without_a_source_and_left_out_apart() -> None:
    found = score(THREE, facts(leaf1=Counted(1, 2), leaf3=NotApplicable("không có")))

    assert found.tally == Tally(D(100), D("10.00"), D(20), D(30), D(50))
    assert found.tally.per_cent == D("50.00")


def test_sums_of_groups_and_criteria_are_those_of_their_leaves() -> None:
    found = score(THREE, facts(leaf1=Counted(1, 2), leaf2=Graded(D(15))))

    (group,) = found.groups

    assert group.tally.points == D("25.00")
    assert [one.tally.points for one in group.criteria] == [D("10.00"), D("15.00"), D(0)]
    assert found.leaf("2") is group.criteria[1].leaves[0]
    assert found.leaf("9") is None


def test_what_does_not_apply_is_taken_out_and_the_rest_is_stretched() -> None:
    found = score(THREE, facts(leaf1=Counted(1, 2), leaf3=NotApplicable("không có"))).tally

    assert found.rescaled == Tally(D(100), D("20.00"), D("40.00"), D("60.00"))


def test_nothing_is_stretched_when_all_applies_or_nothing_does() -> None:
    none = {f"leaf{code}": NotApplicable("không có") for code in "123"}

    assert score(THREE, facts(leaf1=Counted(1, 2))).tally.rescaled is None
    assert score(THREE, facts(**none)).tally.rescaled is None


def test_nothing_measured_has_no_per_cent() -> None:
    assert score(THREE, {}).tally.per_cent is None
    assert score(THREE, {}).tally.no_source == 100


def test_penalties_come_off_the_total_but_never_below_zero() -> None:
    some = score(WITH_PENALTY, facts(leaf1=Counted(1, 1), leaf2=Number(D(2))))
    many = score(WITH_PENALTY, facts(leaf1=Counted(1, 1), leaf2=Number(D(90))))

    assert some.tally.points == 10
    assert many.tally.points == 0
    assert many.groups[0].tally.points == -10, "the group keeps what it really earned"


SHARES = st.integers(1, 99)


@st.composite
def tallies(draw: st.DrawFn) -> Tally:
    """A tally whose parts share a maximum of 100 out between them."""
    left_out = draw(SHARES)
    no_source = draw(st.integers(0, 100 - left_out))
    counted = 100 - left_out - no_source
    points = draw(st.decimals(min_value=0, max_value=counted, places=2))
    return Tally(D(100), points, D(counted), D(no_source), D(left_out))


@given(tallies())
def test_stretching_keeps_order_bounds_and_the_whole(found: Tally) -> None:
    stretched = found.rescaled

    assert stretched is not None
    assert found.points <= stretched.points <= stretched.counted + D("0.01")
    assert abs(stretched.counted + stretched.no_source - 100) <= D("0.01")
    assert stretched.left_out == 0
    assert stretched.rescaled is None, "once is enough"


@given(tallies())
def test_stretching_keeps_the_share_of_what_was_measured(found: Tally) -> None:
    stretched = found.rescaled

    assert stretched is not None
    if found.counted:
        assert abs(stretched.points * found.counted - found.points * stretched.counted) <= D("1.01")


@given(st.lists(st.integers(0, 100), min_size=2, max_size=2, unique=True))
def test_a_better_leaf_never_lowers_the_total(parts: list[int]) -> None:
    low, high = sorted(parts)

    worse = score(THREE, facts(leaf1=Counted(low, 100))).tally
    better = score(THREE, facts(leaf1=Counted(high, 100))).tally

    assert worse.points <= better.points
