"""A birth is registered: from a new account to the dossier behind the chairman's figure."""

from __future__ import annotations

import pytest

from tests.stories.hands import SOON, Office, Person, Town
from xaso.modules.dossiers.models import Dossier

pytestmark = pytest.mark.django_db

NUMBER, SECRET = "099192000905", "mua-xuan-tren-nui-2026"


def register(town: Town) -> Person:
    """Sùng Thị Mẩy makes an account, is asked to sign in, and does."""
    person = Person(town)
    person.open("/").follow("Đăng nhập")
    person.follow("Đăng ký tài khoản")
    typed = {
        "id_number": NUMBER,
        "full_name": "Sùng Thị Mẩy",
        "date_of_birth-ngay": "3",
        "date_of_birth-thang": "2",
        "date_of_birth-nam": "1992",
        "phone": "0912000905",
        "password": SECRET,
        "again": SECRET,
    }
    person.press("Tạo tài khoản", typed)
    assert person.path == "/dang-nhap/"
    person.give_number(NUMBER, SECRET)
    return person


def test_from_a_new_account_to_the_dossier_behind_the_figure(town: Town, office: Office) -> None:
    town.run_queue()
    town.run_queue(SOON)
    assert figures(office) == ["không phát sinh"] * 3
    mother = register(town)

    # she finds the procedure without accents and files
    mother.open("/thu-tuc/?q=khai+sinh").follow("khai sinh")
    code = mother.file_birth()
    assert code in mother.text
    assert Dossier.objects.get(code=code).state == "filed"
    town.run_queue()
    assert code in mother.notices()

    # the one-stop receives; Mẫu 01 says when it is due
    office.take_in(code)
    mother.look(code)
    assert "Đang giải quyết" in mother.text
    assert "Hạn này tính thế nào?" in mother.text
    assert mother.open(f"/ho-so/{code}/bien-nhan.pdf").body.startswith(b"%PDF")

    # the right hands, in the right order; nobody else is offered the work
    for role, step in (
        ("head_of_office", office.assign),
        ("specialist", office.propose),
        ("head_of_office", office.check),
        ("chairman", office.approve),
        ("clerk", office.issue),
    ):
        waiting = getattr(office, role).open("/ban-lam-viec/").text
        assert code in waiting, f"{role} does not find {code} today"
        step(code)
        assert code not in getattr(office, role).open("/ban-lam-viec/").text
    mother.look(code)
    assert "Có kết quả, chờ trả" in mother.text
    assert "Số 12/KS" in mother.text
    assert mother.open(f"/ho-so/{code}/ket-qua/").body.startswith(b"\x89PNG")

    # she gets it and rates
    office.hand_over(code)
    mother.look(code).follow("Đánh giá phục vụ")
    mother.press("Gửi đánh giá", {"level": "very_satisfied", "comment": "Cán bộ chỉ rõ."})
    town.run_queue(SOON)

    check_timeline(mother.look(code).text)
    check_board(office, code)
    town.check_journal()


STEPS = (
    "Nộp hồ sơ trực tuyến",
    "Tiếp nhận hồ sơ",
    "Chuyển đến bước “Phân công”",
    "Chuyển đến bước “Thụ lý”",
    "Đã có dự thảo kết quả, chờ duyệt",
    "Chuyển đến bước “Kiểm tra”",
    "Chuyển đến bước “Ký duyệt”",
    "Đã duyệt kết quả",
    "Chuyển đến bước “Cấp số, đóng dấu”",
    "Chuyển đến bước “Trả kết quả”",
    "Có kết quả, chờ trả",
    "Đã trả kết quả",
)


def check_timeline(page: str) -> None:
    """Every step is named, in the order it came."""
    told = page.partition("Từng bước")[2].partition("Giấy tờ bà con đã nộp")[0]
    places = [told.find(words) for words in STEPS]

    assert -1 not in places, dict(zip(STEPS, places, strict=True))
    assert places == sorted(places)


MEASURES = ("surveys.satisfaction", "dossiers.filed_online", "dossiers.digitised_result")


def figures(office: Office) -> list[str]:
    """What the chairman's board says of three targets."""
    board = office.chairman.open("/dieu-hanh/")
    return [board.words_to(f"/so-lieu/{measure}/").split(",")[0] for measure in MEASURES]


def check_board(office: Office, code: str) -> None:
    """The chairman goes from the board to the records and to the dossier."""
    assert figures(office) == ["dưới 5 lượt", "100%", "100%"], "one answer is told to nobody"
    chairman = office.chairman
    chairman.follow_to("/dieu-hanh/so-lieu/dossiers.filed_online/")
    assert code in chairman.text
    chairman.follow(code)
    assert chairman.path == f"/ban-lam-viec/ho-so/{code}/"
    assert "Vàng Thị Mây" in chairman.text
