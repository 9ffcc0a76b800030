"""Figures typed in: with evidence, by the owner, decided by a second person, never written over."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories.officers import make_officer
from tests.modules.indicators.typed import NOW, Q1, TARGET, approved, draft, evidence, said, two, waiting
from tests.modules.indicators.work import promise
from xaso.kernel.errors import Forbidden, Invalid, Missing, Refusal
from xaso.modules.indicators.access import NotYourFigure, actions, may_decide, may_see, may_type
from xaso.modules.indicators.lifecycle import State, TypedMoveRefused
from xaso.modules.indicators.models import TypedFigure
from xaso.modules.indicators.queries import typed
from xaso.modules.indicators.rules import typed as rules
from xaso.modules.indicators.services import typing
from xaso.modules.indicators.services.typing import (
    AnotherApproved,
    AnotherWaits,
    FigureOvertaken,
    NoEvidence,
    UnfitFigure,
)
from xaso.modules.plan import queries as plan
from xaso.platform.files.models import StoredFile
from xaso.platform.files.refusals import FileTypeRefused
from xaso.platform.journal.queries import timeline

SHARE = "II-05"
LATER = NOW + timedelta(days=1)


@pytest.fixture
def share(cast: Cast) -> str:
    """A target in per cent that nobody counts, owned by the economic office."""
    like = plan.target(TARGET, 2026).target
    like.pk, like.code, like.unit, like.owner = None, SHARE, "percent", cast.land_head.unit
    like.save()
    return SHARE


def told(figure: TypedFigure) -> list[str]:
    return [entry.event.removeprefix("indicators.figure_") for entry in timeline(figure.subject)]


def counted() -> list[TypedFigure]:
    return rules.counting(typed.approved(2026, date(2026, 5, 1))[TARGET], "count")


def boxes(refusal: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in refusal.value.problems}


def test_a_figure_goes_from_its_typist_to_a_second_person_and_counts(cast: Cast) -> None:
    typist, second = two(cast)

    figure = approved(typist, second, "12")

    figure.refresh_from_db()
    assert figure.state == State.APPROVED
    assert (figure.entered_by, figure.decided_by) == (typist, second)
    assert (figure.covers_from, figure.covers_to) == (date(2025, 12, 15), date(2026, 3, 14))
    assert told(figure) == ["entered", "sent", "approved"]
    sent = timeline(figure.subject)[1]
    assert figure.evidence is not None
    assert sent.data["evidence"] == figure.evidence.sha256
    assert typed.approved(2026, date(2026, 3, 14)) == {TARGET: [figure]}
    assert typed.approved(2026, date(2026, 3, 13)) == {}


def test_a_share_is_what_its_part_and_whole_give(share: str, cast: Cast) -> None:
    figure = draft(cast.land_specialist, target=share, part="171", whole="200")

    assert figure.value == Decimal("85.5")


@pytest.mark.parametrize(
    ("changes", "box"),
    [
        ({"value": "12.5"}, "value"),
        ({"value": None}, "value"),
        ({"source": "  "}, "source"),
        ({"source": "x" * 401}, "source"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_box(
    cast: Cast, changes: dict[str, str | None], box: str
) -> None:
    typist, _ = two(cast)

    with pytest.raises(UnfitFigure) as refusal:
        typing.enter(target=TARGET, window=Q1, said=said(**changes), evidence=None, by=typist, at=NOW)

    assert boxes(refusal) == {box}
    assert not TypedFigure.objects.exists()


def test_a_window_that_has_not_ended_takes_no_figure(cast: Cast) -> None:
    typist, _ = two(cast)

    with pytest.raises(UnfitFigure) as refusal:
        draft(typist, window="2026-Q2")

    assert boxes(refusal) == {"window"}
    assert "14/06/2026" in refusal.value.problems[0].sentence


def test_without_evidence_a_draft_may_be_kept_but_not_sent(cast: Cast) -> None:
    typist, _ = two(cast)
    figure = draft(typist, has_evidence=False)

    with pytest.raises(NoEvidence):
        typing.send(figure=figure, by=typist, at=NOW, seen=0)

    figure.refresh_from_db()
    assert figure.state == State.DRAFT
    assert typed.line_of(figure, date(2026, 5, 20)).state_words == "Bản nháp, chưa có minh chứng"


def test_the_database_itself_refuses_belief_without_evidence_or_by_the_typist(cast: Cast) -> None:
    typist, second = two(cast)
    bare, sent = draft(typist, has_evidence=False), waiting(typist)

    with pytest.raises(IntegrityError), transaction.atomic():
        TypedFigure.objects.filter(pk=bare.pk).update(state=State.WAITING)
    with pytest.raises(IntegrityError), transaction.atomic():
        TypedFigure.objects.filter(pk=sent.pk).update(decided_by=typist)
    with pytest.raises(IntegrityError), transaction.atomic():
        TypedFigure.objects.filter(pk=sent.pk).update(state=State.APPROVED)

    assert TypedFigure.objects.filter(pk=sent.pk).update(decided_by=second) == 1


def test_the_typist_may_not_decide_even_with_the_role(cast: Cast) -> None:
    typist, _ = two(cast)
    figure = waiting(typist)

    with pytest.raises(NotYourFigure, match="Nhờ người khác duyệt"):
        typing.approve(figure=figure, by=typist, at=NOW, seen=figure.revision)

    assert not may_decide(typist, figure)


def test_who_neither_leads_nor_keeps_the_plan_may_not_decide(cast: Cast) -> None:
    typist, _ = two(cast)
    figure = waiting(typist)

    with pytest.raises(NotYourFigure, match="Chỉ lãnh đạo"):
        typing.send_back(figure=figure, reason="Sai", by=cast.land_head, at=NOW, seen=figure.revision)


def test_only_the_one_who_typed_it_takes_it_further(cast: Cast) -> None:
    typist, second = two(cast)
    figure = draft(typist)

    for verb in (typing.send, typing.drop):
        with pytest.raises(NotYourFigure, match="chỉ người nhập"):
            verb(figure=figure, by=second, at=NOW, seen=figure.revision)


def test_a_returned_figure_says_why_is_typed_over_and_sent_again(cast: Cast) -> None:
    typist, second = two(cast)
    figure = waiting(typist, "12")
    figure = typing.send_back(figure=figure, reason=" Sai kỳ ", by=second, at=NOW, seen=figure.revision)
    assert (figure.state, figure.reason) == (State.RETURNED, "Sai kỳ")

    figure = typing.change(
        figure=figure, said=said("13"), evidence=None, by=typist, at=NOW, seen=figure.revision
    )
    figure = typing.send(figure=figure, by=typist, at=NOW, seen=figure.revision)

    assert (figure.state, figure.value, figure.reason, figure.decided_by) == ("waiting", 13, "", None)
    assert told(figure) == ["entered", "sent", "returned", "changed", "sent"]
    assert timeline(figure.subject)[3].data["before"] == "12"


def test_sending_back_asks_for_a_reason(cast: Cast) -> None:
    typist, second = two(cast)
    figure = waiting(typist)

    with pytest.raises(UnfitFigure) as refusal:
        typing.send_back(figure=figure, reason="  ", by=second, at=NOW, seen=figure.revision)

    assert boxes(refusal) == {"reason"}
    figure.refresh_from_db()
    assert figure.state == State.WAITING


def test_a_sent_figure_may_be_taken_back_and_dropped(cast: Cast) -> None:
    typist, _ = two(cast)
    figure = waiting(typist)

    figure = typing.take_back(figure=figure, by=typist, at=NOW, seen=figure.revision)
    figure = typing.drop(figure=figure, by=typist, at=NOW, seen=figure.revision)

    assert figure.state == State.DROPPED
    assert told(figure)[-2:] == ["taken_back", "dropped"]


def test_an_approved_figure_is_never_touched_again(cast: Cast) -> None:
    typist, second = two(cast)
    figure = approved(typist, second)
    tries = (
        lambda: typing.change(figure=figure, said=said("1"), evidence=None, by=typist, at=NOW, seen=2),
        lambda: typing.send(figure=figure, by=typist, at=NOW, seen=2),
        lambda: typing.drop(figure=figure, by=typist, at=NOW, seen=2),
        lambda: typing.approve(figure=figure, by=second, at=NOW, seen=2),
        lambda: typing.send_back(figure=figure, reason="Sai", by=second, at=NOW, seen=2),
    )

    for attempt in tries:
        with pytest.raises(TypedMoveRefused):
            attempt()


def test_a_newer_figure_of_the_same_window_says_why_and_counts_while_the_old_one_stays(cast: Cast) -> None:
    typist, second = two(cast)
    old = approved(typist, second, "12")
    with pytest.raises(UnfitFigure) as refusal:
        draft(typist, "13")
    assert boxes(refusal) == {"note"}

    new = approved(typist, second, "13", note="Báo cáo đính chính")

    assert counted() == [new]
    old.refresh_from_db()
    assert (old.state, old.value) == (State.APPROVED, 12)


def test_of_one_window_the_last_approved_counts_and_must_say_why(cast: Cast) -> None:
    typist, second = two(cast)
    first = draft(typist, "12")
    approved(typist, second, "30")

    with pytest.raises(AnotherApproved, match="ghi chú vì sao"):
        typing.send(figure=first, by=typist, at=LATER, seen=first.revision)
    with_reason = said("12", note="Công an xã đính chính")
    first = typing.change(
        figure=first, said=with_reason, evidence=None, by=typist, at=LATER, seen=first.revision
    )
    first = typing.send(figure=first, by=typist, at=LATER, seen=first.revision)
    first = typing.approve(figure=first, by=second, at=LATER, seen=first.revision)

    assert counted() == [first]


def test_a_figure_that_waited_while_another_was_approved_is_not_approved_without_a_reason(cast: Cast) -> None:
    typist, second = two(cast)
    waits = waiting(typist, "12")
    TypedFigure.objects.filter(pk=waits.pk).update(state=State.DRAFT)
    approved(typist, second, "30")
    TypedFigure.objects.filter(pk=waits.pk).update(state=State.WAITING)

    with pytest.raises(AnotherApproved, match="Trả lại"):
        typing.approve(figure=waits, by=second, at=NOW, seen=waits.revision)


def test_two_figures_of_one_window_do_not_wait_at_once(cast: Cast) -> None:
    typist, _ = two(cast)
    waiting(typist)
    other = draft(make_officer("plan_owner", unit="uy-ban"), "14")

    with pytest.raises(AnotherWaits, match="Lò Thị Thông"):
        typing.send(figure=other, by=other.entered_by, at=NOW, seen=other.revision)


def test_an_act_on_an_old_page_is_told_who_was_first(cast: Cast) -> None:
    typist, second = two(cast)
    figure = waiting(typist)

    with pytest.raises(FigureOvertaken, match=f"{typist.full_name} đã gửi duyệt"):
        typing.approve(figure=figure, by=second, at=NOW, seen=0)


def test_the_owners_people_and_focal_officers_type_and_nobody_else(share: str, cast: Cast) -> None:
    draft(cast.land_specialist, target=share, value="85,5".replace(",", "."))

    for officer in (cast.specialist, cast.chairman, cast.sysadmin):
        with pytest.raises(Forbidden, match="đơn vị khác phụ trách"):
            draft(officer, target=share, value="80")

    assert may_type(cast.head_of_office, cast.land_head.unit_id), "a focal officer types for any unit"
    assert not may_type(cast.sysadmin, cast.sysadmin.unit_id)
    assert may_see(cast.chairman, None)
    assert not may_see(cast.specialist, cast.land_head.unit_id)


def test_who_typed_a_figure_sees_it_after_the_target_went_to_another_unit(share: str, cast: Cast) -> None:
    figure = draft(cast.land_specialist, target=share, value="80")

    assert may_see(cast.land_specialist, cast.chairman.unit_id, figure)
    assert not may_see(cast.land_specialist, cast.chairman.unit_id)


def test_the_buttons_are_those_of_the_state_and_the_person(cast: Cast) -> None:
    typist, second = two(cast)
    figure = draft(typist)
    assert [one.code for one in actions(typist, figure)] == ["gui", "bo"]
    assert actions(second, figure) == []

    figure = typing.send(figure=figure, by=typist, at=NOW, seen=figure.revision)

    assert [one.code for one in actions(typist, figure)] == ["lay-lai"]
    assert [one.code for one in actions(second, figure)] == ["duyet", "tra-lai"]


def test_an_unknown_target_or_window_is_told(cast: Cast) -> None:
    typist, _ = two(cast)

    with pytest.raises(Missing):
        draft(typist, target="KHONG-CO")
    with pytest.raises(Refusal):
        draft(typist, window="2026-Q9")


def test_a_target_that_a_measure_counts_takes_no_typed_figure(cast: Cast) -> None:
    typist, _ = two(cast)
    promise("CT-DEM", "dossiers.filed_online", "40")

    with pytest.raises(Missing, match="không nhập tay"):
        draft(typist, target="CT-DEM")


def test_evidence_of_a_kind_nobody_can_read_is_refused_at_its_box(cast: Cast) -> None:
    typist, _ = two(cast)

    with pytest.raises(FileTypeRefused) as refusal:
        typing.keep_evidence(SimpleUploadedFile("a.exe", b"MZ\x90\x00"), by=typist, at=NOW)

    assert refusal.value.problems[0].field == "evidence"


def test_evidence_nobody_was_shown_goes_when_it_is_replaced_and_stays_once_it_was(cast: Cast) -> None:
    typist, second = two(cast)
    figure = draft(typist)
    first = figure.evidence
    assert first is not None
    figure = typing.change(
        figure=figure, said=said(), evidence=evidence(typist), by=typist, at=NOW, seen=figure.revision
    )
    assert not StoredFile.objects.filter(pk=first.pk).exists()
    shown = figure.evidence
    figure = typing.send(figure=figure, by=typist, at=NOW, seen=figure.revision)
    figure = typing.send_back(figure=figure, reason="Mờ", by=second, at=NOW, seen=figure.revision)

    figure = typing.change(
        figure=figure, said=said(), evidence=evidence(typist), by=typist, at=NOW, seen=figure.revision
    )

    assert shown is not None
    assert StoredFile.objects.filter(pk=shown.pk).exists()
    assert figure.evidence_id != shown.pk
    assert Path(shown.content.path).exists()


def test_the_figures_of_a_year_are_read_in_one_question(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    typist, second = two(cast)
    approved(typist, second, "10", window="2025-Q4")
    approved(typist, second, "12", window="2026-01")
    waiting(typist, "14", window="2026-Q1")
    dropped = draft(typist, "99", window="2026-02")
    typing.drop(figure=dropped, by=typist, at=NOW, seen=dropped.revision)

    with django_assert_num_queries(1):
        found = typed.TypedFigures(2026, NOW)

    now, before, open_one = found.of(TARGET), found.earlier(TARGET), found.waiting(TARGET)
    assert now is not None
    assert before is not None
    assert open_one is not None
    assert (now.words, now.as_of, now.label) == ("12", "Tháng 1/2026, đến 14/01/2026", "1/26")
    assert (before.words, before.label) == ("10", "Q4/25")
    assert (open_one.words, open_one.state) == ("14", State.WAITING)
    assert [line.words for line in found.trend(TARGET)] == ["10", "12"]
    assert found.reaches(TARGET, date(2026, 3, 14))
    assert not found.reaches(TARGET, date(2026, 3, 15))
    assert found.of("KHONG-CO") is None


def test_a_figure_tells_its_age_and_that_it_is_old(cast: Cast) -> None:
    typist, second = two(cast)
    approved(typist, second, "10", window="2025")

    line = typed.TypedFigures(2025, NOW + timedelta(days=60)).of(TARGET)

    assert line is not None
    assert line.is_old
    assert line.age == "cách đây 7 tháng"
    assert line.label == "2025"
    assert line.evidence_words.endswith(".png")
