"""Papers of one's own dossier: the owner takes them, strangers find nothing."""

import pytest
from django.test import Client

from xaso.modules.dossiers.models import Dossier


def test_the_receipt_is_a_pdf_once_received(people: Client, received: Dossier) -> None:
    answer = people.get(f"/ho-so/{received.code}/bien-nhan.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert answer["Cache-Control"] == "private, no-store"


def test_before_reception_there_is_no_receipt_and_the_page_says_why(people: Client, filed: Dossier) -> None:
    answer = people.get(f"/ho-so/{filed.code}/bien-nhan.pdf")

    assert answer.status_code == 404
    assert "chưa được tiếp nhận" in answer.content.decode()


def test_the_request_for_more_is_a_pdf(people: Client, asked: Dossier) -> None:
    assert people.get(f"/ho-so/{asked.code}/bo-sung/1.pdf").content.startswith(b"%PDF")
    assert people.get(f"/ho-so/{asked.code}/bo-sung/2.pdf").status_code == 404


def test_the_refusal_is_a_pdf_only_when_refused(people: Client, refused: Dossier) -> None:
    assert people.get(f"/ho-so/{refused.code}/tu-choi.pdf").content.startswith(b"%PDF")


def test_there_is_no_refusal_of_what_was_not_refused(people: Client, filed: Dossier) -> None:
    assert people.get(f"/ho-so/{filed.code}/tu-choi.pdf").status_code == 404


def test_the_result_is_taken_once_ready(people: Client, ready: Dossier) -> None:
    answer = people.get(f"/ho-so/{ready.code}/ket-qua/")

    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert "ket-qua.png" in answer["Content-Disposition"]
    answer.close()


def test_before_it_is_ready_there_is_no_result(people: Client, received: Dossier) -> None:
    assert people.get(f"/ho-so/{received.code}/ket-qua/").status_code == 404


def test_a_paper_handed_in_can_be_looked_at_again(people: Client, filed: Dossier) -> None:
    paper = filed.papers.get()

    answer = people.get(f"/ho-so/{filed.code}/giay-to/{paper.pk}/")

    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    assert people.get(f"/ho-so/{filed.code}/giay-to/{paper.pk + 1}/").status_code == 404
    answer.close()


def test_the_qr_is_a_picture(people: Client, filed: Dossier) -> None:
    answer = people.get(f"/ho-so/{filed.code}/qr.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


@pytest.mark.parametrize("page", ["bien-nhan.pdf", "bo-sung/1.pdf", "tu-choi.pdf", "ket-qua/", "qr.svg"])
def test_strangers_officers_and_visitors_get_nothing(
    as_stranger: Client, as_officer: Client, client: Client, ready: Dossier, page: str
) -> None:
    path = f"/ho-so/{ready.code}/{page}"

    assert as_stranger.get(path).status_code == 404
    assert as_officer.get(path).status_code == 404
    assert Client().get(path)["Location"].startswith("/dang-nhap/")


def test_a_stranger_cannot_look_at_a_paper(as_stranger: Client, filed: Dossier) -> None:
    assert as_stranger.get(f"/ho-so/{filed.code}/giay-to/{filed.papers.get().pk}/").status_code == 404
