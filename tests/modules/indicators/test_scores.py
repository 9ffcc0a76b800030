"""An index scored for a period: counted, declared and official side by side; no source is never zero."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.modules.indicators.declared import (
    ASKED,
    COUNTED,
    INDEX,
    NOW,
    SAID,
    YEAR,
    place,
    reviewed,
    self_scored,
)
from tests.modules.indicators.frozen import AFTER, closed_quarter
from tests.modules.indicators.scoring.trees import index, leaf
from tests.modules.indicators.typed import evidence
from tests.modules.indicators.work import Office, dossier, noon
from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.periods import Period
from xaso.modules.indicators.models import DeclaredScore, ScoreIndex
from xaso.modules.indicators.queries.scores import (
    LeafLine,
    ScorePage,
    evidence_of,
    indexes,
    leaf_page,
    score_page,
    score_period,
)
from xaso.modules.indicators.queries.scores_frozen import frozen_score
from xaso.modules.indicators.scoring.cycle import Step
from xaso.modules.indicators.scoring.facts import NotApplicable
from xaso.modules.indicators.scoring.rules import MAIN
from xaso.modules.indicators.services import declaring, rebuild
from xaso.modules.indicators.services.declaring import Place, UnfitScore, Words
from xaso.modules.indicators.services.scoring import load_indexes
from xaso.platform.journal.actors import SYSTEM

D = Decimal


def line_of(page: ScorePage, code: str) -> LeafLine:
    return next(line for line in page.leaves if line.leaf.code == code)


TWO_SHARES = index(
    leaf(
        "1",
        10,
        {
            "kind": "shares",
            "terms": [
                {"code": "a", "name": "Trực tuyến", "max_points": 6, "measure": "dossiers.filed_online"},
                {"code": "b", "name": "Thanh toán", "max_points": 4},
            ],
        },
        owner="van-phong",
    )
)


def review_as(cast: Cast, points: Decimal | None, *, note: str = "") -> DeclaredScore:
    return declaring.review(
        place=place(), points=points, words=Words(note=note), evidence=None, by=cast.chairman, at=NOW
    )


def share_index(*measures: str) -> dict[str, object]:
    return index(
        *(leaf(str(n), 10, {"kind": "share", "max_points": 10, "measure": m}) for n, m in enumerate(measures))
    )


def test_nothing_counted_yet_is_no_source_and_no_points(cast: Cast) -> None:
    page = score_page(INDEX, YEAR, NOW)

    assert (page.tally.points, page.tally.counted, page.tally.no_source) == (0, 0, 40)
    assert page.tally.per_cent is None
    assert line_of(page, COUNTED).counted.outcome.how == ("chưa có nguồn số liệu",)


def test_points_come_from_kept_figures(office: Office) -> None:
    for day in (1, 2, 3, 4):
        dossier(office, noon(2026, 3, day), online=day > 1)
    load_indexes([share_index("dossiers.filed_online")], by=SYSTEM, at=NOW)
    rebuild(at=NOW)

    page = score_page("thu", YEAR, NOW)

    assert page.tally.points == D("7.50")
    assert page.leaves[0].inputs[0].words == "3/4"
    assert page.leaves[0].inputs[0].measure == "dossiers.filed_online"
    assert page.freshness.counted_at == NOW


def test_a_quarter_adds_up_its_months_and_a_month_stands_alone(office: Office) -> None:
    dossier(office, noon(2026, 1, 5), online=True)
    dossier(office, noon(2026, 2, 5))
    dossier(office, noon(2026, 4, 6))
    load_indexes([share_index("dossiers.filed_online")], by=SYSTEM, at=NOW)
    rebuild(at=NOW)

    quarter = score_page("thu", Period.quarter(2026, 1), NOW)
    month = score_page("thu", Period.month(2026, 1), NOW)

    assert (quarter.tally.points, month.tally.points) == (5, 10)


def test_a_stock_over_a_quarter_is_counted_as_it_stands(office: Office) -> None:
    load_indexes([share_index("procedures.via_one_stop")], by=SYSTEM, at=NOW)
    rebuild(at=NOW)

    year = score_page("thu", YEAR, NOW)
    quarter = score_page("thu", Period.quarter(2026, 1), NOW)

    assert year.tally.counted == quarter.tally.counted == 10
    assert year.tally.points == quarter.tally.points


def test_nothing_arisen_is_left_out_and_the_total_rescaled(office: Office) -> None:
    load_indexes([share_index("dossiers.filed_online", "procedures.via_one_stop")], by=SYSTEM, at=NOW)
    rebuild(at=NOW)

    page = score_page("thu", YEAR, NOW)

    assert page.tally.left_out == 10
    assert page.tally.rescaled is not None
    assert page.tally.rescaled.points == 2 * page.tally.points


def test_a_measure_this_version_does_not_know_is_no_source(office: Office) -> None:
    load_indexes([share_index("dossiers.of_the_future")], by=SYSTEM, at=NOW)

    assert score_page("thu", YEAR, NOW).tally.no_source == 10


def test_a_declared_score_is_added_and_told_apart(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    page = score_page(INDEX, YEAR, NOW)

    assert (page.tally.points, page.own.points, page.own.counted) == (0, 10, 10)
    assert page.is_declared
    assert line_of(page, ASKED).is_declared
    assert line_of(page, ASKED).declared == 10
    assert not line_of(page, COUNTED).is_declared


def test_after_a_review_the_points_of_the_review_stand(cast: Cast) -> None:
    reviewed(cast, "4")

    page = score_page(INDEX, YEAR, NOW)

    assert page.own.points == 4
    assert line_of(page, ASKED).declared == 4


def test_what_does_not_apply_goes_out_of_our_total(cast: Cast) -> None:
    self_scored(cast.head_of_office, facts={MAIN: NotApplicable("chưa đến kỳ")})

    page = score_page(INDEX, YEAR, NOW)

    assert (page.own.left_out, page.own.no_source) == (10, 30)


@pytest.mark.parametrize("points", ["0", "10"])
def test_a_review_with_points_puts_back_what_was_said_not_to_apply(cast: Cast, points: str) -> None:
    self_scored(cast.head_of_office, facts={MAIN: NotApplicable("chưa đến kỳ")})

    review_as(cast, D(points), note="Có áp dụng.")

    page = score_page(INDEX, YEAR, NOW)
    assert (page.own.points, page.own.counted, page.own.left_out) == (D(points), 10, 0)
    assert page.own.rescaled is None
    assert page.own.no_source == 30
    assert line_of(page, ASKED).own.outcome.how[-1] == f"thẩm định {points},00 điểm"


def test_a_reviewer_may_agree_that_it_does_not_apply_and_change_his_mind(cast: Cast) -> None:
    self_scored(cast.head_of_office, facts={MAIN: NotApplicable("chưa đến kỳ")})

    agreed = review_as(cast, None)
    left_out = score_page(INDEX, YEAR, NOW).own.left_out
    declaring.answer(
        place=place(), words=Words(note="Nay đã có."), evidence=None, by=cast.head_of_office, at=NOW
    )
    review_as(cast, D(3), note="Có áp dụng.")

    assert (agreed.points, left_out) == (None, 10)
    page = score_page(INDEX, YEAR, NOW)
    assert (page.own.points, page.own.counted, page.own.left_out) == (3, 10, 0)


def test_a_review_leaves_alone_what_the_program_counts_of_the_same_leaf(office: Office, cast: Cast) -> None:
    dossier(office, noon(2026, 3, 1), online=True)
    load_indexes([TWO_SHARES], by=SYSTEM, at=NOW)
    rebuild(at=NOW)
    mixed = Place(ScoreIndex.objects.get(code="thu"), YEAR, "1")
    head, chairman = cast.head_of_office, cast.chairman
    declaring.self_score(
        place=mixed,
        facts={"b": NotApplicable("không có")},
        words=SAID,
        evidence=evidence(head, NOW),
        by=head,
        at=NOW,
    )

    with pytest.raises(UnfitScore):
        declaring.review(place=mixed, points=D(5), words=Words(note="x"), evidence=None, by=chairman, at=NOW)
    declaring.review(place=mixed, points=D(1), words=Words(note="x"), evidence=None, by=chairman, at=NOW)

    page = score_page("thu", YEAR, NOW)
    assert (page.own.points, page.own.counted, page.own.left_out) == (7, 10, 0)


def test_a_declared_score_belongs_to_its_period_alone(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    assert not score_page(INDEX, Period.quarter(2026, 1), NOW).is_declared


def test_the_official_score_and_the_gap_stand_beside_ours(cast: Cast) -> None:
    self_scored(cast.head_of_office)
    by = cast.chairman
    for code, points in ((ASKED, "8.50"), (COUNTED, "19"), ("", "36")):
        declaring.record_official(
            place=place(code), points=D(points), words=SAID, evidence=evidence(by), by=by, at=NOW
        )

    page = score_page(INDEX, YEAR, NOW)

    assert (line_of(page, ASKED).official, line_of(page, ASKED).gap) == (D("8.50"), D("-1.50"))
    assert (line_of(page, COUNTED).official, line_of(page, COUNTED).gap) == (19, None), "ours is not whole"
    assert page.official is not None
    assert page.official.points == 36
    assert page.gap == D("-1.50")


def test_no_official_score_leaves_no_gap(cast: Cast) -> None:
    page = score_page(INDEX, YEAR, NOW)

    assert (page.official, page.gap) == (None, None)


def test_the_page_asks_as_many_questions_for_many_scores_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    reviewed(cast)
    score_page(INDEX, YEAR, NOW)

    with django_assert_num_queries(3):
        score_page(INDEX, YEAR, NOW)
    self_scored(cast.head_of_office)

    with django_assert_num_queries(3):
        score_page(INDEX, YEAR, NOW)


def test_a_closed_quarter_keeps_its_score_whatever_comes_after(
    office: Office, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_indexes([share_index("dossiers.filed_online")], by=SYSTEM, at=noon(2026, 1, 2))
    index_read = score_page("thu", Period.quarter(2026, 1), AFTER).index
    assert frozen_score(index_read, Period.quarter(2026, 1)) is None
    closing, counted = closed_quarter(office)
    first = frozen_score(index_read, Period.quarter(2026, 1))

    type(counted[1]).objects.filter(pk=counted[1].pk).update(channel="2")
    with django_assert_num_queries(2):
        found = frozen_score(index_read, Period.quarter(2026, 1))

    assert found == first
    assert found is not None
    assert found.closing == closing
    assert (found.tally.points, found.tally.counted) == (D("3.33"), 10)
    assert [one.leaf.code for one in found.leaves] == ["0"]


def test_one_leaf_tells_every_score_ever_declared(cast: Cast) -> None:
    reviewed(cast)

    found = leaf_page(INDEX, ASKED, YEAR, NOW)

    assert [row.kind for row in found.history] == ["self", "review"]
    assert found.steps == (Step.SELF, Step.REVIEW)
    assert found.group.code == "2"
    with pytest.raises(Missing):
        leaf_page(INDEX, "9.9", YEAR, NOW)


def test_evidence_is_found_by_its_score(cast: Cast) -> None:
    row = self_scored(cast.head_of_office)

    assert evidence_of(row.pk).evidence == row.evidence
    with pytest.raises(Missing):
        evidence_of(row.pk + 999)


def test_the_version_in_force_is_taken(cast: Cast) -> None:
    old = share_index("dossiers.received") | {"valid_to": "2025-12-31"}
    new = share_index("dossiers.filed_online") | {"version": "2", "valid_from": "2026-01-01"}
    load_indexes([old, new], by=SYSTEM, at=NOW)

    assert score_page("thu", YEAR, NOW).row.version == "2"
    assert [row.version for row in indexes(NOW.date()) if row.code == "thu"] == ["2"]
    with pytest.raises(Missing, match="kỳ khác"):
        score_page("thu", Period.year(2024), NOW)


@pytest.mark.parametrize("code", ["2026-01-01..2026-02-01", "1999", "2126", "hom-nay", "2027", "2026-Q4"])
def test_a_period_that_cannot_be_scored_is_refused(code: str) -> None:
    with pytest.raises(Invalid):
        score_period(code, NOW)


def test_without_a_period_it_is_this_year() -> None:
    assert score_period("", NOW) == YEAR
    assert score_period("2026-Q1", NOW) == Period.quarter(2026, 1)


def test_periods_to_choose_from_have_begun(cast: Cast) -> None:
    codes = [period.code for period in score_page(INDEX, YEAR, NOW).periods]

    assert codes == ["2026", "2026-Q1", "2026-Q2", "2026-01", "2026-02", "2026-03", "2026-04", "2026-05"]


def test_a_group_tells_its_sum_with_and_without_declared_scores(cast: Cast) -> None:
    self_scored(cast.head_of_office)

    *_, asked = score_page(INDEX, YEAR, NOW).groups

    assert (asked.tally.points, asked.own.points) == (0, 10)
