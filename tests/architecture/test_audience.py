"""Every address stands in the audience table, and everyone is tried on every one of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from tests.architecture import audience as who
from tests.architecture.audience import PAGES as MOST_PAGES
from tests.architecture.audience import Page
from tests.architecture.world import World, build
from tests.cast import Cast, sign_in
from tests.factories.officers import make_officer
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Officer


def every_page() -> dict[str, Page]:
    """The table: its first part and every file named after it (audience_….py)."""
    found = dict(MOST_PAGES)
    for part in sorted(Path(__file__).parent.glob("audience_*.py")):
        found |= import_module(f"tests.architecture.{part.stem}").PAGES
    return found


PAGES = every_page()
CAST = {
    who.CITIZEN: "citizen",
    who.STRANGER: "stranger",
    who.RECEIVER: "one_stop_officer",
    who.SPECIALIST: "specialist",
    who.UNIT_HEAD: "head_of_office",
    who.OTHER_SPECIALIST: "land_specialist",
    who.OTHER_HEAD: "land_head",
    who.LEADER: "chairman",
    who.CENTRE_HEAD: "centre_head",
    who.CLERK: "clerk",
    who.CONTROL_OFFICER: "control_officer",
    who.SYSADMIN: "sysadmin",
}
CODES = ("identity:code", "identity:officer_code")
"""Without a password given before, asking for a code starts with the password."""
SIGN_INS = ("/dang-nhap/", "/can-bo/dang-nhap/")
OWN_OF_ANOTHER = sorted(name for name, page in PAGES.items() if page.to == who.OWNER)


def names(resolver: URLResolver, spaces: tuple[str, ...] = ()) -> Iterator[str]:
    """The full name of every address, the reference-data admin's left out."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.app_name != "admin":
                yield from names(pattern, (*spaces, *([pattern.namespace] if pattern.namespace else [])))
        elif pattern.name:
            yield ":".join((*spaces, pattern.name))


@pytest.fixture
def world(cast: Cast) -> World:
    return build(cast)


@pytest.fixture
def someone(cast: Cast) -> Callable[[str], Client]:
    """A browser in which that one is signed in, with a heading for errors instead of a traceback."""

    def browser(role: str) -> Client:
        client = Client(raise_request_exception=False)
        if role == who.ANONYMOUS:
            return client
        found: Person | Officer = (
            make_officer("plan_owner") if role == who.PLAN_OWNER else getattr(cast, CAST[role])
        )
        return sign_in(client, found)

    return browser


def ask(client: Client, name: str, page: Page, world: World) -> Any:
    """Ask for the address as the table says, and read the answer to its end."""
    address = reverse(name, kwargs=dict(page.kwargs(world))) + (f"?{page.query}" if page.query else "")
    if page.method == "GET":
        answer = client.get(address)
    else:
        data = page.data(world) if page.data else {}
        kind = {"content_type": "application/json"} if page.is_json else {}
        answer = client.post(address, data, headers=dict(page.headers), **kind)
    answer.getvalue()
    return answer


def is_at_the_door(answer: HttpResponse) -> bool:
    """Whether it leads to a sign-in page."""
    return answer.status_code == 302 and answer["Location"].split("?")[0] in SIGN_INS


def what_is_wrong(role: str, name: str, page: Page, answer: HttpResponse) -> str:
    """What the answer does that it should not; nothing when it is right."""
    is_in = role in page.to
    status = answer.status_code
    if is_in:
        is_right = status in page.answers or (status == 302 and not is_at_the_door(answer))
        is_right = is_right or (name in CODES and is_at_the_door(answer))
    elif role == who.ANONYMOUS:
        is_right = is_at_the_door(answer) or status in (401, 404)
    else:
        is_right = status == 404
    place = f" to {answer['Location']}" if status == 302 else ""
    return "" if is_right else f"{name}: {'in' if is_in else 'out'}, got {status}{place}"


def test_every_address_stands_in_the_table_and_every_line_has_its_address() -> None:
    found = set(names(get_resolver()))

    assert found - set(PAGES) == set(), "addresses nobody has thought about"
    assert set(PAGES) - found == set(), "lines of the table without an address"


def test_every_role_of_the_table_is_tried() -> None:
    tried = {who.ANONYMOUS, who.PLAN_OWNER, *CAST}

    assert tried == who.EVERYONE


@pytest.mark.parametrize("role", sorted(who.EVERYONE))
def test_everyone_gets_what_is_theirs_and_nothing_else(
    role: str, world: World, someone: Callable[[str], Client]
) -> None:
    client = someone(role)

    wrong = [what_is_wrong(role, name, page, ask(client, name, page, world)) for name, page in PAGES.items()]

    assert [one for one in wrong if one] == []


def test_a_stranger_cannot_tell_anothers_page_from_none(
    world: World, someone: Callable[[str], Client]
) -> None:
    client = someone(who.STRANGER)

    for name in OWN_OF_ANOTHER:
        answer = ask(client, name, PAGES[name], world)

        assert answer.status_code == 404, name
        assert world.citizen.full_name not in answer.content.decode(), name


@pytest.mark.parametrize(
    ("role", "status", "is_wrong"),
    [
        (who.CITIZEN, 200, False),
        (who.CITIZEN, 404, True),
        (who.CITIZEN, 500, True),
        (who.STRANGER, 404, False),
        (who.STRANGER, 200, True),
        (who.STRANGER, 403, True),
        (who.ANONYMOUS, 401, False),
        (who.ANONYMOUS, 200, True),
    ],
)
def test_a_wrong_answer_is_seen(role: str, status: int, is_wrong: bool) -> None:
    answer = HttpResponse(status=status)

    assert (
        bool(what_is_wrong(role, "dossiers:mine_detail", PAGES["dossiers:mine_detail"], answer)) is is_wrong
    )


@pytest.mark.parametrize("role", sorted(who.EVERYONE))
def test_reference_data_is_for_the_system_administrator(role: str, someone: Callable[[str], Client]) -> None:
    answer = someone(role).get("/quan-tri/")

    if role == who.SYSADMIN:
        assert answer.status_code == 200
    elif role == who.ANONYMOUS:
        assert answer["Location"].startswith("/quan-tri/login/")
    else:
        assert answer.status_code in (302, 404)
