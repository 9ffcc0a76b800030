"""The one-stop gives a new password to a person who came with the card."""

import re

import pytest
from django.test import Client

from tests.cast import PASSWORD, sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.citizens.queries import subject_of
from xaso.modules.org.models import Officer
from xaso.platform.identity.models import User
from xaso.platform.journal.queries import accesses_of, timeline
from xaso.platform.notices.queries import unread_count

PEOPLE = "/can-bo/nguoi-dan/"


def page_of(person: Person) -> str:
    return f"{PEOPLE}{person.public_id}/mat-khau/"


def test_a_person_is_found_with_the_number_masked(
    client: Client, one_stop_officer: Officer, citizen: Person
) -> None:
    sign_in(client, one_stop_officer)

    page = client.get(PEOPLE, {"q": "giang thi say"}).content.decode()

    assert "Giàng Thị Say" in page
    assert page_of(citizen) in page
    assert str(citizen.id_number) not in page


def test_looking_at_the_data_is_logged_for_the_person(
    client: Client, one_stop_officer: Officer, citizen: Person
) -> None:
    sign_in(client, one_stop_officer)

    page = client.get(page_of(citizen)).content.decode()

    assert str(citizen.id_number) in page
    row = accesses_of(subject_of(citizen), 1).rows[0]
    assert (row.actor_name, row.purpose) == (one_stop_officer.full_name, "Đặt lại mật khẩu tại quầy")


def test_a_new_password_is_given_told_and_must_be_changed(
    client: Client, one_stop_officer: Officer, citizen: Person
) -> None:
    assert citizen.user is not None
    unread = unread_count(citizen.user)
    sign_in(client, one_stop_officer)

    page = client.post(page_of(citizen)).content.decode()

    found = re.search(r"Mật khẩu mới: ([a-z0-9-]{19})", page)
    assert found is not None
    user = User.objects.get(pk=citizen.user_id)
    assert user.check_password(found.group(1))
    assert not user.check_password(PASSWORD)
    assert unread_count(user) == unread + 1
    assert timeline(subject_of(citizen)).last().event == "citizens.password_reset"  # type: ignore[union-attr]
    at_home = Client()
    at_home.force_login(user)
    assert at_home.get("/tai-khoan/")["Location"] == "/mat-khau/"


def test_a_person_without_an_account_is_refused_with_a_sentence(
    client: Client, one_stop_officer: Officer, citizen: Person
) -> None:
    Person.objects.filter(pk=citizen.pk).update(user=None)
    sign_in(client, one_stop_officer)

    answer = client.post(page_of(citizen))

    assert answer.status_code == 409
    assert "Người này chưa có tài khoản." in answer.content.decode()


@pytest.mark.parametrize("who", ["specialist", "sysadmin", "chairman", "citizen"])
def test_nobody_else_finds_the_pages(
    client: Client, citizen: Person, request: pytest.FixtureRequest, who: str
) -> None:
    sign_in(client, request.getfixturevalue(who))

    assert client.get(PEOPLE).status_code == 404
    assert client.post(page_of(citizen)).status_code == 404


def test_a_visitor_signs_in_first(client: Client, citizen: Person) -> None:
    assert client.get(PEOPLE)["Location"].startswith("/can-bo/dang-nhap/")


def test_an_unknown_person_is_not_found(client: Client, one_stop_officer: Officer) -> None:
    sign_in(client, one_stop_officer)

    assert client.get(f"{PEOPLE}00000000-0000-4000-8000-000000000000/mat-khau/").status_code == 404
