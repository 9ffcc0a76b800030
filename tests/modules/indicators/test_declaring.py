"""Scores people declare: each step by the right person, with evidence, none written over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.factories.officers import make_officer
from tests.modules.indicators.declared import ASKED, COUNTED, NOW, SAID, YES, place, reviewed, self_scored
from tests.modules.indicators.scoring.trees import index, leaf
from tests.modules.indicators.typed import evidence
from xaso.kernel.errors import Missing
from xaso.modules.indicators.models import DeclaredScore, ScoreIndex
from xaso.modules.indicators.scoring.cycle import StepRefused
from xaso.modules.indicators.scoring.facts import NotApplicable, Picked
from xaso.modules.indicators.scoring.reading import BrokenIndex
from xaso.modules.indicators.scoring.rules import MAIN, UnfitFact
from xaso.modules.indicators.services import declaring
from xaso.modules.indicators.services.declaring import CountedAlready, NotYourScore, UnfitScore, Words
from xaso.modules.indicators.services.scoring import IndexInUse, load_indexes
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

D = Decimal
Kind = DeclaredScore.Kind
SMALL = index(leaf("1", 20, {"kind": "share", "max_points": 20}))


def boxes(refusal: pytest.ExceptionInfo[UnfitScore]) -> list[str]:
    return [problem.field for problem in refusal.value.problems]


def test_the_head_of_the_owning_office_scores_itself_with_evidence(cast: Cast) -> None:
    row = self_scored(cast.head_of_office)

    assert (row.kind, row.points, row.period) == (Kind.SELF, D("10.00"), "2026")
    assert row.facts == {MAIN: {"kind": "picked", "option": "yes"}}
    entry = Entry.objects.get(event="indicators.score_declared")
    assert entry.subject == "index:phuc-vu"
    assert entry.data["points"] == "10,00"
    assert entry.data["evidence"] == row.evidence.sha256 if row.evidence else ""


def test_a_head_of_office_needs_no_other_role(cast: Cast) -> None:
    assert self_scored(make_officer("unit_head")).points == 10


def test_the_focal_officer_scores_for_every_office(cast: Cast) -> None:
    assert self_scored(make_officer("plan_owner", unit="kinh-te")).points == 10


def test_another_office_does_not_score_it(cast: Cast) -> None:
    for other in (cast.land_head, cast.specialist, cast.chairman):
        with pytest.raises(NotYourScore):
            self_scored(other)


def test_a_self_score_needs_source_and_evidence_both_told_at_once(cast: Cast) -> None:
    with pytest.raises(UnfitScore) as caught:
        declaring.self_score(
            place=place(), facts=YES, words=Words(), evidence=None, by=cast.head_of_office, at=NOW
        )

    assert boxes(caught) == ["source", "evidence"]
    assert not DeclaredScore.objects.exists()


def test_a_source_too_long_is_refused_with_what_to_do(cast: Cast) -> None:
    by = cast.head_of_office

    with pytest.raises(UnfitScore) as caught:
        declaring.self_score(
            place=place(), facts=YES, words=Words("a" * 401), evidence=evidence(by), by=by, at=NOW
        )

    assert boxes(caught) == ["source"]


def test_what_the_program_counts_is_not_scored_by_hand(cast: Cast) -> None:
    by = cast.head_of_office

    with pytest.raises(CountedAlready):
        declaring.self_score(
            place=place(COUNTED), facts=YES, words=SAID, evidence=evidence(by), by=by, at=NOW
        )


def test_a_fact_that_does_not_fit_the_formula_is_refused(cast: Cast) -> None:
    with pytest.raises(UnfitFact):
        self_scored(cast.head_of_office, facts={MAIN: Picked("perhaps")})


def test_a_criterion_that_does_not_apply_is_kept_without_points(cast: Cast) -> None:
    row = self_scored(cast.head_of_office, facts={MAIN: NotApplicable("chưa đến kỳ")})

    assert row.points is None
    assert row.facts[MAIN]["reason"] == "chưa đến kỳ"


def test_a_criterion_nobody_knows_is_missing(cast: Cast) -> None:
    by = cast.head_of_office

    with pytest.raises(Missing):
        declaring.self_score(place=place("9.9"), facts=YES, words=SAID, evidence=evidence(by), by=by, at=NOW)


def test_a_second_person_reviews_and_both_scores_stand_side_by_side(cast: Cast) -> None:
    row = reviewed(cast, "4")

    assert (row.kind, row.points) == (Kind.REVIEW, 4)
    assert [one.points for one in DeclaredScore.objects.order_by("pk")] == [10, 4]


def test_whoever_scored_does_not_review(cast: Cast) -> None:
    focal = make_officer("plan_owner")
    self_scored(focal)

    with pytest.raises(NotYourScore, match="không tự thẩm định"):
        declaring.review(place=place(), points=D(10), words=Words(), evidence=None, by=focal, at=NOW)


def test_a_head_of_office_does_not_review(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    with pytest.raises(NotYourScore, match="Chỉ lãnh đạo"):
        declaring.review(place=place(), points=D(10), words=Words(), evidence=None, by=cast.land_head, at=NOW)


def test_a_review_that_differs_says_why(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    with pytest.raises(UnfitScore) as caught:
        declaring.review(place=place(), points=D(4), words=Words(), evidence=None, by=cast.chairman, at=NOW)

    assert boxes(caught) == ["note"]
    same = declaring.review(
        place=place(), points=D(10), words=Words(), evidence=None, by=cast.chairman, at=NOW
    )
    assert same.points == 10


@pytest.mark.parametrize("points", ["-1", "10.01"])
def test_a_review_stays_inside_the_criterion(cast: Cast, points: str) -> None:
    self_scored(cast.head_of_office)

    with pytest.raises(UnfitScore) as caught:
        declaring.review(
            place=place(), points=D(points), words=Words(note="x"), evidence=None, by=cast.chairman, at=NOW
        )

    assert boxes(caught) == ["points"]


def test_nothing_is_reviewed_before_it_is_scored_nor_twice(cast: Cast) -> None:
    with pytest.raises(StepRefused):
        declaring.review(
            place=place(), points=D(4), words=Words(note="x"), evidence=None, by=cast.chairman, at=NOW
        )
    reviewed(cast)

    with pytest.raises(StepRefused):
        declaring.review(
            place=place(), points=D(5), words=Words(note="x"), evidence=None, by=cast.chairman, at=NOW
        )


def test_an_answer_opens_the_second_review(cast: Cast) -> None:
    reviewed(cast)

    answer = declaring.answer(
        place=place(), words=Words(note="Đã ký từ tháng 1."), evidence=None, by=cast.head_of_office, at=NOW
    )
    second = declaring.review(
        place=place(), points=D(8), words=Words(note="Chấp nhận một phần."), evidence=None, by=cast.chairman,
        at=NOW,
    )  # fmt: skip

    assert (answer.kind, answer.points) == (Kind.ANSWER, None)
    assert (second.kind, second.points) == (Kind.SECOND_REVIEW, 8)


def test_an_answer_needs_words_and_the_owner(cast: Cast) -> None:
    reviewed(cast)

    with pytest.raises(UnfitScore) as caught:
        declaring.answer(place=place(), words=Words(note="  "), evidence=None, by=cast.head_of_office, at=NOW)
    with pytest.raises(NotYourScore):
        declaring.answer(place=place(), words=Words(note="x"), evidence=None, by=cast.land_head, at=NOW)

    assert boxes(caught) == ["note"]


def test_the_official_score_of_a_leaf_and_of_the_whole_stand_beside_ours(cast: Cast) -> None:
    by = cast.chairman
    self_scored(cast.head_of_office)

    for leaf_code, points in ((ASKED, D(9)), ("", D(33))):
        declaring.record_official(
            place=place(leaf_code), points=points, words=SAID, evidence=evidence(by), by=by, at=NOW
        )

    official = DeclaredScore.objects.filter(kind=Kind.OFFICIAL).order_by("pk")
    assert [(one.leaf, one.points) for one in official] == [(ASKED, 9), ("", 33)]
    assert DeclaredScore.objects.get(kind=Kind.SELF).points == 10


def test_an_official_score_needs_evidence_a_source_and_points_inside(cast: Cast) -> None:
    with pytest.raises(UnfitScore) as caught:
        declaring.record_official(
            place=place(""), points=D(41), words=Words(), evidence=None, by=cast.chairman, at=NOW
        )
    with pytest.raises(NotYourScore):
        declaring.record_official(
            place=place(""), points=D(1), words=SAID, evidence=None, by=cast.land_head, at=NOW
        )
    with pytest.raises(Missing):
        declaring.record_official(
            place=place("9.9"), points=D(1), words=SAID, evidence=None, by=cast.chairman, at=NOW
        )

    assert boxes(caught) == ["points", "source", "evidence"]


def test_a_declared_score_is_never_changed_nor_removed(cast: Cast) -> None:
    row = self_scored(cast.head_of_office)
    row.points = D(1)

    for spoil in (
        row.save,
        DeclaredScore.objects.all().delete,
        lambda: DeclaredScore.objects.update(points=1),
    ):
        with pytest.raises(TypeError):
            spoil()


def test_the_database_holds_no_self_score_without_evidence(cast: Cast) -> None:
    row = self_scored(cast.head_of_office)
    row.pk, row.evidence = None, None
    row._state.adding = True

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.django_db
def test_an_index_is_loaded_once_and_tells_the_journal() -> None:
    first = load_indexes([SMALL], by=SYSTEM, at=NOW)
    again = load_indexes([SMALL], by=SYSTEM, at=NOW)

    assert (first.added, first.changed) == (["thu 1"], [])
    assert (again.added, again.changed) == ([], [])
    assert Entry.objects.filter(event="indicators.index_loaded", subject="index:thu").count() == 1


@pytest.mark.django_db
def test_an_amended_index_replaces_its_text_until_somebody_scores_by_it(cast: Cast) -> None:
    load_indexes([SMALL], by=SYSTEM, at=NOW)

    changed = load_indexes([SMALL | {"name": "Tên khác"}], by=SYSTEM, at=NOW)

    assert changed.changed == ["thu 1"]
    assert ScoreIndex.objects.get(code="thu").name == "Tên khác"
    self_scored(cast.head_of_office)
    used = ScoreIndex.objects.get(code="phuc-vu")
    with pytest.raises(IndexInUse, match="phiên bản mới"):
        load_indexes([used.definition | {"name": "Tên khác"}], by=SYSTEM, at=NOW)


@pytest.mark.django_db
def test_a_broken_index_is_not_loaded() -> None:
    with pytest.raises(BrokenIndex):
        load_indexes([SMALL | {"max_points": 21}], by=SYSTEM, at=NOW)

    assert not ScoreIndex.objects.filter(code="thu").exists()
