"""At every change people are told: who filed, the applicant with an account, the holder once answered."""

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import ending, extending, handling, intake, supplementing
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.org.models import Officer
from xaso.platform.jobs.services import run_queued
from xaso.platform.notices.models import Delivery, Notice

LATER = make.moment(30)


def told(who: Person | Officer) -> list[tuple[str, str]]:
    """Titles and bodies of the notices to someone, oldest first, once the queue is empty."""
    run_queued(at=LATER, limit=500)
    assert who.user is not None
    return list(Notice.objects.filter(recipient=who.user).order_by("pk").values_list("title", "body"))


def ask(dossier: Dossier, by: Officer) -> Dossier:
    """Ask for a signature."""
    return intake.request_supplement(
        dossier=dossier,
        by=by,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )


def test_the_whole_way_is_told_to_the_person(cast: Cast) -> None:
    make.returned(cast)

    titles = [title for title, _ in told(cast.citizen)]

    assert titles == [
        "Hồ sơ đã được tiếp nhận",
        "Hồ sơ đến bước “Phân công”",
        "Hồ sơ đến bước “Thụ lý”",
        "Hồ sơ đến bước “Kiểm tra”",
        "Hồ sơ đến bước “Ký duyệt”",
        "Kết quả đã được duyệt",
        "Hồ sơ đến bước “Cấp số, đóng dấu”",
        "Hồ sơ đã có kết quả",
        "Đã trả kết quả",
    ]


def test_moves_within_the_commune_send_no_message_outside(cast: Cast) -> None:
    make.returned(cast)
    told(cast.citizen)

    sent = Delivery.objects.order_by("pk").values_list("notice__title", flat=True)

    assert list(sent) == ["Hồ sơ đã được tiếp nhận", "Hồ sơ đã có kết quả", "Đã trả kết quả"]


def test_reception_tells_officer_office_and_day_of_return(cast: Cast) -> None:
    dossier = make.taken_in(cast)

    _, body = told(cast.citizen)[0]

    assert "Khà Văn Đón" in body
    assert "17:30 thứ Hai 09/03/2026" in body
    assert dossier.code in body


def test_a_notice_leads_to_the_dossier_and_is_told_once(cast: Cast) -> None:
    dossier = make.filed(cast.citizen)

    assert len(told(cast.citizen)) == 1
    assert len(told(cast.citizen)) == 1
    assert Notice.objects.get().link == f"/ho-so/{dossier.code}/"


def test_a_supplement_request_lists_all_that_lacks(cast: Cast) -> None:
    ask(make.filed(cast.citizen), cast.one_stop_officer)

    title, body = told(cast.citizen)[-1]

    assert title == "Hồ sơ cần bổ sung"
    assert "- Đơn: Chưa ký tên." in body


def test_an_answer_is_told_to_the_person_and_to_the_holder(cast: Cast) -> None:
    dossier = ask(make.assigned(cast), cast.specialist)
    supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="Đã ký.", at=make.moment(4))

    assert told(cast.citizen)[-1][0] == "Đã nhận giấy tờ bổ sung"
    assert told(cast.specialist) == [
        (
            "Hồ sơ đã được bổ sung",
            f"Giàng Thị Say đã bổ sung hồ sơ {dossier.code}: {dossier.version.name}. "
            "Hẹn trả kết quả mới: 17:30 thứ Ba 10/03/2026.",
        )
    ]


def test_an_answer_before_reception_has_no_holder_to_tell(cast: Cast) -> None:
    dossier = ask(make.filed(cast.citizen), cast.one_stop_officer)
    supplementing.provide_supplement(dossier=dossier, by=cast.citizen, reply="Đã ký.", at=make.moment(4))

    assert told(cast.citizen)[-1][0] == "Đã nhận giấy tờ bổ sung"
    assert told(cast.one_stop_officer) == []


def test_who_filed_for_another_is_told_and_so_is_the_applicant_with_an_account(cast: Cast) -> None:
    make.taken_in(cast, submitter=cast.village_head, relation="Trưởng bản")

    assert [title for title, _ in told(cast.village_head)] == [title for title, _ in told(cast.citizen)]
    assert told(cast.stranger) == []


