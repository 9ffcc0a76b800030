"""The portal's own pages."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.cast import NOW, sign_in
from xaso.modules.citizens.models import Person
from xaso.modules.org.models import Commune, Officer, Setting
from xaso.modules.org.services import change_reference
from xaso.platform.jobs.models import Slot
from xaso.platform.journal.actors import SYSTEM
from xaso.sites.portal.jobs import HEARTBEAT

pytestmark = pytest.mark.django_db


def text(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_home_asks_what_to_do_and_shows_ways_in(client: Client) -> None:
    page = text(client, "/")

    for words in ("Bà con cần làm việc gì?", "Chuyển nhà", "Tra cứu hồ sơ", "Xác nhận nơi ở của người dân"):
        assert words in page
    assert "Ủy ban nhân dân xã Suối Mây" in page


def test_home_shows_four_figures(client: Client) -> None:
    assert text(client, "/").count('class="x-stat"') == 4


def test_home_works_before_anything_is_loaded(client: Client) -> None:
    Commune.objects.all().delete()

    assert "Bà con cần làm việc gì?" in text(client, "/")


def test_a_person_sees_the_own_name_and_the_own_dossiers(client: Client, citizen: Person) -> None:
    page = text(sign_in(client, citizen), "/")

    assert citizen.full_name in page
    assert 'href="/ho-so/"' in page
    assert "Đăng nhập</a>" not in page


def test_an_officer_sees_name_and_unit_and_the_way_to_the_desk(client: Client, clerk: Officer) -> None:
    page = text(sign_in(client, clerk), "/")

    assert f"{clerk.full_name}</a>" in page
    assert clerk.unit.short_name in page
    assert 'href="/ban-lam-viec/"' in page


def test_help_names_only_what_is_known(client: Client) -> None:
    page = text(client, "/tro-giup/")
    assert "1800 0000" in page
    assert "15:00" in page
    row = Setting.objects.get(key="portal.hotline")
    row.value = None
    change_reference(row, by=SYSTEM, at=NOW)

    page = sign_out_page(client, "/tro-giup/?moi=1")

    assert "1800 0000" not in page
    assert "chưa có trên trang này" in page


def sign_out_page(client: Client, path: str) -> str:
    """The page as drawn anew, past the cache."""
    answer = client.get(path, headers={"HX-Request": "true"})
    return answer.content.decode()


def test_about_tells_source_data_and_accessibility(client: Client) -> None:
    page = text(client, "/gioi-thieu-phan-mem/")

    for words in ("EUPL-1.2", "WCAG 2.2", "Dữ liệu cá nhân"):
        assert words in page


def test_robots_are_kept_from_people_and_officers(client: Client) -> None:
    page = text(client, "/robots.txt")

    assert "Disallow: /ho-so/" in page
    assert "Disallow: /thu-tuc/" not in page


def test_health_is_well_while_a_worker_comes_by(client: Client) -> None:
    Slot.objects.create(name=HEARTBEAT, taken=timezone.now() - timedelta(minutes=5))

    answer = client.get("/suc-khoe/")

    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok", "worker": "ok"})
    assert "no-store" in answer["Cache-Control"]


def test_health_fails_when_the_worker_is_silent_but_pages_alone_are_well(client: Client) -> None:
    Slot.objects.create(name=HEARTBEAT, taken=timezone.now() - timedelta(minutes=20))

    assert client.get("/suc-khoe/").status_code == 503
    assert client.get("/suc-khoe/?cho=web").status_code == 200


def test_an_unknown_address_is_said_plainly_in_the_communes_name(client: Client) -> None:
    answer = client.get("/khong-co-trang-nay/")

    assert answer.status_code == 404
    assert "Suối Mây" in answer.content.decode()
