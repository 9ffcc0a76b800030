"""Reviews of procedures: planned, looked into, proposed, decided by another person."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.cast import NOW, Cast, sign_in
from xaso.modules.procedures.lifecycle import DONE, MOVES, ReviewMove, ReviewMoveRefused, ReviewState, moved
from xaso.modules.procedures.models import Review, ReviewPlan
from xaso.modules.procedures.queries import reviews as queries
from xaso.modules.procedures.services import reviewing

pytestmark = pytest.mark.django_db
CODE = "9.000001"
DESK = "/ban-lam-viec/thu-tuc/ra-soat/"
DUE = {"due_on-ngay": "30", "due_on-thang": "6", "due_on-nam": "2026"}


@pytest.mark.parametrize("state", ReviewState)
@pytest.mark.parametrize("move", ReviewMove)
def test_only_moves_of_the_table_are_made(state: ReviewState, move: ReviewMove) -> None:
    if (state, move) in MOVES:
        assert moved(state, move) == MOVES[state, move]
        assert state not in DONE
        return
    with pytest.raises(ReviewMoveRefused):
        moved(state, move)


def test_every_state_has_its_words() -> None:
    assert dict(ReviewState.choices())["kept"] == "Giữ nguyên"
    assert all(words for _, words in ReviewState.choices())


def planned(cast: Cast, *codes: str) -> ReviewPlan:
    by = cast.control_officer
    plan = reviewing.plan_reviews(
        year=2026, number="5/KH-UBND", decided_on=date(2026, 1, 5), note="", by=by, at=NOW
    )
    reviewing.add_reviews(plan=plan, codes=codes or (CODE,), due_on=date(2026, 6, 30), by=by, at=NOW)
    return plan


def proposed(cast: Cast) -> Review:
    review = planned(cast).reviews.get()
    by = cast.specialist
    review = reviewing.write_findings(review=review, findings="Bản sao thừa.", by=by, at=NOW)
    return reviewing.propose(
        review=review, kind="papers", proposal="Bỏ bản sao.", dropped=["tp01", "lạ"], by=by, at=NOW
    )


def test_a_plan_takes_procedures_once_each_with_the_office_of_its_field(cast: Cast) -> None:
    plan = planned(cast)

    again = reviewing.add_reviews(
        plan=plan, codes=[CODE, "9.000002"], due_on=date(2026, 9, 30), by=cast.control_officer, at=NOW
    )

    assert [row.procedure.code for row in again] == ["9.000002"]
    assert plan.reviews.get(procedure__code=CODE).due_on == date(2026, 6, 30)
    assert plan.reviews.get(procedure__code=CODE).unit == cast.specialist.unit
    with pytest.raises(reviewing.CodesUnknown, match=r"9\.999999"):
        reviewing.add_reviews(
            plan=plan, codes=["9.999999"], due_on=date(2026, 6, 30), by=cast.control_officer, at=NOW
        )
    with pytest.raises(reviewing.CodesUnknown, match="ít nhất một"):
        reviewing.add_reviews(plan=plan, codes=[], due_on=date(2026, 6, 30), by=cast.control_officer, at=NOW)
    with pytest.raises(reviewing.PlanKnown):
        planned(cast)


def test_a_proposal_keeps_what_a_filing_costs_before_and_after(cast: Cast) -> None:
    review = proposed(cast)

    assert (review.state, review.dropped) == ("proposed", ["tp01"])
    assert review.cost_before is not None
    assert review.cost_after is not None
    assert review.cost_after < review.cost_before


def test_another_person_decides_and_the_plan_tells_how_far_it_is(cast: Cast) -> None:
    review = proposed(cast)
    said: dict[str, Any] = {"is_accepted": True, "answer": "Đồng ý.", "number": "9/TB-UBND", "at": NOW}

    with pytest.raises(reviewing.OwnProposal):
        reviewing.decide(review=review, by=cast.specialist, **said)
    with pytest.raises(reviewing.WordsMissing):
        reviewing.decide(review=review, by=cast.chairman, **said | {"answer": " "})
    done = reviewing.decide(review=review, by=cast.chairman, **said)

    assert (done.state, done.done_on) == ("accepted", NOW.date())
    told = queries.progress(done.plan, date(2026, 12, 31))
    assert (told.planned, told.done, told.late, told.accepted) == (1, 1, 0, 1)
    assert told.saved == (done.cost_before or 0) - (done.cost_after or 0)
    with pytest.raises(ReviewMoveRefused):
        reviewing.decide(review=review, by=cast.chairman, **said)


def test_one_can_be_kept_as_it_is_and_one_not_done_is_late(cast: Cast) -> None:
    plan = planned(cast, CODE, "9.000002")
    review = plan.reviews.get(procedure__code=CODE)
    reviewing.write_findings(review=review, findings="Đã gọn.", by=cast.specialist, at=NOW)

    reviewing.keep_as_is(review=review, by=cast.specialist, at=NOW)

    told = queries.progress(plan, date(2026, 7, 1))
    assert (told.done, told.late, told.accepted, told.saved) == (1, 1, 0, 0)
    assert [row.procedure.code for row in queries.reviews(plan, "planned", 1).rows] == ["9.000002"]


def test_the_whole_way_on_the_pages(client: Client, cast: Cast) -> None:
    sign_in(client, cast.control_officer)
    day = {"decided_on-ngay": "5", "decided_on-thang": "1", "decided_on-nam": "2026"}
    client.post(f"{DESK}moi/", {"year": "2026", "number": "5/KH-UBND", **day})
    wrong = client.post(f"{DESK}2026/them/", {"codes": "9.999999", **DUE})
    client.post(f"{DESK}2026/them/", {"codes": CODE, **DUE})
    page = f"{DESK}thu-tuc-{Review.objects.get().pk}/"

    sign_in(client, cast.specialist)
    empty = client.post(page, {"viec": "find", "findings": ""})
    client.post(page, {"viec": "find", "findings": "Bản sao thừa."})
    client.post(page, {"viec": "propose", "kind": "papers", "proposal": "Bỏ bản sao.", "dropped": ["tp01"]})
    early = client.post(page, {"viec": "decide", "is_accepted": "True", "answer": "Đồng ý."})
    sign_in(client, cast.chairman)
    client.post(page, {"viec": "decide", "is_accepted": "True", "answer": "Đồng ý.", "number": "9/TB-UBND"})

    assert (wrong.status_code, "9.999999" in wrong.content.decode()) == (422, True)
    assert (empty.status_code, early.status_code) == (422, 404)
    told = client.get(page).content.decode()
    assert "Đồng ý phương án" in told
    assert "Đồng ý. (9/TB-UBND)" in told
    assert "trên 1 thủ tục" in client.get(DESK).content.decode()
    sheet = load_workbook(io.BytesIO(client.get(f"{DESK}2026/tep/").content)).active
    assert sheet is not None
    assert (sheet.cell(2, 1).value, sheet.cell(2, 5).value) == (CODE, "Đồng ý phương án")


def test_an_officer_of_another_office_only_reads(client: Client, cast: Cast) -> None:
    page = f"{DESK}thu-tuc-{planned(cast).reviews.get().pk}/"
    sign_in(client, cast.land_specialist)

    assert "Ghi nhận xét" not in client.get(page).content.decode()
    assert client.post(page, {"viec": "find", "findings": "Thử"}).status_code == 404
    assert client.get(f"{DESK}moi/").status_code == 404
    assert client.get(f"{DESK}2020/").status_code == 404
