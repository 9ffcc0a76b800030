"""The person answers; the dossier goes back to where it was and its clock runs on."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.kernel.errors import Invalid, Missing
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import State
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import handling, intake, supplementing
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.dossiers.services.papers import PaperIn
from xaso.modules.dossiers.services.supplementing import NothingAsked
from xaso.modules.org.models import Officer

LACKING = [Lack(None, "Giấy tờ nhà", "Ảnh mờ, chụp lại.")]


def asked(dossier: Dossier, by: Officer, day: int = 3) -> Dossier:
    """With a request open."""
    return intake.request_supplement(
        dossier=dossier, by=by, items=LACKING, at=make.moment(day), seen=dossier.revision
    )


def test_answering_moves_the_due_moment_by_the_time_it_rested(cast: Cast) -> None:
    dossier = asked(make.assigned(cast), cast.specialist)

    dossier = supplementing.provide_supplement(
        dossier=dossier,
        by=cast.citizen,
        reply="Đã chụp lại.",
        uploads=[PaperIn(name="Giấy tờ nhà", upload=make.picture())],
        at=make.moment(5),
    )

    assert dossier.state == State.IN_PROCESS
    assert dossier.due_at == make.moment(11, 17, 30)
    assert dossier.paused_at is None
    assert dossier.holder == cast.specialist
    request = dossier.supplements.get()
    assert (request.met_at, request.reply) == (make.moment(5), "Đã chụp lại.")
    assert request.papers.get().name == "Giấy tờ nhà"


def test_the_steps_own_clock_rests_too(cast: Cast) -> None:
    dossier = make.assigned(cast)
    before = dossier.runs.get(ended_at=None).due_at
    dossier = asked(dossier, cast.specialist)

    supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="Xong.", at=make.moment(4))

    after = dossier.runs.get(ended_at=None).due_at
    assert before is not None
    assert after is not None
    assert (after - before).days == 1


def test_answering_before_reception_goes_back_to_the_online_queue(cast: Cast) -> None:
    dossier = asked(make.filed(cast.citizen), cast.one_stop_officer)

    dossier = supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Đã gửi.", at=make.moment(4)
    )

    assert dossier.state == State.FILED
    assert dossier.due_at is None


def test_answering_what_the_counter_asked_after_reception_goes_back_to_the_counter(cast: Cast) -> None:
    dossier = make.taken_in(cast)
    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(2, 9),
        seen=dossier.revision,
        note="Chọn nhầm thủ tục.",
    )
    dossier = asked(dossier, cast.one_stop_officer)

    dossier = supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Đã gửi.", at=make.moment(4)
    )

    assert dossier.state == State.RECEIVED
    assert dossier.holder == cast.one_stop_officer


def test_papers_brought_to_the_counter_are_written_by_who_receives(cast: Cast) -> None:
    dossier = asked(make.assigned(cast), cast.specialist)

    with pytest.raises(NotYours):
        supplementing.provide_supplement(
            dossier=dossier, by=cast.specialist, reply="Nhận hộ.", at=make.moment(4)
        )
    dossier = supplementing.provide_supplement(
        dossier=dossier,
        by=cast.one_stop_officer,
        uploads=[PaperIn(name="Bản mới", medium="1")],
        at=make.moment(4),
    )

    assert dossier.state == State.IN_PROCESS
    assert dossier.papers.get(name="Bản mới").needs_digitising


def test_a_stranger_finds_nothing(cast: Cast) -> None:
    dossier = asked(make.assigned(cast), cast.specialist)

    with pytest.raises(Missing):
        supplementing.provide_supplement(
            dossier=dossier, by=cast.stranger, reply="Tôi đây.", at=make.moment(4)
        )


def test_an_empty_answer_is_refused(cast: Cast) -> None:
    dossier = asked(make.assigned(cast), cast.specialist)

    with pytest.raises(Invalid):
        supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="  ", at=make.moment(4))


def test_answering_twice_or_unasked_is_refused(cast: Cast) -> None:
    dossier = asked(make.assigned(cast), cast.specialist)
    supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="Xong.", at=make.moment(4))

    with pytest.raises(NothingAsked):
        supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="Nữa.", at=make.moment(4))
