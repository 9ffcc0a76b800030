"""What else happens on the way: papers lack, a refusal, a change of mind, the counter, lateness, a clash."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest

from tests.cast import Cast
from tests.factories import dossiers as make
from tests.factories.birth import BIRTH
from tests.factories.dossiers import picture
from tests.stories.browser import Browser
from tests.stories.hands import SOON, Office, OfficerBrowser, Person, Town
from xaso.kernel.clock import local_date
from xaso.modules.dossiers.models import Dossier
from xaso.modules.dossiers.services import intake
from xaso.platform.journal.models import AccessEntry

pytestmark = pytest.mark.django_db

LONG_AGO = timedelta(days=60)
FORTNIGHT = timedelta(days=14)
RESTED = re.compile(r"[Tt]ạm dừng|bổ sung")


def dossier(code: str) -> Dossier:
    return Dossier.objects.select_related("applicant", "submitter").get(code=code)


def due_of(code: str) -> datetime:
    due = dossier(code).due_at
    assert due is not None
    return due


def test_papers_are_asked_for_and_given_and_the_deadline_moves(
    town: Town, office: Office, say: Person, cast: Cast
) -> None:
    code = asked_a_fortnight_ago(town, cast)
    town.run_queue()
    promised = due_of(code)

    # she reads what lacks, keeps one paper, comes back and sends
    assert "bổ sung" in say.notices()
    assert "Giấy chứng sinh mờ" in say.look(code).text
    assert say.open(f"/ho-so/{code}/bo-sung/1.pdf").body.startswith(b"%PDF")
    say.look(code).follow("Gửi bổ sung")
    say.press("Lưu lại, chưa gửi", {"tep-0": picture("chung-sinh-ro.png"), "reply": "Đã chụp lại."})
    assert dossier(code).state == "awaiting_supplement"
    say.look(code).follow("Gửi bổ sung")
    assert "chung-sinh-ro.png" in say.text
    assert say.box("reply") == ["Đã chụp lại."]
    say.press("Gửi bổ sung")

    # the clock rested all that time, and the page says how it was counted
    assert dossier(code).state == "in_process"
    assert due_of(code) - promised > FORTNIGHT - timedelta(days=5)
    told = say.look(code).text.partition("Hạn này tính thế nào?")[2]
    assert RESTED.search(told.partition("Từng bước")[0])
    town.run_queue()
    assert code in office.specialist.open("/thong-bao/").text
    assert "chung-sinh-ro.png" in office.specialist.record(code).text
    town.check_journal()


def asked_a_fortnight_ago(town: Town, cast: Cast) -> str:
    """Taken in, given to the specialist and found wanting two weeks ago; its code."""
    then = town.now() - FORTNIGHT
    taken = make.assigned(cast, then, code=BIRTH)
    lack = intake.Lack(None, "Giấy chứng sinh", "Giấy chứng sinh mờ, chụp lại cho rõ")
    return intake.request_supplement(
        dossier=taken, by=cast.specialist, items=[lack], at=then, seen=taken.revision
    ).code


def test_what_lacks_is_asked_for_on_the_page_before_receiving(
    town: Town, office: Office, say: Person
) -> None:
    code = say.file_birth()
    office.one_stop_officer.act(
        code,
        "Yêu cầu bổ sung",
        "Gửi yêu cầu bổ sung",
        {"what_1": "Giấy chứng sinh", "more_1": "Chụp cả hai mặt"},
    )
    town.run_queue()

    say.look(code).follow("Gửi bổ sung")
    say.press("Gửi bổ sung", {"tep-0": picture("hai-mat.png")})

    assert dossier(code).state == "filed"
    office.take_in(code)
    assert dossier(code).state == "in_process"
    town.check_journal()


def test_a_refusal_says_why_and_gives_its_paper(town: Town, office: Office, say: Person) -> None:
    code = say.file_birth()
    why = "Trẻ đã được đăng ký khai sinh tại xã Đèo Gió."

    office.one_stop_officer.act(code, "Từ chối tiếp nhận", "Từ chối tiếp nhận", {"reason": why})
    town.run_queue()

    assert why in say.look(code).text
    assert say.open(f"/ho-so/{code}/tu-choi.pdf").body.startswith(b"%PDF")
    say.open(f"/ho-so/{code}/bien-nhan.pdf", status=404)
    assert "tiếp nhận" in say.notices()
    assert not office.one_stop_officer.record(code).has_button("Tiếp nhận")
    assert "Không được tiếp nhận" in tracked(code, "0901")
    town.check_journal()


def tracked(code: str, last_four: str) -> str:
    """What a passer-by with the code and the last four digits reads."""
    visitor = Browser()
    visitor.open("/tra-cuu/")
    visitor.press("Tra cứu", {"code": code, "second_fact": last_four})
    assert "Giàng Thị Say" not in visitor.text
    return visitor.text


def test_taking_it_back_ends_it_for_everyone(town: Town, office: Office, say: Person) -> None:
    code = say.file_birth()
    office.take_in(code)
    office.assign(code)

    say.look(code).follow("Rút hồ sơ")
    say.press("Rút hồ sơ", {"reason": "Khai nhầm tên của cháu", "sure": True})
    town.run_queue()

    assert "Đã rút" in say.look(code).text
    assert code not in office.specialist.open("/ban-lam-viec/").text
    assert code in office.specialist.open("/thong-bao/").text
    assert not office.specialist.record(code).has_button("Trình kết quả")
    office.specialist.open(f"/ban-lam-viec/ho-so/{code}/trinh-ket-qua/", status=404)
    town.check_journal()


def test_a_village_head_brings_a_neighbours_papers_to_the_counter(
    town: Town, office: Office, cast: Cast
) -> None:
    desk = office.one_stop_officer
    desk.open("/ban-lam-viec/tiep-nhan/")
    desk.press("Tìm người", {"q-who": cast.village_head.id_number})
    desk.press("Tìm thủ tục", {"q-what": "xac nhan noi o"})
    neighbour = {
        "n-for_other": True,
        "n-other_name": "Lò Thị Già",
        "n-other_id": "099140000906",
        "n-relation": "Người giúp người già yếu, khuyết tật",
        "g-all_required": True,
    }
    desk.press("Tiếp nhận hồ sơ", neighbour)

    found = Dossier.objects.select_related("applicant", "submitter").get()
    assert found.code in desk.text
    assert (found.applicant.full_name, found.submitter) == ("Lò Thị Già", cast.village_head)
    assert found.relation == "Người giúp người già yếu, khuyết tật"
    assert desk.open(f"/ban-lam-viec/ho-so/{found.code}/mau-01.pdf").body.startswith(b"%PDF")

    head = Person.sign_in(town, cast.village_head.id_number or "")
    assert "Lò Thị Già" in head.look(found.code).text
    stranger = Person.sign_in(town, cast.stranger.id_number or "")
    stranger.open(f"/ho-so/{found.code}/", status=404)
    office.resolve(found.code)
    desk.act(found.code, "Trả kết quả", "Trả kết quả", {"channel": "counter", "who": "self", "proof": "CCCD"})
    town.run_queue()
    assert AccessEntry.objects.filter(whom=f"person:{found.applicant.public_id}").exists()
    town.check_journal()


def test_a_late_dossier_is_still_returned_and_counts_as_late(town: Town, office: Office, cast: Cast) -> None:
    desk = office.one_stop_officer
    day = local_date(town.now() - LONG_AGO)
    desk.open("/ban-lam-viec/tiep-nhan/tu-so-giay/")
    date = {"b-received_on-ngay": str(day.day), "b-received_on-thang": str(day.month)}
    desk.press("Tìm người", {**date, "b-received_on-nam": str(day.year), "q-who": cast.citizen.id_number})
    desk.press("Tìm thủ tục", {"q-what": BIRTH})
    desk.press("Ghi vào hệ thống", {"g-all_required": True})
    code = Dossier.objects.get().code

    waiting = office.head_of_office.open("/ban-lam-viec/").text.partition(code)[2]
    assert re.search(r"^.{0,60}Quá hạn \d+ ngày( [\w ]+)? làm việc", waiting)
    office.resolve(code)
    office.hand_over(code)
    town.run_queue(SOON)

    assert dossier(code).state == "returned"
    assert "Xong trễ" in office.chairman.record(code).text
    late = office.chairman.open("/dieu-hanh/so-lieu/dossiers.on_time/?phan=whole")
    assert code in late.text
    on_time = office.chairman.open("/dieu-hanh/so-lieu/dossiers.on_time/?phan=part")
    assert code not in on_time.text
    town.check_journal()


def test_two_at_once_one_is_told_who_was_first_and_loses_nothing_typed(
    town: Town, office: Office, say: Person, cast: Cast
) -> None:
    code = say.file_birth()
    office.take_in(code)
    office.assign(code)
    slow = office.specialist
    slow.record(code).follow("Trình kết quả")

    other = str(cast.other_specialist.pk)
    office.head_of_office.act(code, "Giao người khác", "Giao", {"to": other})
    typed = {"outcome": "granted", "summary": "Đủ điều kiện, đề nghị cấp."}
    slow.press("Trình kết quả", typed, status=409)

    assert "Lò Thị Thông" in slow.text
    assert "Đủ điều kiện, đề nghị cấp." in slow.text
    assert dossier(code).state != "awaiting_approval"
    office.other_specialist.act(code, "Trình kết quả", "Trình kết quả", typed)
    town.check_journal()


def test_two_windows_of_one_counter_receive_once(town: Town, office: Office, say: Person) -> None:
    code = say.file_birth()
    first = office.one_stop_officer
    first.record(code).follow("Tiếp nhận")
    second = OfficerBrowser.beside(first)
    second.record(code).follow("Tiếp nhận")

    first.press("Tiếp nhận")
    second.press("Tiếp nhận", status=409)

    assert "Khà Văn Đón" in second.text
    page = say.look(code).text
    assert page.count("Tiếp nhận hồ sơ") == 1
    town.check_journal()
