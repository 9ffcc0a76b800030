"""From step to step: assigning, taking, forwarding, sending back, handing over; each hop written down."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers import access
from xaso.modules.dossiers.access import NotYours, visible_to
from xaso.modules.dossiers.lifecycle import MoveRefused, State
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries.records import seen_dossier
from xaso.modules.dossiers.services import handling, intake, resolving
from xaso.modules.dossiers.services.intake import Lack, NoReason
from xaso.modules.dossiers.services.routing import RouteEnds, WrongOfficer
from xaso.modules.org.models import Officer
from xaso.modules.org.queries import clear_caches
from xaso.modules.procedures.models import RouteStep


def hops(dossier: Dossier) -> list[tuple[str, str, str]]:
    """Who gave to whom, and how."""
    rows = dossier.handovers.order_by("pk").select_related("from_officer", "to_officer")
    return [(str(row.from_officer or "-"), str(row.to_officer or "-"), row.medium) for row in rows]


def test_the_head_assigns_and_the_step_of_handling_begins(cast: Cast) -> None:
    dossier = make.assigned(cast)

    assert dossier.step is not None
    assert (dossier.step.kind, dossier.holder) == ("handle", cast.specialist)
    assert hops(dossier)[-1] == ("Lò Thị Thông", "Vi Văn Sổ", "electronic")
    assert dossier.runs.get(ended_at=None).holder == cast.specialist


def test_the_head_gives_the_work_to_another_within_the_step(cast: Cast) -> None:
    dossier = make.assigned(cast)

    dossier = handling.assign(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        note="Anh Sổ đi học.",
    )

    assert dossier.holder == cast.other_specialist
    assert dossier.runs.get(ended_at=None).holder == cast.other_specialist
    assert dossier.runs.count() == 3


def test_only_an_officer_of_that_office_and_role_is_assigned(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(WrongOfficer, match="không giữ được bước “Thụ lý"):
        handling.assign(
            dossier=dossier,
            to=cast.land_specialist,
            by=cast.head_of_office,
            at=make.MONDAY,
            seen=dossier.revision,
        )


def test_a_specialist_does_not_assign(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    with pytest.raises(NotYours, match="Lò Thị Thông đang giữ hồ sơ"):
        handling.assign(
            dossier=dossier, to=cast.specialist, by=cast.specialist, at=make.MONDAY, seen=dossier.revision
        )


def test_with_two_who_could_a_dossier_waits_until_one_takes_it(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    assert (dossier.holder, dossier.unit) == (None, cast.specialist.unit)

    dossier = handling.take(dossier=dossier, by=cast.specialist, at=make.moment(2, 9), seen=dossier.revision)

    assert dossier.holder == cast.specialist
    assert hops(dossier) == [
        ("Khà Văn Đón", "-", "electronic"),
        ("-", "Vi Văn Sổ", "electronic"),
    ]


def test_a_dossier_is_taken_by_its_offices_specialists_only(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)

    for officer in (cast.land_specialist, cast.head_of_office, cast.one_stop_officer):
        with pytest.raises(NotYours):
            handling.take(dossier=dossier, by=officer, at=make.MONDAY, seen=dossier.revision)


def test_the_checked_result_goes_on_to_whoever_approves(cast: Cast) -> None:
    dossier = make.awaiting_approval(cast)

    assert dossier.state == State.AWAITING_APPROVAL
    assert dossier.holder == cast.chairman


def test_forwarding_to_a_named_officer_and_on_paper(cast: Cast) -> None:
    other = make_officer("leader", unit="uy-ban", full_name="Lý Thị Phó")
    dossier = make.proposed(cast)

    dossier = handling.forward(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        to=other,
        medium=handling.Medium.PAPER,
    )

    assert dossier.holder == other
    assert dossier.paper_handover_count == 1
    assert hops(dossier)[-1][2] == "paper"


def test_the_one_who_handles_proposes_and_does_not_just_forward(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(NotYours):
        handling.forward(dossier=dossier, by=cast.specialist, at=make.MONDAY, seen=dossier.revision)


def test_sent_back_it_returns_to_whoever_held_the_step(cast: Cast) -> None:
    dossier = make.proposed(cast)

    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        note="Thiếu ngày chuyển đến.",
    )

    assert dossier.state == State.IN_PROCESS
    assert dossier.holder == cast.specialist
    assert dossier.step is not None
    assert dossier.step.kind == "handle"
    assert dossier.runs.filter(outcome="sent_back").get().note == "Thiếu ngày chuyển đến."


def test_sent_back_from_the_leader_it_is_checked_again(cast: Cast) -> None:
    dossier = make.awaiting_approval(cast)

    dossier = handling.send_back(
        dossier=dossier, by=cast.chairman, at=make.moment(3), seen=dossier.revision, note="Sai tên thôn."
    )

    assert (dossier.state, dossier.holder) == (State.IN_PROCESS, cast.head_of_office)


def test_sending_back_needs_a_reason(cast: Cast) -> None:
    dossier = make.proposed(cast)

    with pytest.raises(NoReason) as refused:
        handling.send_back(
            dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision, note=""
        )

    assert refused.value.problems[0].field == "note"


def test_a_step_that_may_not_be_sent_back_is_not(cast: Cast) -> None:
    dossier = make.approved(cast)

    with pytest.raises(NotYours):
        handling.send_back(
            dossier=dossier, by=cast.clerk, at=make.MONDAY, seen=dossier.revision, note="Sai tên thôn."
        )


def test_back_at_the_counter_the_receiver_sends_it_on_again(cast: Cast) -> None:
    dossier = make.taken_in(cast)
    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(2, 9),
        seen=dossier.revision,
        note="Quét thiếu trang hai.",
    )
    assert (dossier.state, dossier.holder) == (State.RECEIVED, cast.one_stop_officer)

    dossier = handling.forward(
        dossier=dossier, by=cast.one_stop_officer, at=make.moment(2, 10), seen=dossier.revision
    )

    assert (dossier.state, dossier.holder) == (State.IN_PROCESS, cast.head_of_office)


def test_one_gone_meanwhile_does_not_get_it_back(cast: Cast) -> None:
    dossier = make.proposed(cast)
    cast.specialist.is_active = False
    cast.specialist.save()

    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        note="Thiếu ngày chuyển đến.",
    )

    assert dossier.holder == cast.other_specialist


def test_a_colleague_at_the_same_step_takes_over(cast: Cast) -> None:
    dossier = make.assigned(cast)

    dossier = handling.hand_over(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.specialist,
        at=make.moment(3),
        seen=dossier.revision,
        note="Tôi nghỉ phép.",
    )

    assert dossier.holder == cast.other_specialist


def test_nobody_hands_over_to_oneself_or_out_of_the_office(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(Invalid, match="đang ở chỗ bạn rồi"):
        handling.hand_over(
            dossier=dossier, to=cast.specialist, by=cast.specialist, at=make.MONDAY, seen=dossier.revision
        )
    with pytest.raises(WrongOfficer):
        handling.hand_over(
            dossier=dossier,
            to=cast.land_specialist,
            by=cast.specialist,
            at=make.MONDAY,
            seen=dossier.revision,
        )


def test_while_a_supplement_is_awaited_nothing_moves(cast: Cast) -> None:
    dossier = make.assigned(cast)
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )

    with pytest.raises(MoveRefused, match="chờ bổ sung"):
        handling.hand_over(
            dossier=dossier,
            to=cast.other_specialist,
            by=cast.specialist,
            at=make.moment(3),
            seen=dossier.revision,
        )


def test_a_route_that_ends_too_early_says_so(cast: Cast) -> None:
    dossier = make.proposed(cast)
    route = dossier.version.route
    RouteStep.objects.filter(route=route, kind__in=["approve", "issue", "return"]).update(
        route=other_route(route.pk)
    )
    clear_caches()

    with pytest.raises(RouteEnds):
        handling.forward(dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision)


def test_the_first_step_has_nothing_before_it(cast: Cast) -> None:
    dossier = make.taken_in(cast)
    RouteStep.objects.filter(route=dossier.version.route, kind="receive").update(
        route=other_route(dossier.version.route_id)
    )
    clear_caches()

    with pytest.raises(RouteEnds):
        handling.send_back(
            dossier=dossier, by=cast.head_of_office, at=make.MONDAY, seen=dossier.revision, note="Sai nơi."
        )


def test_one_officer_who_is_both_may_do_both(cast: Cast) -> None:
    both = make_officer("receiver", "specialist", "returner", unit="mot-cua")
    dossier = make.filed(cast.citizen)

    dossier = intake.accept(dossier=dossier, by=both, at=make.MONDAY, seen=dossier.revision)

    assert dossier.receiver == both
    assert dossier.holder == cast.head_of_office


def test_the_short_route_goes_from_handling_straight_to_approval(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    dossier = handling.take(dossier=dossier, by=cast.specialist, at=make.MONDAY, seen=dossier.revision)

    dossier = resolving.propose_result(
        dossier=dossier,
        by=cast.specialist,
        outcome="granted",
        summary="Cấp bản sao.",
        at=make.MONDAY,
        seen=dossier.revision,
    )

    assert (dossier.state, dossier.holder) == (State.AWAITING_APPROVAL, cast.chairman)


def other_route(taken: int) -> int:
    """The key of a route other than this one, its own steps out of the way."""
    steps = RouteStep.objects.exclude(route_id=taken)
    other = steps.values_list("route_id", flat=True).first()
    assert other is not None
    for step in steps.filter(route_id=other):
        step.order += 100
        step.save()
    return other


def test_whoever_acts_on_what_nobody_holds_is_the_one_who_gives_it_on(cast: Cast) -> None:
    make_officer("leader", unit="uy-ban", full_name="Lý Thị Phó")
    dossier = make.awaiting_approval(cast)
    assert dossier.holder is None

    dossier = resolving.approve(dossier=dossier, by=cast.chairman, at=make.moment(4), seen=dossier.revision)

    assert hops(dossier)[-1][:2] == (cast.chairman.full_name, cast.clerk.full_name)


def leave(officer: Officer) -> None:
    """The officer no longer works here."""
    officer.is_active = False
    officer.save(update_fields=["is_active"])


def test_a_step_whose_office_has_nobody_goes_to_one_who_can_and_who_then_finds_it(cast: Cast) -> None:
    leave(cast.head_of_office)
    make_officer("unit_head", unit="mot-cua")

    dossier = make.taken_in(cast)

    assert dossier.holder is not None
    found = seen_dossier(dossier.holder, dossier.code)
    assert access.can(dossier.holder, found, "distribute")
    assert visible_to(dossier.holder).filter(pk=dossier.pk).exists()


def test_what_waits_to_be_distributed_by_one_who_left_is_given_to_another_head(cast: Cast) -> None:
    dossier = make.taken_in(cast)
    leave(cast.head_of_office)

    given = handling.assign(
        dossier=dossier, to=cast.land_head, by=cast.chairman, at=make.MONDAY, seen=dossier.revision
    )

    assert given.holder == cast.land_head
    assert given.step is not None
    assert given.step.kind == "assign"
