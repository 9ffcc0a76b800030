"""The page cache: fast for everybody who is nobody, and never another's page."""

from gzip import decompress as gunzip

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.procedures.models import ProcedureVersion

pytestmark = pytest.mark.django_db


def test_the_second_visitor_gets_the_kept_page_without_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = client.get("/thu-tuc/?q=trich+luc")

    with django_assert_num_queries(0):
        second = Client().get("/thu-tuc/?q=trich+luc")

    assert second.content == first.content
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["X-Request-ID"] != first["X-Request-ID"]
    assert second["Cache-Control"] == "public, max-age=60"
    assert "Cookie" in second["Vary"]


def test_a_person_never_gets_a_kept_page_nor_leaves_one(client: Client, citizen: Person) -> None:
    visitor = Client()
    visitor.get("/")

    own = sign_in(client, citizen).get("/")
    after = Client().get("/")

    assert citizen.full_name in own.content.decode()
    assert citizen.full_name not in after.content.decode()
    assert "public" not in own.get("Cache-Control", "")


def test_a_persons_visit_first_keeps_nothing(client: Client, citizen: Person) -> None:
    sign_in(client, citizen).get("/")

    assert citizen.full_name not in Client().get("/").content.decode()


def test_different_questions_have_different_pages_and_unknown_names_do_not(client: Client) -> None:
    one, other = client.get("/thu-tuc/?q=trich+luc"), client.get("/thu-tuc/?q=so+do")
    ProcedureVersion.objects.filter(procedure__code="9.000002").update(name="Tên đã đổi")

    same = client.get("/thu-tuc/?q=trich+luc&utm_source=zalo")

    assert one.content != other.content
    assert "Tên đã đổi" not in same.content.decode()


def test_pages_off_the_list_and_failures_are_not_kept(client: Client) -> None:
    assert "public" not in client.get("/dang-nhap/").get("Cache-Control", "")
    assert "public" not in client.get("/thu-tuc/1.999/").get("Cache-Control", "")


def test_a_visitor_with_a_session_gets_a_fresh_page(client: Client) -> None:
    client.get("/thu-tuc/")
    ProcedureVersion.objects.filter(procedure__code="9.000002").update(name="Tên đã đổi")
    client.cookies["sessionid"] = "anything"

    assert "Tên đã đổi" in client.get("/thu-tuc/").content.decode()


def test_asking_for_the_head_only_is_answered_and_never_kept_as_the_page(client: Client) -> None:
    client.head("/thu-tuc/")

    assert b"9.000001" in client.get("/thu-tuc/").content


def test_who_can_unpack_gets_it_packed_kept_or_not(client: Client) -> None:
    plain = client.get("/thu-tuc/").content

    packed = [Client().get("/thu-tuc/", headers={"Accept-Encoding": "gzip, br"}) for _ in range(2)]

    assert [answer["Content-Encoding"] for answer in packed] == ["gzip", "gzip"]
    assert [gunzip(answer.content) for answer in packed] == [plain, plain]
    assert [int(answer["Content-Length"]) for answer in packed] == [len(answer.content) for answer in packed]
    assert len(packed[0].content) < len(plain) / 2
