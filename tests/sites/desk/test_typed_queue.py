"""Today, as far as typed figures go: what to type, what came back, what waits for a decision."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW, Cast, sign_in
from tests.factories.officers import make_officer
from tests.modules.indicators import typed
from xaso.modules.indicators.services import typing
from xaso.modules.org.models import Officer
from xaso.sites.desk.queue import tally, waiting

pytestmark = pytest.mark.django_db
ASKED = "2025-Q4"


@pytest.fixture
def owner(cast: Cast) -> Officer:
    """A specialist of the unit whose target nobody counts."""
    return make_officer("specialist", unit=cast.chairman.unit.code, full_name="Sùng Thị Ghi")


def titles(officer: Officer) -> list[str]:
    return [item.title for item in waiting(officer, NOW, 1).rows]


def test_the_owner_is_asked_once_for_the_quarter_that_ended_and_by_when(owner: Officer) -> None:
    item = waiting(owner, NOW, 1).rows[0]

    assert item.title == "Nhập số liệu quý IV/2025: còn 1 chỉ tiêu"
    assert item.due_at is not None
    assert item.href == "/ban-lam-viec/so-lieu/?viec=to_type"
    assert tally(owner, NOW).overdue == 1


def test_nobody_else_is_asked_to_type(cast: Cast) -> None:
    for officer in (cast.specialist, cast.chairman, cast.sysadmin):
        assert not [title for title in titles(officer) if title.startswith("Nhập số liệu")]


def test_once_typed_it_is_no_longer_asked_and_waits_for_a_leader(owner: Officer, cast: Cast) -> None:
    typed.waiting(owner, "12", window=ASKED, at=NOW)

    assert titles(owner) == []
    found = waiting(cast.chairman, NOW, 1)
    assert [item.action for item in found.rows] == ["Xem và duyệt"]
    assert found.total == 1
    assert found.rows[0].who.startswith("Sùng Thị Ghi")


def test_a_returned_figure_comes_back_to_its_typist_with_the_reason(owner: Officer, cast: Cast) -> None:
    figure = typed.waiting(owner, "12", window=ASKED, at=NOW)
    typing.send_back(figure=figure, reason="Ảnh mờ", by=cast.chairman, at=NOW, seen=figure.revision)

    item = waiting(owner, NOW, 1).rows[0]

    assert item.where == "Bị trả lại: Ảnh mờ"
    assert item.action_href == f"/ban-lam-viec/so-lieu/{figure.pk}/sua/"
    assert titles(cast.chairman) == []


def test_ones_own_figure_is_never_ones_own_to_decide(cast: Cast) -> None:
    typed.waiting(cast.head_of_office, "12", window=ASKED, at=NOW)

    assert not [item for item in waiting(cast.head_of_office, NOW, 1).rows if "Duyệt" in item.action]


def test_the_page_shows_them_and_asks_as_much_for_many_as_for_one(
    owner: Officer, cast: Cast, client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    typed.waiting(owner, "12", window="2025-Q1", at=NOW)
    sign_in(client, cast.chairman).get("/ban-lam-viec/")
    with django_assert_max_num_queries(28) as few:
        page = client.get("/ban-lam-viec/").content.decode()
    assert "Xem và duyệt" in page
    for month in range(1, 13):
        typed.waiting(owner, "12", window=f"2025-{month:02d}", at=NOW)

    with django_assert_max_num_queries(len(few)):
        client.get("/ban-lam-viec/")


def test_the_second_page_of_decisions_follows_the_first(owner: Officer, cast: Cast) -> None:
    windows = [f"2025-{month:02d}" for month in range(1, 13)]
    windows += [f"2025-Q{quarter}" for quarter in range(1, 5)]
    windows += ["2025-H1", "2025-9M", "2025", "2026-01", "2026-02"]
    for window in windows:
        typed.waiting(owner, "12", window=window, at=NOW)

    first, second = (waiting(cast.chairman, NOW, number) for number in (1, 2))

    assert (len(first.rows), len(second.rows)) == (20, 1)
    assert first.has_next
    assert not second.has_next


def test_the_menu_leads_there_for_those_who_type(cast: Cast, client: Client) -> None:
    assert "Số liệu nhập" in sign_in(client, cast.specialist).get("/ban-lam-viec/").content.decode()
    assert "Số liệu nhập" not in sign_in(Client(), cast.clerk).get("/ban-lam-viec/").content.decode()
