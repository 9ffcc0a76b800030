"""The date of return is put off once, in time, with an apology; everybody concerned is told."""

from datetime import date, datetime

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.modules.dossiers.test_papers import words_of
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers import papers, queries
from xaso.modules.dossiers.access import NotYours
from xaso.modules.dossiers.lifecycle import MoveRefused
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import ending, extending, intake, supplementing
from xaso.modules.dossiers.services.extending import CannotExtend
from xaso.modules.dossiers.services.intake import Lack, NoReason
from xaso.modules.org.models import Officer

WHY = "Phải xác minh thêm tại thôn bản."
WEDNESDAY = date(2026, 3, 11)


def put_off(
    dossier: Dossier,
    by: Officer,
    *,
    day: date = WEDNESDAY,
    at: datetime = make.MONDAY,
    reason: str = WHY,
) -> Dossier:
    """Put off to a day."""
    return extending.extend(
        dossier=dossier, by=by, reason=reason, new_due_on=day, at=at, seen=dossier.revision
    )


def test_the_due_moment_becomes_the_end_of_the_new_day_and_the_lines_say_why(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)

    assert dossier.due_at == make.moment(11, 17, 30)
    told = " ".join(dossier.due_lines)
    assert WHY.rstrip(".") in told
    assert "Hạn cũ 17:30 thứ Hai 09/03/2026" in told
    assert dossier.due_lines[-1] == "Hạn: 17:30 thứ Tư 11/03/2026."


def test_a_supplement_after_it_moves_the_new_date(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )

    dossier = supplementing.provide_supplement(
        dossier=dossier, by=cast.citizen, reply="Đã ký.", at=make.moment(5)
    )

    assert dossier.due_at == make.moment(13, 17, 30)


def test_it_is_done_once(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)

    with pytest.raises(CannotExtend, match="đã hẹn lại 1 lần"):
        put_off(dossier, cast.chairman, day=date(2026, 3, 12))


def test_on_the_last_day_it_is_too_late(cast: Cast) -> None:
    """Due on Monday the 9th: Friday the 6th is the last day to say so."""
    dossier = make.assigned(cast)

    with pytest.raises(CannotExtend, match="thứ Sáu 06/03/2026"):
        put_off(dossier, cast.head_of_office, at=make.moment(9, 8))
    assert put_off(dossier, cast.head_of_office, at=make.moment(6, 16)).due_at == make.moment(11, 17, 30)


@pytest.mark.parametrize("day", [date(2026, 3, 9), date(2026, 3, 14)])
def test_the_new_day_is_later_and_a_working_day(cast: Cast, day: date) -> None:
    with pytest.raises(Invalid) as refused:
        put_off(make.assigned(cast), cast.head_of_office, day=day)

    assert refused.value.problems[0].field == "new_due_on"


def test_a_reason_is_due_and_the_specialist_may_not(cast: Cast) -> None:
    dossier = make.assigned(cast)

    with pytest.raises(NoReason):
        put_off(dossier, cast.head_of_office, reason="x")
    with pytest.raises(NotYours):
        put_off(dossier, cast.specialist)


def test_what_has_no_date_or_does_not_run_is_not_put_off(cast: Cast) -> None:
    dateless = make.taken_in(cast, code=make.NO_TIME)
    waiting = make.ready(cast)

    with pytest.raises(NotYours):
        put_off(dateless, cast.chairman)
    with pytest.raises(MoveRefused):
        put_off(waiting, cast.chairman)
    assert "không có ngày hẹn trả" in extending.why_not(dateless, make.MONDAY)


def test_done_by_the_new_date_is_in_time(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)

    dossier = ending.withdraw(
        dossier=dossier, by=cast.citizen, reason="Tôi không cần nữa.", at=make.moment(11, 16)
    )

    assert dossier.is_late is False


def test_the_apology_tells_the_reason_and_both_dates(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)

    text = words_of(papers.apology_pdf(dossier.postponements.get()))

    assert "VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ GIA HẠN" in text
    assert WHY in text
    assert "17:30 thứ Hai 09/03/2026" in text
    assert "17:30 thứ Tư 11/03/2026" in text
    assert cast.head_of_office.full_name in text


def test_the_story_tells_it_to_people(cast: Cast) -> None:
    dossier = put_off(make.assigned(cast), cast.head_of_office)

    line = queries.timeline(dossier, for_public=True)[-1]

    assert line.title == "Xin lỗi, hẹn lại ngày trả"
    assert line.details[-1] == f"Lý do: {WHY}"
