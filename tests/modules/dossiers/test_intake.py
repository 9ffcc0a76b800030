"""At the counter: taking in, accepting, asking for what lacks, refusing."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.people import make_person
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import MoveRefused, State
from xaso.modules.dossiers.models import Dossier, Origin, StepRun
from xaso.modules.dossiers.services import intake, supplementing
from xaso.modules.dossiers.services.changing import Overtaken
from xaso.modules.dossiers.services.intake import Lack, NeedsLeader, NoReason
from xaso.modules.dossiers.services.opening import KeyTaken
from xaso.modules.dossiers.services.papers import PaperIn, TooManyFiles
from xaso.modules.org.models import Officer
from xaso.modules.procedures.models import RouteStep
from xaso.platform.journal.queries import timeline

LACKING = [Lack(None, "Giấy tờ nhà", "Ảnh mờ, chụp lại.")]


def ask(dossier: Dossier, by: Officer, day: int = 2, **more: str) -> Dossier:
    """Ask for a better house paper."""
    return intake.request_supplement(
        dossier=dossier, by=by, items=LACKING, at=make.moment(day, 10), seen=dossier.revision, **more
    )


def test_taking_in_starts_the_clock_and_goes_on_to_the_next_step(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    assert dossier.state == State.IN_PROCESS
    assert dossier.received_at == make.MONDAY
    assert dossier.due_at == make.moment(9, 17, 30)
    assert dossier.receiver == cast.one_stop_officer
    assert dossier.step is not None
    assert (dossier.step.code, dossier.unit, dossier.holder) == (
        "phan-cong",
        cast.head_of_office.unit,
        cast.head_of_office,
    )
    first, second = dossier.runs.order_by("pk")
    assert (first.step.kind, first.outcome, first.ended_at) == ("receive", "forwarded", make.MONDAY)
    assert (second.step.kind, second.ended_at) == ("assign", None)
    assert [e.event for e in timeline(dossier.subject)] == ["dossiers.received", "dossiers.step_started"]


def test_the_first_hop_is_written_from_the_counter(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    hop = dossier.handovers.get()
    assert (hop.from_officer, hop.to_officer) == (cast.one_stop_officer, cast.head_of_office)
    assert (hop.medium, dossier.handover_count, dossier.paper_handover_count) == ("electronic", 1, 0)


def test_a_dossier_with_a_paper_not_scanned_travels_on_paper(cast: Cast) -> None:
    dossier = make.taken_in(cast, papers=(PaperIn(name="Đơn xin xác nhận", medium="0"),))

    assert dossier.paper_handover_count == 1
    assert dossier.handovers.get().medium == "paper"


def test_a_paper_only_to_be_shown_need_not_be_scanned(cast: Cast) -> None:
    component = make.version().components.get(code="tp01")
    component.case = "Giấy tờ phải xuất trình:"
    component.save()

    dossier = make.taken_in(cast, papers=(PaperIn(component.pk, medium="0"),))

    assert not dossier.papers.get().needs_digitising
    assert dossier.paper_handover_count == 0


def test_after_three_in_the_afternoon_it_counts_from_the_next_morning(cast: Cast) -> None:
    dossier = make.taken_in(cast, make.moment(2, 15, 20))

    assert dossier.due_at == make.moment(10, 17, 30)
    assert "sau 15:00" in dossier.due_lines[0]


def test_hours_count_in_working_hours(cast: Cast) -> None:
    dossier = make.taken_in(cast, make.moment(2, 10), code=make.HARDSHIP)

    assert dossier.due_at == make.moment(2, 16)


def test_a_procedure_without_a_time_gets_no_day_of_return(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.NO_TIME)

    assert dossier.due_at is None
    assert dossier.runs.get(ended_at=None).due_at is None


def test_the_field_decides_the_office_and_no_officer_there_means_another_with_the_role(cast: Cast) -> None:
    land = make.taken_in(cast, code=make.LAND)
    stay = make.taken_in(cast, code="9.000004")

    assert land.holder == cast.land_head
    assert stay.unit is not None
    assert (stay.unit.code, stay.holder) == ("cong-an", cast.head_of_office)


def test_sent_twice_with_one_key_it_is_one_dossier(cast: Cast) -> None:
    first, second = (
        intake.take_in_at_counter(
            by=cast.one_stop_officer,
            applicant=cast.citizen,
            version=make.version(),
            answers={},
            filing_key="quay-1-1",
            at=make.MONDAY,
        )
        for _ in range(2)
    )

    assert first == second
    assert Dossier.objects.count() == 1


def test_a_key_of_another_person_is_refused(cast: Cast) -> None:
    made = make.taken_in(cast)

    with pytest.raises(KeyTaken):
        intake.take_in_at_counter(
            by=cast.one_stop_officer,
            applicant=cast.stranger,
            version=make.version(),
            answers={},
            filing_key=made.filing_key,
            at=make.MONDAY,
        )


def test_only_who_receives_takes_in(cast: Cast) -> None:
    with pytest.raises(NotYours):
        intake.take_in_at_counter(
            by=cast.specialist,
            applicant=cast.citizen,
            version=make.version(),
            answers={},
            filing_key="quay-2",
            at=make.MONDAY,
        )


def test_a_bearer_says_what_they_are_to_the_applicant(cast: Cast) -> None:
    with pytest.raises(Invalid, match="quan hệ"):
        make.taken_in(cast, submitter=make_person())

    dossier = make.taken_in(cast, submitter=cast.village_head, relation="Trưởng bản")

    assert (dossier.applicant, dossier.submitter) == (cast.citizen, cast.village_head)


def test_the_paper_book_keeps_the_day_it_came(cast: Cast) -> None:
    dossier = make.taken_in(cast, make.moment(6), entry="paper_book", received_at=make.moment(2, 9))

    assert dossier.received_at == make.moment(2, 9)
    assert dossier.due_at == make.moment(9, 17, 30)


@pytest.mark.parametrize(
    ("entry", "day"), [("system", 1), ("paper_book", 9)], ids=["not-the-book", "in-the-future"]
)
def test_an_earlier_reception_is_for_the_paper_book_only_and_never_ahead(
    cast: Cast, entry: str, day: int
) -> None:
    with pytest.raises(Invalid):
        make.taken_in(cast, make.MONDAY, entry=entry, received_at=make.moment(day, 9))


def test_accepting_what_came_online_starts_its_clock_now(cast: Cast) -> None:
    filed = make.filed(cast.citizen, make.moment(2, 9))

    dossier = intake.accept(
        dossier=filed, by=cast.one_stop_officer, at=make.moment(2, 11), seen=filed.revision
    )

    assert dossier.state == State.IN_PROCESS
    assert dossier.received_at == make.moment(2, 11)
    assert dossier.due_at == make.moment(9, 17, 30)
    assert dossier.revision == filed.revision + 1
    assert dossier.runs.get(step__kind="receive").started_at == filed.filed_at


def test_accepting_twice_is_refused_with_who_was_first(cast: Cast) -> None:
    filed = make.filed(cast.citizen)
    intake.accept(dossier=filed, by=cast.one_stop_officer, at=make.moment(2, 9), seen=filed.revision)

    with pytest.raises(
        Overtaken, match=r"Khà Văn Đón .* đã chuyển bước hồ sơ này lúc 09:00 thứ Hai 02/03/2026"
    ):
        intake.accept(dossier=filed, by=cast.one_stop_officer, at=make.moment(2, 10), seen=filed.revision)


def test_accepting_what_was_received_is_refused_in_words(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(MoveRefused, match="đang giải quyết"):
        intake.accept(dossier=dossier, by=cast.one_stop_officer, at=make.MONDAY, seen=dossier.revision)


def test_only_who_receives_accepts(cast: Cast) -> None:
    filed = make.filed(cast.citizen)

    with pytest.raises(NotYours):
        intake.accept(dossier=filed, by=cast.specialist, at=make.MONDAY, seen=filed.revision)


def test_a_supplement_before_reception_rests_no_clock(cast: Cast) -> None:
    dossier = ask(make.filed(cast.citizen), cast.one_stop_officer)

    assert dossier.state == State.AWAITING_SUPPLEMENT
    assert dossier.paused_at is None
    assert dossier.supplement_count == 1
    assert dossier.supplements.get().items == [
        {"component": "", "name": "Giấy tờ nhà", "reason": "Ảnh mờ, chụp lại."}
    ]


def test_a_supplement_after_reception_rests_the_clock(cast: Cast) -> None:
    dossier = ask(make.assigned(cast), cast.specialist, day=3)

    assert dossier.state == State.AWAITING_SUPPLEMENT
    assert dossier.paused_at == make.moment(3, 10)
    assert any("Tạm dừng" in line for line in dossier.due_lines)
    assert dossier.holder == cast.specialist


def test_only_the_holder_the_counter_or_who_supervises_asks(cast: Cast) -> None:
    with pytest.raises(NotYours):
        ask(make.assigned(cast), cast.other_specialist)


@pytest.mark.parametrize("items", [[], [Lack(None, "", "Thiếu trang hai")], [Lack(None, "Đơn", "?")]])
def test_each_thing_that_lacks_has_a_name_and_a_reason(cast: Cast, items: list[Lack]) -> None:
    dossier = make.filed(cast.citizen)

    with pytest.raises(Invalid):
        intake.request_supplement(
            dossier=dossier, by=cast.one_stop_officer, items=items, at=make.MONDAY, seen=dossier.revision
        )


def answered_once(cast: Cast) -> Dossier:
    """Received, asked once, answered."""
    dossier = ask(make.assigned(cast), cast.specialist)
    return supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Đã gửi lại.", at=make.moment(2, 11)
    )


def test_a_second_request_needs_a_leader_and_a_reason(cast: Cast) -> None:
    dossier = answered_once(cast)

    with pytest.raises(NeedsLeader, match="đã được yêu cầu bổ sung 1 lần"):
        ask(dossier, cast.specialist)
    with pytest.raises(NeedsLeader, match="Ghi lý do"):
        ask(dossier, cast.centre_head)
    dossier = ask(dossier, cast.chairman, exception="Bổ sung theo văn bản mới của tỉnh.")

    assert dossier.supplement_count == 2
    assert dossier.supplements.get(number=2).exception == "Bổ sung theo văn bản mới của tỉnh."


def test_after_three_working_days_a_request_needs_a_leader(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(NeedsLeader, match="quá 3 ngày làm việc"):
        ask(dossier, cast.specialist, day=6)

    assert ask(dossier, cast.specialist, day=5).state == State.AWAITING_SUPPLEMENT


def test_refusing_ends_the_dossier_with_its_reason(cast: Cast) -> None:
    filed = make.filed(cast.citizen)

    dossier = intake.refuse(
        dossier=filed,
        by=cast.one_stop_officer,
        reason="Việc này thuộc Công an xã.",
        at=make.moment(2, 9),
        seen=filed.revision,
    )

    assert dossier.state == State.REFUSED
    assert dossier.ended_reason == "Việc này thuộc Công an xã."
    assert dossier.finished_at == make.moment(2, 9)
    assert dossier.is_late is None
    assert dossier.receiver == cast.one_stop_officer


def test_refusing_without_a_reason_is_refused(cast: Cast) -> None:
    filed = make.filed(cast.citizen)

    with pytest.raises(NoReason):
        intake.refuse(
            dossier=filed, by=cast.one_stop_officer, reason="  ", at=make.MONDAY, seen=filed.revision
        )


def test_refusing_what_is_in_process_is_refused(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(MoveRefused):
        intake.refuse(
            dossier=dossier,
            by=cast.one_stop_officer,
            reason="Không đúng nơi nộp.",
            at=make.MONDAY,
            seen=dossier.revision,
        )


def test_every_step_has_a_due_moment_of_its_own(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    run = dossier.runs.get(ended_at=None)
    assert run.due_at == make.moment(2, 14, 45)
    assert StepRun.objects.filter(ended_at=None).count() == 1


def test_a_dossier_takes_only_so_many_papers(cast: Cast) -> None:
    many = tuple(PaperIn(name=f"Giấy {number}") for number in range(41))

    with pytest.raises(TooManyFiles, match="nhiều nhất 40 tệp"):
        make.taken_in(cast, papers=many)


def test_a_paper_is_named_by_its_component_then_its_file_then_plainly(cast: Cast) -> None:
    component = make.version().components.get(code="tp01")
    papers = (PaperIn(component.pk), PaperIn(upload=make.picture("so-do.png")), PaperIn(medium="9"))

    dossier = make.taken_in(cast, papers=papers)

    found = list(dossier.papers.order_by("pk").values_list("name", "medium"))
    assert found == [(component.name, "2"), ("so-do.png", "2"), ("Giấy tờ khác", "1")]


def test_a_route_without_a_step_of_reception_begins_with_its_first_step(cast: Cast) -> None:
    RouteStep.objects.filter(route=make.version().route, kind="receive").delete()

    dossier = make.taken_in(cast)

    assert [run.step.kind for run in dossier.runs.all()] == ["assign"]


def test_an_authorised_person_names_the_paper_and_the_place_is_kept(cast: Cast) -> None:
    kin = intake.AUTHORISED
    with pytest.raises(Invalid) as refused:
        make.taken_in(cast, submitter=cast.stranger, relation=kin)
    origin = intake.OriginIn(
        authorisation="Giấy ủy quyền 12/2026, UBND xã Suối Mây", reception_place="Trung tâm xã Đèo Gió"
    )

    dossier = make.taken_in(cast, submitter=cast.stranger, relation=kin, origin=origin)

    assert refused.value.problems[0].field == "authorisation"
    assert dossier.origin.authorisation.startswith("Giấy ủy quyền 12/2026")
    assert dossier.origin.reception_place == "Trung tâm xã Đèo Gió"


def test_the_usual_way_leaves_no_row_of_origin(cast: Cast) -> None:
    dossier = make.taken_in(cast, origin=intake.OriginIn())

    assert not Origin.objects.filter(dossier=dossier).exists()
