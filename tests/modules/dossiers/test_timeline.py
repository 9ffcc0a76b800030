"""The story of a dossier: whole for officers, without internal notes for people."""

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.factories import dossiers as make
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.queries import timeline
from xaso.modules.dossiers.services import ending, handling, intake, resolving, supplementing
from xaso.modules.dossiers.services.intake import Lack
from xaso.modules.dossiers.services.papers import PaperIn


@pytest.fixture
def long_story(cast: Cast) -> Dossier:
    """Filed for another, asked, answered, sent back, handed over, proposed, approved, returned."""
    dossier = make.filed(cast.citizen)
    dossier = intake.accept(
        dossier=dossier, by=cast.one_stop_officer, at=make.moment(2, 9), seen=dossier.revision
    )
    dossier = handling.assign(
        dossier=dossier,
        to=cast.specialist,
        by=cast.head_of_office,
        at=make.moment(2, 10),
        seen=dossier.revision,
        note="Xem kỹ nhà này.",
    )
    dossier = intake.request_supplement(
        dossier=dossier,
        by=cast.specialist,
        items=[Lack(None, "Đơn", "Chưa ký tên.")],
        at=make.moment(3),
        seen=dossier.revision,
    )
    dossier = supplementing.provide_supplement(
        dossier=dossier,
        by=cast.citizen,
        reply="Đã ký.",
        uploads=[PaperIn(name="Đơn", upload=make.picture())],
        at=make.moment(4),
    )
    dossier = handling.hand_over(
        dossier=dossier,
        to=cast.other_specialist,
        by=cast.specialist,
        at=make.moment(4, 9),
        seen=dossier.revision,
        note="Tôi nghỉ phép.",
    )
    for summary in ("Xác nhận đúng.", "Xác nhận đúng, đã sửa tên."):
        dossier = resolving.propose_result(
            dossier=dossier,
            by=cast.other_specialist,
            outcome="granted",
            summary=summary,
            upload=make.picture(),
            at=make.moment(4, 10),
            seen=dossier.revision,
        )
        if summary == "Xác nhận đúng.":
            dossier = handling.send_back(
                dossier=dossier,
                by=cast.head_of_office,
                at=make.moment(4, 11),
                seen=dossier.revision,
                note="Sai tên bản.",
            )
    dossier = handling.forward(
        dossier=dossier,
        by=cast.head_of_office,
        at=make.moment(5),
        seen=dossier.revision,
        medium=handling.Medium.PAPER,
    )
    dossier = resolving.approve(
        dossier=dossier, by=cast.chairman, at=make.moment(5, 9), seen=dossier.revision, note="Đồng ý."
    )
    dossier = resolving.issue(
        dossier=dossier,
        by=cast.clerk,
        number="12/XN",
        issued_on=make.moment(5).date(),
        at=make.moment(5, 10),
        seen=dossier.revision,
    )
    return ending.return_result(
        dossier=dossier,
        by=cast.one_stop_officer,
        channel="online",
        returned_to="Giàng Thị Say",
        at=make.moment(5, 11),
        seen=dossier.revision,
    )


def said(dossier: Dossier, *, for_public: bool) -> str:
    """All the words of the story."""
    lines = timeline(dossier, for_public)
    return "\n".join(" | ".join([line.title, *line.details, line.note]) for line in lines)


