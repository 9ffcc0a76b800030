"""What a busy counter meets: papers lack twice, one of two asked is silent, a neighbour files for the old."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.cast import PEOPLE, Cast
from tests.factories import dossiers as make
from tests.factories.flow import ALLOWANCE, FOREIGN_MARRIAGE, load_true
from tests.stories.hands import Office, Person, Town
from xaso.kernel.clock import local_date
from xaso.modules.dossiers.models import Dossier, Opinion
from xaso.modules.dossiers.services import consulting, handling
from xaso.modules.org import queries as org
from xaso.platform.journal.queries import timeline

pytestmark = pytest.mark.django_db


def dossier(code: str) -> Dossier:
    return Dossier.objects.get(code=code)


def test_a_marriage_with_a_foreign_witness_paper_missing(
    town: Town, office: Office, say: Person, cast: Cast
) -> None:
    load_true(FOREIGN_MARRIAGE)
    code = make.assigned(cast, town.now(), code=FOREIGN_MARRIAGE).code

    # everything that lacks stands in one list
    office.specialist.act(
        code,
        "Yêu cầu bổ sung",
        "Gửi yêu cầu bổ sung",
        {
            "what_1": "Giấy của người làm chứng nước ngoài", "more_1": "Hợp pháp hóa lãnh sự, dịch",
            "what_2": "Tờ khai", "more_2": "Ký của cả hai người",
        },
    )  # fmt: skip
    assert "Hợp pháp hóa lãnh sự" in say.look(code).text
    assert "Ký của cả hai người" in say.text
    say.follow("Gửi bổ sung")
    say.press("Gửi bổ sung", {"reply": "Đã nộp giấy của người làm chứng và tờ khai."})

    # the specialist may not ask twice; the chairman may, with a reason that the slip prints
    desk = office.specialist.record(code)
    desk.follow("Yêu cầu bổ sung")
    assert "đã được yêu cầu bổ sung 1 lần" in desk.text
    office.chairman.act(
        code,
        "Yêu cầu bổ sung",
        "Gửi yêu cầu bổ sung",
        {
            "what_1": "Bản dịch", "more_1": "Bản dịch thiếu chữ ký người dịch",
            "exception": "Bản dịch chỉ xem được sau khi có bản gốc.",
        },
    )  # fmt: skip
    assert say.open(f"/ho-so/{code}/bo-sung/2.pdf").body.startswith(b"%PDF")
    say.look(code).follow("Gửi bổ sung")
    say.press("Gửi bổ sung", {"reply": "Đã ký bản dịch."})

    # it will not be done in time: an apology, once, and the page tells how the new date came about
    due = dossier(code).due_at
    assert due is not None
    later = org.calendar().add_workdays(local_date(due), 2)
    day = dict(
        zip(("new_due_on-ngay", "new_due_on-thang", "new_due_on-nam"),
            (str(later.day), str(later.month), str(later.year)), strict=True)
    )  # fmt: skip
    office.head_of_office.act(
        code, "Xin lỗi, hẹn lại ngày trả", "Xin lỗi và hẹn lại", {**day, "reason": "Chờ lãnh sự trả lời."}
    )
    assert local_date(dossier(code).due_at or due) == later
    told = say.look(code).text.partition("Hạn này tính thế nào?")[2].partition("Từng bước")[0]
    assert "Chờ lãnh sự trả lời" in told
    assert "Hạn cũ" in told
    assert say.open(f"/ho-so/{code}/xin-loi/1.pdf").body.startswith(b"%PDF")
    town.run_queue()
    assert "Xin lỗi, hẹn lại ngày trả kết quả" in say.notices()
    town.check_journal()


def test_a_land_change_with_two_consultations_one_late(
    town: Town, office: Office, say: Person, cast: Cast
) -> None:
    then = town.now() - timedelta(days=5)
    taken = make.taken_in(cast, then, code=make.LAND)
    taken = handling.assign(
        dossier=taken, to=cast.land_specialist, by=cast.land_head, at=then, seen=taken.revision
    )
    due_on = org.calendar().next_workday(local_date(then) - timedelta(days=1))
    taken = consulting.ask_opinions(
        dossier=taken,
        by=cast.land_specialist,
        units=[org.unit("van-phong")],
        agencies=["Chi nhánh Văn phòng Đăng ký đất đai"],
        question="Thửa đất có vướng quy hoạch, tranh chấp không?",
        due_on=due_on,
        at=then,
        seen=taken.revision,
    )
    code, promised = taken.code, taken.due_at

    # one answers on its own page, the other says nothing: that is told, and moves nothing
    head = office.head_of_office
    head.open("/ban-lam-viec/y-kien/")
    inside, outside = Opinion.objects.filter(dossier=taken).order_by("pk")
    head.open(f"/ban-lam-viec/ho-so/{code}/y-kien/{inside.pk}/")
    head.press("Gửi ý kiến", {"stance": "agrees", "answer": "Không có tranh chấp."})
    consulting.tell_silence(at=town.now())
    town.run_queue()
    assert "quá hạn lấy ý kiến" in office.centre_head.open("/thong-bao/").text
    desk = office.land_specialist.record(code)
    assert "Quá hạn, chưa trả lời" in desk.text
    desk.follow("Trình kết quả")
    assert "Còn 1 nơi chưa trả lời ý kiến" in desk.text
    assert dossier(code).due_at == promised

    # it answers late; what it said is kept
    desk.open(f"/ban-lam-viec/ho-so/{code}/y-kien/{outside.pk}/")
    desk.press("Ghi trả lời", {"stance": "other", "answer": "Thửa đất cần đo lại phía suối."})
    assert "Thửa đất cần đo lại phía suối." in desk.record(code).text
    assert "trả lời trễ" in desk.text
    assert "Không có tranh chấp" not in say.look(code).text
    assert [entry.event for entry in timeline(taken.subject)][-3:] == [
        "dossiers.opinion_given",
        "dossiers.opinion_missed",
        "dossiers.opinion_given",
    ]
    town.check_journal()


def test_a_social_allowance_filed_by_the_village_head_for_a_grandmother(town: Town, office: Office) -> None:
    load_true(ALLOWANCE)
    number = PEOPLE["village_head"][0]
    counter = office.one_stop_officer
    counter.open("/ban-lam-viec/tiep-nhan/")
    counter.press("Tìm người", {"q-who": number})
    counter.press("Tìm thủ tục", {"q-what": "tro cap xa hoi hang thang"})
    for_her = {
        "n-for_other": True,
        "n-other_name": "Vàng Thị Xúa",
        "n-other_id": "099142000906",
        "n-relation": "Người giúp người già yếu, khuyết tật",
        "c-help_place": "Nhà văn hóa Bản Thượng",
    }
    counter.press("Tiếp nhận hồ sơ", for_her)
    if "Đã tiếp nhận" not in counter.text:
        counter.press("Tiếp nhận hồ sơ")
    found = Dossier.objects.select_related("applicant", "submitter", "origin").get()

    # the village head follows it from his own phone; the record says where she was helped
    assert found.applicant.full_name == "Vàng Thị Xúa"
    assert found.submitter.id_number == number
    assert found.origin.help_place == "Nhà văn hóa Bản Thượng"
    assert "Nhà văn hóa Bản Thượng" in counter.record(found.code).text
    assert "Vàng Thị Xúa" in Person.sign_in(town, number).look(found.code).text

    office.resolve(found.code)
    typed = {
        "channel": "counter", "who": "other", "name": "Sùng A Bản",
        "proof": "giấy hẹn, giấy ủy quyền của bà Xúa",
    }  # fmt: skip
    office.one_stop_officer.act(found.code, "Trả kết quả", "Trả kết quả", typed)
    assert dossier(found.code).state == "returned"
    assert "giấy ủy quyền" in office.one_stop_officer.record(found.code).text
    town.check_journal()
