"""The ends: returned whatever the delay, withdrawn while nothing is approved, stopped by who is in charge."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.deadlines import ClockKind
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import MoveRefused, State
from xaso.modules.dossiers.models import Dossier, StepRun
from xaso.modules.dossiers.queries.rows import dossier_clock
from xaso.modules.dossiers.services import ending, intake
from xaso.modules.dossiers.services.intake import NoReason


def give(cast: Cast, dossier: Dossier, **more: object) -> Dossier:
    """Returned at the counter."""
    facts = {
        "dossier": dossier,
        "by": cast.one_stop_officer,
        "channel": "counter",
        "returned_to": "Giàng Thị Say, thẻ căn cước",
        "at": make.moment(5),
        "seen": dossier.revision,
    }
    return ending.return_result(**facts | more)  # type: ignore[arg-type]


def test_returning_is_an_end_with_who_received_it(cast: Cast) -> None:
    dossier = give(cast, make.ready(cast))

    assert dossier.state == State.RETURNED
    assert dossier.returned_at == make.moment(5)
    assert dossier.finished_at == make.MONDAY
    assert dossier.holder is None
    assert (dossier.result.return_channel, dossier.result.returned_to) == (
        "counter",
        "Giàng Thị Say, thẻ căn cước",
    )
    assert not StepRun.objects.filter(dossier=dossier, ended_at=None).exists()


def test_lateness_never_stands_in_the_way_of_returning(cast: Cast) -> None:
    late = make.ready(cast, finished=make.moment(30))
    assert late.is_late is True

    assert give(cast, late, at=make.moment(31)).state == State.RETURNED


def test_the_centres_head_may_return_too_and_nobody_else(cast: Cast) -> None:
    dossier = make.ready(cast)

    with pytest.raises(NotYours):
        give(cast, dossier, by=cast.specialist)

    assert give(cast, dossier, by=cast.centre_head).state == State.RETURNED


def test_online_needs_a_file_of_the_result(cast: Cast) -> None:
    assert give(cast, make.ready(cast), channel="online").state == State.RETURNED
    with pytest.raises(Invalid, match="Chưa có tệp kết quả"):
        give(cast, make.ready(cast, with_file=False), channel="online")


@pytest.mark.parametrize(("field", "value"), [("channel", "bird"), ("returned_to", " ")])
def test_how_and_to_whom_must_be_said(cast: Cast, field: str, value: str) -> None:
    with pytest.raises(Invalid) as refused:
        give(cast, make.ready(cast), **{field: value})

    assert refused.value.problems[0].field == field


def test_returning_before_there_is_a_result_is_refused(cast: Cast) -> None:
    with pytest.raises(MoveRefused, match="không trả kết quả được"):
        give(cast, make.approved(cast))


def test_the_person_withdraws_while_nothing_is_approved(cast: Cast) -> None:
    for dossier in (make.filed(cast.citizen), make.assigned(cast), make.awaiting_approval(cast)):
        ended = ending.withdraw(
            dossier=dossier, by=cast.citizen, reason="Tôi đã tìm được giấy cũ.", at=make.moment(3)
        )

        assert ended.state == State.WITHDRAWN
        assert ended.ended_reason == "Tôi đã tìm được giấy cũ."
        assert ended.finished_at == make.moment(3)


def test_lateness_of_a_withdrawn_dossier_counts_only_once_received(cast: Cast) -> None:
    early = ending.withdraw(
        dossier=make.filed(cast.citizen), by=cast.citizen, reason="Nộp nhầm.", at=make.moment(30)
    )
    late = ending.withdraw(
        dossier=make.assigned(cast), by=cast.citizen, reason="Nộp nhầm.", at=make.moment(30)
    )

    assert early.is_late is None
    assert late.is_late is True


@pytest.mark.parametrize(("asked", "late"), [(3, False), (16, True)])
def test_ending_while_a_supplement_is_awaited_is_judged_at_the_moment_it_was_asked(
    cast: Cast, asked: int, late: bool
) -> None:
    dossier = make.assigned(cast)
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.chairman,
        items=[intake.Lack(None, "Giấy tờ về chỗ ở", "Bản chụp bị mờ")],
        at=make.moment(asked),
        seen=dossier.revision,
        exception="Bản chụp không đọc được",
    )

    ended = ending.withdraw(dossier=dossier, by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(30))

    assert ended.finished_at == make.moment(30)
    assert ended.is_late is late
    clock = dossier_clock(ended, make.moment(31))
    assert (clock.kind == ClockKind.DONE_LATE) is late


def test_once_the_result_is_approved_it_is_too_late_to_withdraw(cast: Cast) -> None:
    with pytest.raises(MoveRefused):
        ending.withdraw(dossier=make.approved(cast), by=cast.citizen, reason="Tôi đổi ý.", at=make.moment(3))


def test_who_filed_for_another_may_withdraw_and_a_stranger_finds_nothing(cast: Cast) -> None:
    dossier = make.taken_in(cast, submitter=cast.village_head, relation="Trưởng bản")

    with pytest.raises(Missing):
        ending.withdraw(dossier=dossier, by=cast.stranger, reason="Tôi đổi ý.", at=make.moment(3))

    ended = ending.withdraw(dossier=dossier, by=cast.village_head, reason="Nộp nhầm.", at=make.moment(3))
    assert ended.state == State.WITHDRAWN


def test_the_counter_writes_down_a_withdrawal_and_others_do_not(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(NotYours):
        ending.withdraw(dossier=dossier, by=cast.specialist, reason="Bà con nhờ.", at=make.moment(3))

    ended = ending.withdraw(
        dossier=dossier, by=cast.one_stop_officer, reason="Bà con đến quầy xin rút.", at=make.moment(3)
    )
    assert ended.state == State.WITHDRAWN


def test_withdrawing_needs_a_reason(cast: Cast) -> None:
    with pytest.raises(NoReason):
        ending.withdraw(dossier=make.filed(cast.citizen), by=cast.citizen, reason="", at=make.MONDAY)


def test_who_is_in_charge_stops_the_work_and_others_do_not(cast: Cast) -> None:
    for officer in (cast.chairman, cast.centre_head, cast.head_of_office):
        dossier = make.assigned(cast)
        stopped = ending.stop(
            dossier=dossier,
            by=officer,
            reason="Tòa án đang thụ lý việc này.",
            at=make.moment(3),
            seen=dossier.revision,
        )
        assert stopped.state == State.STOPPED

    dossier = make.assigned(cast)
    for officer in (cast.specialist, cast.one_stop_officer, cast.land_head):
        with pytest.raises(NotYours):
            ending.stop(
                dossier=dossier,
                by=officer,
                reason="Tôi thấy vậy.",
                at=make.moment(3),
                seen=dossier.revision,
            )


def test_what_was_not_received_is_refused_not_stopped(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    with pytest.raises(MoveRefused):
        ending.stop(
            dossier=dossier,
            by=cast.chairman,
            reason="Không đúng nơi.",
            at=make.MONDAY,
            seen=dossier.revision,
        )
