"""The questions: one page at a time, saved as answered, nothing typed ever lost."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.cast import NOW
from xaso.modules.dossiers.models import Draft
from xaso.modules.dossiers.services import drafting

HOME = {
    "home-place": "xa",
    "home-village": "B1",
    "since-ngay": "2",
    "since-thang": "1",
    "since-nam": "2020",
    "kind": "own",
}


def place(draft: Draft, page: str = "") -> str:
    return f"/nop-ho-so/soan/{draft.public_id}/{page}"


def test_the_first_page_is_filled_in_from_the_account(people: Client, draft: Draft) -> None:
    page = people.get(place(draft, "applicant/")).content.decode()

    assert 'value="Giàng Thị Say"' in page
    assert "Phần 1 trên 2" in page


def test_a_right_page_is_saved_and_leads_on(people: Client, draft: Draft) -> None:
    typed = {
        "applicant_name": "Giàng Thị Say",
        "applicant_id": "099190000901",
        "applicant_phone": "0912000901",
    }

    answer = people.post(place(draft, "applicant/"), typed)

    draft.refresh_from_db()
    assert answer["Location"] == place(draft, "home/")
    assert draft.done_sections == ["applicant"]


def test_a_wrong_page_keeps_what_was_typed_and_says_what_to_change(people: Client, draft: Draft) -> None:
    typed = {"applicant_name": "Giàng Thị Say 2", "applicant_id": "12", "applicant_phone": "0912000901"}

    answer = people.post(place(draft, "applicant/"), typed)

    page = answer.content.decode()
    draft.refresh_from_db()
    assert answer.status_code == 422
    assert 'value="Giàng Thị Say 2"' in page
    assert "Có chỗ cần sửa" in page
    assert 'href="#applicant_name"' in page
    assert "<title>Lỗi:" in page
    assert draft.done_sections == []
    assert draft.answers["applicant_id"] == "12"


def test_leaving_and_coming_back_finds_even_wrong_words(people: Client, draft: Draft) -> None:
    answer = people.post(place(draft, "applicant/"), {"applicant_name": "Giàng 2", "de-sau": "1"})

    again = people.get(place(draft, "applicant/")).content.decode()
    assert answer["Location"] == "/ho-so/"
    assert 'value="Giàng 2"' in again
    assert place(draft) in people.get("/ho-so/").content.decode()


def test_resuming_opens_the_first_page_not_done(people: Client, draft: Draft) -> None:
    drafting.save_section(draft=draft, section_code="applicant", values={}, at=NOW + timedelta(minutes=1))

    assert people.get(place(draft))["Location"] == place(draft, "home/")


def test_resuming_a_draft_with_every_page_done_opens_the_papers(people: Client, answered: Draft) -> None:
    assert people.get(place(answered))["Location"] == place(answered, "giay-to/")


def test_a_section_appears_and_goes_with_the_answer_it_hangs_on(people: Client, draft: Draft) -> None:
    shown = people.post(place(draft, "home/"), {**HOME, "kind": "rent"})
    back = people.get(place(draft, "owner/")).content.decode()

    hidden = people.post(place(draft, "home/"), HOME)

    assert shown["Location"] == place(draft, "owner/")
    assert place(draft, "home/") in back
    assert hidden["Location"] == place(draft, "giay-to/")
    assert people.get(place(draft, "owner/")).status_code == 404


def test_the_first_page_leads_back_to_for_whom(people: Client, draft: Draft) -> None:
    page = people.get(place(draft, "applicant/")).content.decode()

    assert f'class="govuk-back-link" href="{place(draft, "nguoi-nop/")}"' in page


def test_a_rule_of_the_form_is_said_at_its_box(people: Client, draft: Draft) -> None:
    answer = people.post(place(draft, "home/"), {**HOME, "since-nam": "2099"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "không thể sau hôm nay" in page
    assert 'href="#since-ngay"' in page


@pytest.mark.parametrize(
    "page", ["", "applicant/", "nguoi-nop/", "nguoi-khac/", "giay-to/", "kiem-tra/", "bo-ban-nhap/"]
)
def test_a_stranger_and_an_officer_get_404(
    as_stranger: Client, as_officer: Client, draft: Draft, page: str
) -> None:
    assert as_stranger.get(place(draft, page)).status_code == 404
    assert as_officer.get(place(draft, page)).status_code == 404


def test_a_visitor_is_sent_to_sign_in_and_back(client: Client, draft: Draft) -> None:
    answer = client.get(place(draft, "applicant/"))

    assert answer["Location"].startswith("/dang-nhap/?next=%2Fnop-ho-so%2Fsoan%2F")
