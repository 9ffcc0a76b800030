"""Officers' pages of the catalogue."""

import pytest
from django.test import Client

from tests.cast import sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer
from xaso.modules.procedures import queries

pytestmark = pytest.mark.django_db
LIST, RECORD = "/ban-lam-viec/thu-tuc/", "/ban-lam-viec/thu-tuc/9.000001/"


def test_officers_see_how_far_each_record_is_verified(client: Client, specialist: Officer) -> None:
    page = sign_in(client, specialist).get(LIST).content.decode()

    assert "4 thủ tục đã kiểm chứng, 2 thủ tục còn chỗ chưa kiểm chứng" in page


def test_the_list_is_filtered_by_state_and_place(client: Client, specialist: Officer) -> None:
    page = sign_in(client, specialist).get(f"{LIST}?kiem-chung=partial&noi-nop=counter").content.decode()

    assert "Hòa giải tranh chấp đất đai" in page
    assert "Xác nhận hoàn cảnh khó khăn" not in page


def test_a_keeper_changes_where_it_is_filed(client: Client, control_officer: Officer) -> None:
    sign_in(client, control_officer)

    answer = client.post(RECORD, {"place": "national", "note": "Tỉnh đã mở thủ tục này."}, follow=True)

    assert answer.redirect_chain == [(RECORD, 302)]
    assert queries.procedure("9.000001").filing_place == "national"
    assert "Tỉnh đã mở thủ tục này." in answer.content.decode()


def test_without_a_reason_the_page_says_so_and_keeps_the_choice(
    client: Client, control_officer: Officer
) -> None:
    answer = sign_in(client, control_officer).post(RECORD, {"place": "counter", "note": "   "})

    assert answer.status_code == 422
    assert queries.procedure("9.000001").filing_place == "here"
    assert 'value="counter" checked' in answer.content.decode()


def test_other_officers_read_but_do_not_change(client: Client, specialist: Officer) -> None:
    sign_in(client, specialist)

    assert "Ghi nơi nộp" not in client.get(RECORD).content.decode()
    client.post(RECORD, {"place": "counter", "note": "Thử"})
    assert queries.procedure("9.000001").filing_place == "here"


def test_strangers_find_nothing_and_visitors_are_asked_to_sign_in(client: Client, citizen: Person) -> None:
    assert client.get(LIST).status_code == 302
    sign_in(client, citizen)

    assert client.get(LIST).status_code == 404
    assert client.get(RECORD).status_code == 404
    assert client.post(RECORD, {"place": "counter", "note": "Thử"}).status_code == 404
