"""The last look, and sending: once, whatever the finger does."""

import pytest
from django.test import Client

from tests.cast import NOW
from xaso.modules.citizens.models import Person
from xaso.modules.dossiers.models import Dossier, Draft, Paper
from xaso.modules.dossiers.services import drafting
from xaso.modules.procedures.models import Component


def place(draft: Draft) -> str:
    return f"/nop-ho-so/soan/{draft.public_id}/kiem-tra/"


def test_every_answer_is_shown_in_words_with_a_way_to_change_it(people: Client, complete: Draft) -> None:
    page = people.get(place(complete)).content.decode()

    assert "Giàng Thị Say" in page
    assert "02/01/2020" in page
    assert "Nhà của mình" in page
    assert "giay-nha.png" in page
    for section in ("applicant/", "home/", "giay-to/", "nguoi-nop/"):
        assert f'href="/nop-ho-so/soan/{complete.public_id}/{section}"' in page


def test_sending_gives_the_receipt(people: Client, complete: Draft, citizen: Person) -> None:
    answer = people.post(place(complete), {"agreed": "on"})

    dossier = Dossier.objects.get(applicant=citizen)
    assert answer["Location"] == f"/ho-so/{dossier.code}/da-nop/"
    assert not Draft.objects.filter(pk=complete.pk).exists()


def test_sending_twice_shows_the_same_receipt(people: Client, complete: Draft) -> None:
    first = people.post(place(complete), {"agreed": "on"})

    second = people.post(place(complete), {"agreed": "on"})

    assert second["Location"] == first["Location"]
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize("page", ["", "applicant/", "giay-to/", "kiem-tra/"])
def test_going_back_into_a_filed_draft_leads_to_its_receipt(
    people: Client, complete: Draft, page: str
) -> None:
    receipt = people.post(place(complete), {"agreed": "on"})["Location"]

    answer = people.get(f"/nop-ho-so/soan/{complete.public_id}/{page}")

    assert answer["Location"] == receipt


def test_without_the_declaration_nothing_is_sent(people: Client, complete: Draft) -> None:
    answer = people.post(place(complete), {"x": "1"})

    assert answer.status_code == 422
    assert "đánh dấu vào ô cam đoan" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_what_lacks_is_listed_with_the_page_to_mend_it(people: Client, answered: Draft) -> None:
    drafting.save_section(draft=answered, section_code="home", values={"since": None}, at=NOW, is_done=False)

    answer = people.post(place(answered), {"agreed": "on"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="/nop-ho-so/soan/{answered.public_id}/home/"' in page
    assert f'href="/nop-ho-so/soan/{answered.public_id}/giay-to/house_paper/"' in page
    assert not Dossier.objects.exists()


def test_a_brought_paper_is_written_down_as_an_original_to_come(people: Client, answered: Draft) -> None:
    Component.objects.filter(version=answered.version, code="tp02").update(originals=1)
    drafting.bring_on_paper(draft=answered, field_code="house_paper", brought=True, at=NOW)

    answer = people.post(place(answered), {"agreed": "on"})

    paper = Paper.objects.get(dossier=Dossier.objects.get())
    assert (paper.medium, paper.file) == (Paper.Medium.ORIGINAL, None)
    assert "Nhớ mang đến quầy" in people.get(answer["Location"]).content.decode()


def test_filing_for_another_names_both(people: Client, complete: Draft, citizen: Person) -> None:
    drafting.save_party(
        draft=complete,
        for_other=True,
        other_name="Giàng Thị Già",
        other_id_number="099150000777",
        relation="Con của người đó",
        at=NOW,
    )

    shown = people.get(place(complete)).content.decode()
    people.post(place(complete), {"agreed": "on"})

    dossier = Dossier.objects.get()
    assert "Giàng Thị Già" in shown
    assert (dossier.applicant.full_name, dossier.submitter) == ("Giàng Thị Già", citizen)