def test_internal_notes_stay_inside(cast: Cast) -> None:
    dossier = make.proposed(cast)
    dossier = handling.send_back(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(3),
        seen=dossier.revision,
        note="Cẩu thả, làm lại.",
    )
    handling.hand_over(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.specialist,
        at=make.moment(3),
        seen=dossier.revision,
        note="Tôi nghỉ phép.",
    )

    notices = told(cast.citizen)

    assert [title for title, _ in notices[-2:]] == ["Hồ sơ được xem lại", "Hồ sơ có người xử lý"]
    assert not any("Cẩu thả" in body or "nghỉ phép" in body for _, body in notices)


@pytest.mark.parametrize(
    ("end", "title"),
    [
        ("refused", "Hồ sơ không được tiếp nhận"),
        ("withdrawn", "Hồ sơ đã rút"),
        ("stopped", "Hồ sơ dừng giải quyết"),
    ],
)
def test_an_end_is_told_with_its_reason(cast: Cast, end: str, title: str) -> None:
    why = "Lý do rõ ràng ở đây."
    if end == "refused":
        filed = make.filed(cast.citizen)
        intake.refuse(
            dossier=filed, by=cast.one_stop_officer, reason=why, at=make.MONDAY, seen=filed.revision
        )
    elif end == "withdrawn":
        ending.withdraw(dossier=make.assigned(cast), by=cast.citizen, reason=why, at=make.MONDAY)
    else:
        held = make.assigned(cast)
        ending.stop(dossier=held, by=cast.chairman, reason=why, at=make.MONDAY, seen=held.revision)

    last = told(cast.citizen)[-1]

    assert last[0] == title
    assert why in last[1]


@pytest.mark.parametrize("end", ["withdrawn", "stopped"])
def test_whoever_was_at_work_is_told_that_it_ended(cast: Cast, end: str) -> None:
    held = make.assigned(cast)
    if end == "withdrawn":
        ending.withdraw(dossier=held, by=cast.citizen, reason="Khai nhầm tên.", at=make.MONDAY)
    else:
        ending.stop(
            dossier=held, by=cast.chairman, reason="Khai nhầm tên.", at=make.MONDAY, seen=held.revision
        )

    (title, body), *others = told(cast.specialist)

    assert others == []
    assert title in ("Người nộp đã rút hồ sơ", "Hồ sơ dừng giải quyết")
    assert held.code in body
    assert "Khai nhầm tên." in body


def test_nobody_at_work_means_nobody_to_tell_of_an_end(cast: Cast) -> None:
    waiting = make.filed(cast.citizen)

    ending.withdraw(dossier=waiting, by=cast.citizen, reason="Khai nhầm tên.", at=make.MONDAY)

    assert told(cast.one_stop_officer) == []


def test_whoever_ends_it_in_the_own_step_needs_no_notice(cast: Cast) -> None:
    held = make.taken_in(cast)

    ending.stop(
        dossier=held, by=cast.head_of_office, reason="Khai nhầm tên.", at=make.MONDAY, seen=held.revision
    )

    assert told(cast.head_of_office) == []


def test_a_procedure_without_a_time_says_so(cast: Cast) -> None:
    make.taken_in(cast, code=make.NO_TIME)

    assert "không ghi thời hạn" in told(cast.citizen)[0][1]


def test_a_date_put_off_apologises_to_the_person_and_tells_the_counter(cast: Cast) -> None:
    dossier = make.assigned(cast)
    extending.extend(
        dossier=dossier,
        by=cast.head_of_office,
        reason="Phải xác minh tại thôn.",
        new_due_on=make.moment(11).date(),
        at=make.moment(3),
        seen=dossier.revision,
    )

    title, body = told(cast.citizen)[-1]

    assert title == "Xin lỗi, hẹn lại ngày trả kết quả"
    assert "Phải xác minh tại thôn." in body
    assert "17:30 thứ Tư 11/03/2026" in body
    assert told(cast.one_stop_officer)[-1][0] == "Hồ sơ hẹn lại ngày trả"
