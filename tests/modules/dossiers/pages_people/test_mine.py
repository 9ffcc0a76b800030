"""One's own dossiers: the list, one with its steps, the receipt."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast
from tests.modules.dossiers.pages_people.conftest import ANSWERS, RESIDENCE, TODAY, Fetch, picture
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier, Draft
from xaso.modules.dossiers.services import filing, handling
from xaso.modules.procedures.queries import current_version, form_definition
from xaso.platform.files.services import store_upload


def file_many(person: Person, count: int) -> None:
    version = current_version(RESIDENCE, TODAY)
    form = form_definition(version, TODAY)
    stored = store_upload(picture(), by=person, at=NOW)
    for number in range(count):
        filing.file_answers(
            person=person,
            version=version,
            form=form,
            answers=ANSWERS,
            files={"house_paper": [stored]},
            filing_key=f"nhieu-{number}",
            by=person,
            at=NOW,
        )


def test_an_empty_list_says_what_to_do(read: Fetch) -> None:
    page = read("/ho-so/")

    assert "Bà con chưa nộp hồ sơ nào." in page
    assert "Tìm thủ tục cần làm" in page


def test_drafts_stand_before_dossiers_with_ways_on(read: Fetch, filed: Dossier, later: Draft) -> None:
    page = read("/ho-so/")

    assert page.index("Đang soạn dở") < page.index("Đã nộp</h2>")
    assert f"/nop-ho-so/soan/{later.public_id}/bo-ban-nhap/" in page
    assert f"/ho-so/{filed.code}/" in page
    assert "Chờ tiếp nhận" in page


def test_the_list_has_twenty_a_page_at_a_constant_cost(
    people: Client, citizen: Person, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    file_many(citizen, 21)

    with django_assert_max_num_queries(8):
        first = people.get("/ho-so/").content.decode()
    second = people.get("/ho-so/?trang=2").content.decode()

    assert first.count('<div class="x-card">') == 20
    assert second.count('<div class="x-card">') == 1


def test_the_list_shows_nobody_else_s(as_stranger: Client, filed: Dossier, later: Draft) -> None:
    page = as_stranger.get("/ho-so/").content.decode()

    assert filed.code not in page
    assert str(later.public_id) not in page


def test_a_filed_dossier_says_when_the_commune_answers(read: Fetch, filed: Dossier) -> None:
    page = read(f"/ho-so/{filed.code}/")

    assert "17:30 ngày 02/03/2026" in page
    assert "Phiếu nộp hồ sơ" in page
    assert "bien-nhan.pdf" not in page


def test_what_was_declared_can_be_read_again(read: Fetch, filed: Dossier) -> None:
    page = read(f"/ho-so/{filed.code}/")

    assert "Xem lại lời khai" in page
    assert "Nhà của mình" in page


def test_a_received_dossier_shows_its_clock_and_how_it_was_counted(read: Fetch, received: Dossier) -> None:
    page = read(f"/ho-so/{received.code}/")

    assert "Hạn này tính thế nào?" in page
    assert received.due_lines[0] in page
    assert f"/ho-so/{received.code}/bien-nhan.pdf" in page


def test_each_step_names_officer_office_and_time(read: Fetch, received: Dossier, cast: Cast) -> None:
    handling.assign(
        dossier=received, to=cast.specialist, by=cast.head_of_office, at=NOW, seen=received.revision
    )

    page = read(f"/ho-so/{received.code}/")

    assert "Nộp hồ sơ trực tuyến" in page
    assert "Tiếp nhận hồ sơ" in page
    assert cast.one_stop_officer.full_name in page
    assert cast.specialist.full_name in page
    assert "08:00 ngày 02/03/2026" in page


def test_a_refused_dossier_gives_the_reason_and_its_paper(read: Fetch, refused: Dossier) -> None:
    page = read(f"/ho-so/{refused.code}/")

    assert "Không thuộc thẩm quyền của xã" in page
    assert f"/ho-so/{refused.code}/tu-choi.pdf" in page
    assert "Rút hồ sơ" not in page


def test_a_ready_result_can_be_taken_and_not_yet_rated(read: Fetch, ready: Dossier) -> None:
    page = read(f"/ho-so/{ready.code}/")

    assert f"/ho-so/{ready.code}/ket-qua/" in page
    assert "12/XN" in page
    assert "danh-gia" not in page


def test_a_returned_result_can_be_rated(read: Fetch, returned: Dossier) -> None:
    assert f"/ho-so/{returned.code}/danh-gia/" in read(f"/ho-so/{returned.code}/")


def test_the_receipt_has_code_qr_and_what_comes_next(read: Fetch, filed: Dossier) -> None:
    page = read(f"/ho-so/{filed.code}/da-nop/")

    assert f"Mã hồ sơ {filed.code}" in page
    assert f'src="/ho-so/{filed.code}/qr.svg"' in page
    assert "chậm nhất <strong>17:30 ngày 02/03/2026</strong>" in page


def test_the_receipt_of_a_received_dossier_leads_to_its_paper(read: Fetch, received: Dossier) -> None:
    page = read(f"/ho-so/{received.code}/da-nop/")

    assert "Tải giấy hẹn (PDF)" in page
    assert received.due_lines[-1] in page


def test_the_note_to_print_says_that_it_is_no_receipt(read: Fetch, filed: Dossier) -> None:
    page = read(f"/ho-so/{filed.code}/phieu-nop/")

    assert "Đã gửi, chờ tiếp nhận." in page
    assert "không thay Giấy tiếp nhận" in page
    assert f"/tra-cuu/?ma={filed.code}" in page


@pytest.mark.parametrize("page", ["", "da-nop/", "phieu-nop/", "qr.svg", "rut/", "bo-sung/"])
def test_strangers_and_officers_get_404(
    as_stranger: Client, as_officer: Client, filed: Dossier, page: str
) -> None:
    assert as_stranger.get(f"/ho-so/{filed.code}/{page}").status_code == 404
    assert as_officer.get(f"/ho-so/{filed.code}/{page}").status_code == 404


def test_who_filed_for_another_sees_it_too(
    village_head: Person, citizen: Person, complete: Draft, client: Client, read: Fetch
) -> None:
    Draft.objects.filter(pk=complete.pk).update(
        for_other=True,
        other_name=village_head.full_name,
        other_id_number=village_head.id_number,
        relation="Cháu của người đó",
    )
    dossier = filing.file_draft(draft=complete, by=citizen, at=NOW)

    page = read(f"/ho-so/{dossier.code}/")

    assert dossier.applicant == village_head
    assert "Cháu của người đó" in page
