"""What org answers, and how long it remembers."""

from datetime import date, time

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import NOW
from xaso.kernel.errors import Missing
from xaso.modules.citizens.models import Person
from xaso.modules.org import queries
from xaso.modules.org.access import Role
from xaso.modules.org.models import Officer, ReferenceVersion, Setting, Unit, Village
from xaso.modules.org.queries.cache import doubt
from xaso.modules.org.services import change_reference
from xaso.platform.journal.actors import SYSTEM

pytestmark = pytest.mark.django_db


def test_the_commune_is_the_one_of_the_pack() -> None:
    commune = queries.commune()

    assert (commune.full_name, commune.identifier) == ("Xã Suối Mây", "H99.12.34")
    assert commune.details["portal_code"] == "H99"


def test_a_setting_gives_its_value_its_default_and_its_certainty() -> None:
    assert queries.setting("files.max_mb") == 10
    assert queries.setting("no.such", "else") == "else"
    assert queries.setting("portal.email", "none") == "none"
    assert queries.setting_row("dossiers.same_day_cutoff").certainty == "A"


def test_an_unknown_setting_row_and_unit_are_missing() -> None:
    with pytest.raises(Missing, match=r"no\.such"):
        queries.setting_row("no.such")
    with pytest.raises(Missing, match="nowhere"):
        queries.unit("nowhere")


def test_the_calendar_knows_days_off_made_up_days_and_the_cutoff() -> None:
    calendar = queries.calendar()

    assert not calendar.is_workday(date(2026, 9, 2))
    assert calendar.is_workday(date(2026, 8, 22))
    assert calendar.reason(date(2026, 2, 17)) == "nghỉ: Mùng 1 Tết"
    assert queries.working_hours_per_day() == 8
    assert queries.cutoff() == time(15, 0)


def test_days_of_a_year_come_in_order_with_their_status() -> None:
    days = queries.calendar_days(2026)

    assert [day.date for day in days] == sorted(day.date for day in days)
    assert days[-1].status == "to_confirm"


def test_units_come_in_order_without_the_closed_ones() -> None:
    closed = Unit.objects.get(code="cong-an")
    closed.is_active = False
    change_reference(closed, by=SYSTEM, at=NOW)

    assert [unit.code for unit in queries.units()] == ["uy-ban", "van-phong", "kinh-te", "mot-cua"]
    assert queries.unit("cong-an").name == "Công an xã Suối Mây"


def test_officers_are_found_by_role_and_unit() -> None:
    everywhere = queries.officers_with_role(Role.SPECIALIST)
    in_office = queries.officers_with_role(Role.SPECIALIST, queries.unit("van-phong"))

    assert [officer.user.username for officer in everywhere] == ["ho.tich.hai", "ho.tich", "dia.chinh"]
    assert [officer.user.username for officer in in_office] == ["ho.tich.hai", "ho.tich"]


def test_an_officer_who_left_is_nobody(specialist: Officer) -> None:
    specialist.is_active = False
    specialist.save()

    assert queries.officer_of(specialist.user) is None
    assert specialist not in queries.officers_with_role(Role.SPECIALIST)


def test_people_and_visitors_are_no_officers(citizen: Person) -> None:
    assert citizen.user is not None
    assert queries.officer_of(citizen.user) is None
    assert queries.officer_of(AnonymousUser()) is None


def test_forms_are_offered_villages_peoples_and_divisions_our_province_first() -> None:
    assert queries.village_options()[0] == ("B1", "Bản Thượng")
    assert ("08", "Mông") in queries.ethnic_groups()
    assert [code for code, _ in queries.provinces()] == ["99", "98"]
    assert queries.communes("98") == [("98001", "Phường Bến Đợi")]
    assert queries.communes("77") == []
    assert queries.home() == ("99", "99123")


def test_what_was_asked_once_is_not_asked_again(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.calendar()
    queries.commune()

    with django_assert_num_queries(0):
        queries.calendar()
        queries.commune()
        queries.cutoff()


def test_a_request_costs_one_look_at_the_version_row(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    queries.calendar()
    queries.villages()
    doubt()

    with django_assert_num_queries(1):
        queries.calendar()
        queries.villages()


def test_a_change_by_another_process_is_seen_by_the_next_request(client: Client) -> None:
    assert queries.setting("files.max_mb") == 10
    Setting.objects.filter(key="files.max_mb").update(value=25)
    ReferenceVersion.objects.update(number=7)

    assert queries.setting("files.max_mb") == 10
    client.get("/robots.txt")
    assert queries.setting("files.max_mb") == 25


def test_a_change_by_this_process_is_seen_at_once() -> None:
    village = queries.villages()[0]
    village = Village.objects.get(pk=village.pk)
    village.name = "Bản Thượng Mới"
    change_reference(village, by=SYSTEM, at=NOW)

    assert queries.villages()[0].name == "Bản Thượng Mới"
