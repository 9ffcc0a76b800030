"""The result: proposed, approved, numbered, ready; late or in time, digitised or not."""

from datetime import date

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.officers import make_officer
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import MoveRefused, State
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import handling, resolving
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.platform.journal.queries import timeline


def propose(cast: Cast, dossier: Dossier, **more: object) -> Dossier:
    """The specialist's proposal."""
    facts = {
        "dossier": dossier,
        "by": cast.specialist,
        "outcome": "granted",
        "summary": "Xác nhận đúng nơi ở.",
        "at": make.moment(3),
        "seen": dossier.revision,
    }
    return resolving.propose_result(**facts | more)  # type: ignore[arg-type]


def issue(cast: Cast, dossier: Dossier, **more: object) -> Dossier:
    """The clerk's number."""
    facts = {
        "dossier": dossier,
        "by": cast.clerk,
        "number": "12/XN-UBND",
        "issued_on": date(2026, 3, 4),
        "at": make.moment(4),
        "seen": dossier.revision,
    }
    return resolving.issue(**facts | more)  # type: ignore[arg-type]


def test_a_proposal_is_written_and_goes_on_to_be_checked(cast: Cast) -> None:
    dossier = propose(cast, make.assigned(cast), upload=make.picture("du-thao.png"))

    assert (dossier.state, dossier.holder) == (State.IN_PROCESS, cast.head_of_office)
    assert (dossier.result.outcome, dossier.result.summary) == ("granted", "Xác nhận đúng nơi ở.")
    assert dossier.result.file is not None
    events = [entry.event for entry in timeline(dossier.subject)]
    assert events[-2:] == ["dossiers.result_proposed", "dossiers.step_started"]


def test_proposed_again_the_new_words_stand_and_the_file_stays(cast: Cast) -> None:
    dossier = propose(cast, make.assigned(cast), upload=make.picture("du-thao.png"))
    file = dossier.result.file
    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        note="Thiếu ngày chuyển đến.",
    )

    dossier = propose(cast, dossier, outcome="refused", summary="Không có nhà ở địa chỉ này.")

    assert (dossier.result.outcome, dossier.result.file) == ("refused", file)


