"""Answering a request for more, and taking a dossier back."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.modules.dossiers.pages_people.conftest import picture
from xaso.modules.dossiers.models import Dossier


def test_the_page_lists_what_is_asked_and_why(people: Client, asked: Dossier) -> None:
    page = people.get(f"/ho-so/{asked.code}/bo-sung/").content.decode()

    assert "Giấy ủy quyền" in page
    assert "bị mờ, không đọc được" in page


def test_papers_and_a_word_are_sent(people: Client, asked: Dossier) -> None:
    sending = {"tep-0": [picture("uy-quyen.png")], "reply": "Tôi chụp lại rõ hơn"}

    answer = people.post(f"/ho-so/{asked.code}/bo-sung/", sending)

    supplement = asked.supplements.get()
    paper = supplement.papers.select_related("file").get()
    assert answer["Location"] == f"/ho-so/{asked.code}/"
    assert supplement.reply == "Tôi chụp lại rõ hơn"
    assert (paper.name, paper.file and paper.file.name) == ("Giấy ủy quyền", "uy-quyen.png")


def test_a_refused_file_loses_neither_the_others_nor_the_words(people: Client, asked: Dossier) -> None:
    path = f"/ho-so/{asked.code}/bo-sung/"
    fake = SimpleUploadedFile("gia.pdf", b"not a pdf", content_type="application/pdf")

    first = people.post(path, {"tep-0": [picture("mot.png"), fake], "reply": "Gửi lại"})
    again = people.get(path).content.decode()
    people.post(path, {"reply": "Gửi lại"})

    assert first.status_code == 422
    assert "gia.pdf" in first.content.decode()
    assert "mot.png" in again
    assert ">Gửi lại</textarea>" in again
    assert asked.supplements.get().papers.get().name == "Giấy ủy quyền"


def test_a_gathered_file_can_be_taken_away(people: Client, asked: Dossier) -> None:
    path = f"/ho-so/{asked.code}/bo-sung/"
    people.post(path, {"tep-0": [picture("nham.png")], "luu": "1"})
    key = people.session[f"bo-sung:{asked.code}:1"]["files"][0][1]

    page = people.post(path, {"bo": key}).content.decode()

    assert "nham.png" not in page


def test_what_is_kept_for_later_is_told_to_be_kept_and_not_sent(people: Client, asked: Dossier) -> None:
    page = people.post(f"/ho-so/{asked.code}/bo-sung/", {"reply": "Mai gửi nốt", "luu": "1"}).content.decode()

    asked.refresh_from_db()
    assert "Đã lưu lại, chưa gửi." in page
    assert ">Mai gửi nốt</textarea>" in page
    assert asked.state == "awaiting_supplement"


def test_own_dossiers_lead_to_ones_own_papers(people: Client) -> None:
    page = people.get("/ho-so/").content.decode()

    assert 'href="/giay-to-cua-toi/"' in page


def test_sending_nothing_is_refused(people: Client, asked: Dossier) -> None:
    answer = people.post(f"/ho-so/{asked.code}/bo-sung/", {"reply": " "})

    assert answer.status_code == 422
    assert "ít nhất một giấy tờ" in answer.content.decode()


def test_where_nothing_is_asked_the_page_says_so(people: Client, filed: Dossier) -> None:
    answer = people.get(f"/ho-so/{filed.code}/bo-sung/")

    assert answer.status_code == 409
    assert "không có yêu cầu bổ sung" in answer.content.decode()


def test_a_dossier_is_taken_back_with_a_reason(people: Client, filed: Dossier) -> None:
    answer = people.post(f"/ho-so/{filed.code}/rut/", {"reason": "Khai nhầm tên", "sure": "on"})

    filed.refresh_from_db()
    assert answer["Location"] == f"/ho-so/{filed.code}/"
    assert (filed.state, filed.ended_reason) == ("withdrawn", "Khai nhầm tên")


def test_taking_back_needs_a_reason_and_being_sure(people: Client, filed: Dossier) -> None:
    answer = people.post(f"/ho-so/{filed.code}/rut/", {"reason": "Khai nhầm tên"})

    filed.refresh_from_db()
    assert answer.status_code == 422
    assert "Khai nhầm tên</textarea>" in answer.content.decode()
    assert filed.state == "filed"


def test_a_reason_that_says_nothing_is_refused_in_its_box(people: Client, filed: Dossier) -> None:
    answer = people.post(f"/ho-so/{filed.code}/rut/", {"reason": "x", "sure": "on"})

    assert answer.status_code == 422
    assert "Ghi rõ lý do" in answer.content.decode()


def test_with_a_result_it_can_no_longer_be_taken_back(people: Client, ready: Dossier) -> None:
    assert people.get(f"/ho-so/{ready.code}/rut/").status_code == 409