def test_people_read_each_step_with_office_and_officer(long_story: Dossier) -> None:
    lines = timeline(long_story, for_public=True)

    assert [line.title for line in lines] == [
        "Nộp hồ sơ trực tuyến",
        "Tiếp nhận hồ sơ",
        "Chuyển đến bước “Phân công”",
        "Chuyển đến bước “Thụ lý”",
        "Yêu cầu bổ sung; hạn trả tạm nghỉ",
        "Đã bổ sung",
        "Vi Thị Bút nhận bàn giao",
        "Đã có dự thảo kết quả, chờ duyệt",
        "Chuyển đến bước “Kiểm tra”",
        "Xem lại ở bước “Thụ lý”",
        "Đã có dự thảo kết quả, chờ duyệt",
        "Chuyển đến bước “Kiểm tra”",
        "Chuyển đến bước “Ký duyệt”",
        "Đã duyệt kết quả",
        "Chuyển đến bước “Cấp số, đóng dấu”",
        "Chuyển đến bước “Trả kết quả”",
        "Có kết quả, chờ trả",
        "Đã trả kết quả",
    ]
    assert lines[1].who == "Khà Văn Đón"
    assert lines[1].unit
    assert any("Vi Văn Sổ đang xử lý" in detail for detail in lines[3].details)
    assert lines[1].details == ["Hẹn trả kết quả: 17:30 thứ Hai 09/03/2026."]
    assert lines[4].details == ["Đơn: Chưa ký tên."]


def test_people_never_read_internal_notes_or_drafts(long_story: Dossier) -> None:
    text = said(long_story, for_public=True)

    for inside in ("Xem kỹ nhà này", "Tôi nghỉ phép", "Sai tên bản", "Đồng ý", "Xác nhận đúng", "bản giấy"):
        assert inside not in text


def test_officers_read_all_of_it(long_story: Dossier) -> None:
    text = said(long_story, for_public=False)

    for inside in (
        "Xem kỹ nhà này",
        "Tôi nghỉ phép",
        "Sai tên bản",
        "Đồng ý",
        "Giải quyết: Xác nhận đúng",
        "Luân chuyển bản giấy",
        "Hạn của bước",
        "Có kèm tệp dự thảo",
    ):
        assert inside in text


def test_the_story_is_one_query(
    long_story: Dossier, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        timeline(long_story, for_public=False)


def test_filing_for_another_and_waiting_in_an_office_are_told(cast: Cast) -> None:
    dossier = make.taken_in(cast, code=make.COPY)
    dossier = handling.take(dossier=dossier, by=cast.specialist, at=make.moment(2, 9), seen=dossier.revision)

    text = said(dossier, for_public=True)

    assert "chờ người nhận xử lý" in text
    assert "Vi Văn Sổ nhận xử lý" in text


@pytest.mark.parametrize("end", ["refused", "withdrawn", "stopped"])
def test_each_end_is_told_with_its_reason(cast: Cast, end: str) -> None:
    why = "Lý do rõ ràng ở đây."
    if end == "refused":
        dossier = make.filed(cast.citizen)
        dossier = intake.refuse(
            dossier=dossier, by=cast.one_stop_officer, reason=why, at=make.MONDAY, seen=dossier.revision
        )
    elif end == "withdrawn":
        dossier = ending.withdraw(dossier=make.assigned(cast), by=cast.citizen, reason=why, at=make.MONDAY)
    else:
        dossier = make.assigned(cast)
        dossier = ending.stop(
            dossier=dossier, by=cast.chairman, reason=why, at=make.MONDAY, seen=dossier.revision
        )

    assert timeline(dossier, for_public=True)[-1].details == [f"Lý do: {why}"]


def test_a_second_request_shows_its_exception_inside_only(cast: Cast) -> None:
    dossier = make.assigned(cast)
    for number, by, why in ((1, cast.specialist, ""), (2, cast.chairman, "Tỉnh vừa có văn bản mới.")):
        dossier = intake.request_supplement(
            dossier=dossier,
            by=by,
            items=[Lack(None, "Đơn", "Chưa ký tên.")],
            at=make.moment(2 + number),
            seen=dossier.revision,
            exception=why,
        )
        if number == 1:
            dossier = supplementing.provide_supplement(
                dossier=dossier, by=cast.citizen, reply="Xong.", at=make.moment(3, 9)
            )

    assert "Yêu cầu bổ sung lần 2" in said(dossier, for_public=True)
    assert "Tỉnh vừa có văn bản mới" in said(dossier, for_public=False)
    assert "Tỉnh vừa có văn bản mới" not in said(dossier, for_public=True)