@pytest.mark.parametrize(
    ("field", "value"), [("outcome", "maybe"), ("outcome", ""), ("summary", ""), ("summary", "ừ")]
)
def test_a_proposal_without_outcome_or_words_is_refused(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        propose(cast, make.assigned(cast), **{field: value})

    assert refused.value.problems[0].field == field


def test_only_the_holder_proposes_and_only_while_handling(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(NotYours):
        propose(cast, dossier, by=cast.other_specialist)
    with pytest.raises(MoveRefused, match="chờ lãnh đạo duyệt"):
        propose(cast, make.awaiting_approval(cast))


def test_approving_is_written_with_who_and_when_and_goes_on_to_the_clerk(cast: Cast) -> None:
    dossier = make.awaiting_approval(cast)

    dossier = resolving.approve(
        dossier=dossier, by=cast.chairman, at=make.moment(4), seen=dossier.revision, note="Đồng ý."
    )

    assert (dossier.state, dossier.holder) == (State.AWAITING_ISSUE, cast.clerk)
    assert (dossier.result.approved_by, dossier.result.approved_at) == (cast.chairman, make.moment(4))


def test_only_whoever_signs_approves(cast: Cast) -> None:
    dossier = make.awaiting_approval(cast)

    for officer in (cast.head_of_office, cast.specialist, cast.clerk, cast.centre_head):
        with pytest.raises(NotYours):
            resolving.approve(dossier=dossier, by=officer, at=make.MONDAY, seen=dossier.revision)


def test_with_two_leaders_either_approves(cast: Cast) -> None:
    deputy = make_officer("leader", unit="uy-ban", full_name="Lý Thị Phó")
    dossier = make.awaiting_approval(cast)
    assert dossier.holder is None

    dossier = resolving.approve(dossier=dossier, by=deputy, at=make.moment(4), seen=dossier.revision)

    assert dossier.result.approved_by == deputy


def test_approving_in_another_state_is_refused_in_words(cast: Cast) -> None:
    dossier = make.proposed(cast)

    with pytest.raises(MoveRefused, match="không duyệt được"):
        resolving.approve(dossier=dossier, by=cast.chairman, at=make.MONDAY, seen=dossier.revision)


def test_a_route_without_a_clerk_is_ready_once_approved(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    dossier = handling.take(dossier=dossier, by=cast.specialist, at=make.MONDAY, seen=dossier.revision)
    dossier = propose(cast, dossier, at=make.moment(2, 10))

    dossier = resolving.approve(
        dossier=dossier, by=cast.chairman, at=make.moment(2, 11), seen=dossier.revision
    )

    assert dossier.state == State.READY
    assert dossier.finished_at == make.moment(2, 11)
    assert dossier.is_late is False


def test_a_numbered_result_is_ready_and_stops_the_legal_clock(cast: Cast) -> None:
    dossier = issue(cast, make.approved(cast), upload=make.picture("ban-ky.png"))

    assert dossier.state == State.READY
    assert (dossier.result.number, dossier.result.issued_on) == ("12/XN-UBND", date(2026, 3, 4))
    assert dossier.result.file is not None
    assert dossier.result.file.name == "ban-ky.png"
    assert dossier.finished_at == make.moment(4)
    assert dossier.is_late is False
    assert dossier.is_digitised
    assert dossier.step is not None
    assert (dossier.step.kind, dossier.holder) == ("return", cast.one_stop_officer)
    assert [e.event for e in timeline(dossier.subject)][-2:] == ["dossiers.step_started", "dossiers.ready"]


def test_a_result_past_the_due_moment_is_late_yet_ready(cast: Cast) -> None:
    dossier = issue(cast, make.approved(cast), at=make.moment(10), issued_on=date(2026, 3, 10))

    assert dossier.state == State.READY
    assert dossier.is_late is True


def test_without_a_deadline_lateness_is_not_measured(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.NO_TIME)
    dossier = handling.assign(
        dossier=dossier,
        to=cast.land_specialist,
        by=cast.land_head,
        at=make.MONDAY,
        seen=dossier.revision,
    )
    dossier = propose(cast, dossier, by=cast.land_specialist)
    dossier = handling.forward(dossier=dossier, by=cast.land_head, at=make.moment(3), seen=dossier.revision)
    dossier = resolving.approve(dossier=dossier, by=cast.chairman, at=make.moment(3), seen=dossier.revision)

    dossier = issue(cast, dossier)

    assert dossier.is_late is None


def test_a_paper_never_scanned_or_a_result_without_a_file_is_not_digitised(cast: Cast) -> None:
    paper = PaperIn(name="Đơn xin xác nhận", medium="0")

    unscanned = issue(cast, make.approved(cast, papers=(paper,)))
    no_file = issue(cast, make.approved(cast, with_file=False))

    assert not unscanned.is_digitised
    assert not no_file.is_digitised
    assert no_file.paper_handover_count == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "  "),
        ("number", "9" * 61),
        ("issued_on", date(2026, 3, 5)),
        ("issued_on", date(2026, 3, 1)),
    ],
)
def test_a_wrong_number_or_day_is_refused(cast: Cast, field: str, value: object) -> None:
    with pytest.raises(Invalid) as refused:
        issue(cast, make.approved(cast), **{field: value})

    assert refused.value.problems[0].field == field


def test_only_the_clerk_numbers_and_only_when_approved(cast: Cast) -> None:
    with pytest.raises(NotYours):
        issue(cast, make.approved(cast), by=cast.specialist)
    with pytest.raises(MoveRefused):
        issue(cast, make.awaiting_approval(cast))
