"""The door of officers' pages."""

from typing import cast

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from tests.cast import NOW
from xaso.kernel.errors import Missing
from xaso.modules.citizens.models import Person
from xaso.modules.org.access import Role, officer_page
from xaso.modules.org.models import Officer
from xaso.modules.org.services import Absence, delegate
from xaso.platform.ui.middleware import TimedRequest

pytestmark = pytest.mark.django_db


@officer_page(Role.CLERK, Role.LEADER)
def sealed_page(request: HttpRequest, officer: Officer, code: str) -> HttpResponse:
    return HttpResponse(f"{officer.full_name} {code}")


@officer_page()
def any_page(request: HttpRequest, officer: Officer) -> HttpResponse:
    return HttpResponse(officer.full_name)


def asked_by(user: object) -> TimedRequest:
    request = cast(TimedRequest, RequestFactory().get("/ban-lam-viec/?x=1"))
    request.user = user  # type: ignore[assignment]
    request.now = NOW
    return request


def test_an_officer_with_one_of_the_roles_gets_the_page(clerk: Officer) -> None:
    answer = sealed_page(asked_by(clerk.user), code="9")  # type: ignore[arg-type]

    assert answer.content.decode() == f"{clerk.full_name} 9"


def test_without_roles_named_any_officer_gets_the_page(specialist: Officer) -> None:
    assert any_page(asked_by(specialist.user)).status_code == 200  # type: ignore[arg-type]


def test_an_officer_without_the_roles_finds_nothing(specialist: Officer) -> None:
    with pytest.raises(Missing):
        sealed_page(asked_by(specialist.user), code="9")  # type: ignore[arg-type]


def test_people_find_nothing(citizen: Person) -> None:
    with pytest.raises(Missing):
        any_page(asked_by(citizen.user))  # type: ignore[arg-type]


def test_visitors_are_sent_to_sign_in_and_back() -> None:
    answer = any_page(asked_by(AnonymousUser()))  # type: ignore[arg-type]

    assert answer.status_code == 302
    assert answer["Location"] == "/can-bo/dang-nhap/?next=/ban-lam-viec/%3Fx%3D1"


def test_a_substitute_gets_the_page_of_an_absent_colleague(clerk: Officer, other_specialist: Officer) -> None:
    absence = Absence(clerk, other_specialist, [Role.CLERK], NOW.date(), NOW.date(), "Nghỉ phép")
    delegate(absence, by=clerk, at=NOW)

    answer = sealed_page(asked_by(other_specialist.user), code="9")  # type: ignore[arg-type]

    assert answer.status_code == 200
