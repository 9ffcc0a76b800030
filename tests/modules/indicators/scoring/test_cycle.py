"""The way of a declared score."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.modules.indicators.scoring.cycle import (
    Step,
    StepRefused,
    check,
    current_round,
    judged,
    next_steps,
    standing,
)
from xaso.modules.indicators.scoring.facts import (
    NO_SOURCE,
    Counted,
    Fact,
    Graded,
    NotApplicable,
    Number,
    Picked,
    from_plain,
    to_plain,
)

D = Decimal
WAY = [Step.SELF, Step.REVIEW, Step.ANSWER, Step.SECOND_REVIEW]


def test_the_steps_follow_one_another() -> None:
    for number, step in enumerate(WAY):
        check(WAY[:number], step)


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ([], Step.REVIEW),
        ([], Step.ANSWER),
        ([Step.SELF], Step.ANSWER),
        ([Step.SELF], Step.SECOND_REVIEW),
        ([Step.SELF, Step.REVIEW], Step.REVIEW),
        (WAY, Step.REVIEW),
        (WAY, Step.SECOND_REVIEW),
    ],
)
def test_a_step_out_of_turn_is_refused_with_a_sentence(before: list[Step], step: Step) -> None:
    with pytest.raises(StepRefused, match=r"\.$"):
        check(before, step)


@pytest.mark.parametrize("number", range(5))
def test_a_new_self_score_may_begin_anew_at_any_time(number: int) -> None:
    assert Step.SELF in next_steps(WAY[:number])


def test_the_newest_review_of_the_newest_round_stands() -> None:
    first = [(Step.SELF, D(5)), (Step.REVIEW, D(3)), (Step.ANSWER, None)]

    assert standing([]) is None
    assert standing(first[:1]) == 5
    assert standing(first) == 3
    assert standing([*first, (Step.SECOND_REVIEW, D(4))]) == 4
    assert standing([*first, (Step.SELF, D(6))]) == 6


def test_the_round_begins_at_the_newest_self_score() -> None:
    assert current_round([]) == 0
    assert current_round([*WAY, Step.SELF, Step.REVIEW]) == 4


@given(st.lists(st.sampled_from(Step), max_size=12))
def test_whatever_was_done_there_is_always_a_next_step(steps: list[Step]) -> None:
    assert next_steps(steps)


@pytest.mark.parametrize(
    "fact",
    [Counted(3, 4), Number(D("2.5")), Picked("yes"), Graded(D("1.50")), NotApplicable("không có"), NO_SOURCE],
)
def test_a_fact_is_kept_and_read_back(fact: Fact) -> None:
    assert from_plain(to_plain(fact)) == fact


def test_a_fact_of_a_later_version_is_no_source() -> None:
    assert from_plain({"kind": "dream"}) is NO_SOURCE


def test_only_a_review_of_the_round_that_counts_judges() -> None:
    first = [(Step.SELF, None), (Step.REVIEW, D(3)), (Step.ANSWER, None)]

    assert judged([]) is None
    assert judged(first[:1]) is None
    assert judged(first) == 3
    assert judged([*first, (Step.SECOND_REVIEW, None)]) is None, "the reviewer agrees after all"
    assert judged([*first, (Step.SELF, None)]) is None
