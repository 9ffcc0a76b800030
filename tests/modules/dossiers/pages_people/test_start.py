"""Before the questions: what it needs, for whom, where to file when not here."""

import pytest
from django.test import Client

from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Draft

START = "/nop-ho-so/9.000001/"


@pytest.mark.django_db
def test_a_visitor_reads_what_is_needed_and_is_shown_the_way_in_and_back(client: Client) -> None:
    page = client.get(START).content.decode()

    assert "Xác nhận nơi ở của người dân" in page
    assert "5 ngày làm việc" in page
    assert "Bản chụp giấy tờ nhà" in page
    assert f"/dang-nhap/?next={START}" in page
    assert f"/dang-ky/?next={START}" in page


@pytest.mark.django_db
def test_a_visitor_who_begins_is_sent_to_sign_in(client: Client) -> None:
    answer = client.post(START)

    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")
    assert not Draft.objects.exists()


def test_beginning_asks_for_whom(people: Client, citizen: Person) -> None:
    answer = people.post(START)

    draft = Draft.objects.get(owner=citizen)
    assert answer["Location"] == f"/nop-ho-so/soan/{draft.public_id}/nguoi-nop/"


def test_one_already_begun_is_offered_first(people: Client, answered: Draft) -> None:
    page = people.get(START).content.decode()

    assert "Làm tiếp hồ sơ đang dở" in page
    assert f"/nop-ho-so/soan/{answered.public_id}/" in page


def test_an_officer_is_told_that_this_is_the_people_s_page(as_officer: Client) -> None:
    page = as_officer.get(START).content.decode()

    assert "trang dành cho bà con" in page
    assert "Bắt đầu</button>" not in page


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "words"),
    [("9.000004", "Cổng Dịch vụ công quốc gia"), ("9.000005", "nộp trực tiếp tại Trung tâm")],
)
def test_what_is_filed_elsewhere_says_where(client: Client, code: str, words: str) -> None:
    answer = client.get(f"/nop-ho-so/{code}/")

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "Bắt đầu" not in answer.content.decode()


def test_what_is_filed_elsewhere_cannot_be_begun(people: Client) -> None:
    people.post("/nop-ho-so/9.000004/")

    assert not Draft.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["9.000006", "khong-co"])
def test_a_hidden_or_unknown_procedure_is_not_found(client: Client, code: str) -> None:
    assert client.get(f"/nop-ho-so/{code}/").status_code == 404


def test_for_oneself_leads_to_the_first_question(people: Client, draft: Draft) -> None:
    answer = people.post(f"/nop-ho-so/soan/{draft.public_id}/nguoi-nop/", {"who": "toi"})

    assert answer["Location"] == f"/nop-ho-so/soan/{draft.public_id}/applicant/"


def test_for_whom_must_be_said(people: Client, draft: Draft) -> None:
    answer = people.post(f"/nop-ho-so/soan/{draft.public_id}/nguoi-nop/", {"who": ""})

    assert answer.status_code == 422
    assert "Hãy chọn nộp cho mình hay nộp thay" in answer.content.decode()


def test_for_another_the_relation_is_kept(people: Client, draft: Draft) -> None:
    place = f"/nop-ho-so/soan/{draft.public_id}/"
    people.post(f"{place}nguoi-nop/", {"who": "nguoi-khac"})

    answer = people.post(
        f"{place}nguoi-khac/",
        {"other_name": "Giàng Thị Già", "other_id_number": "099150000777", "relation": "Con của người đó"},
    )

    draft.refresh_from_db()
    assert answer["Location"] == f"{place}applicant/"
    assert (draft.for_other, draft.other_name, draft.relation) == (True, "Giàng Thị Già", "Con của người đó")


def test_a_wrong_number_of_the_other_person_keeps_what_was_typed(people: Client, draft: Draft) -> None:
    answer = people.post(
        f"/nop-ho-so/soan/{draft.public_id}/nguoi-khac/",
        {"other_name": "Giàng Thị Già", "other_id_number": "123", "relation": "Con của người đó"},
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="Giàng Thị Già"' in page
    assert 'value="123"' in page
    assert "12 chữ số" in page


def test_giving_a_draft_up_is_asked_once_more(people: Client, answered: Draft) -> None:
    place = f"/nop-ho-so/soan/{answered.public_id}/bo-ban-nhap/"

    asked = people.get(place).content.decode()
    kept = Draft.objects.filter(pk=answered.pk).exists()
    answer = people.post(place)

    assert "Xóa hồ sơ soạn dở này?" in asked
    assert kept
    assert answer["Location"] == "/ho-so/"
    assert not Draft.objects.filter(pk=answered.pk).exists()
