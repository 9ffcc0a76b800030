"""Reference data in the admin: who gets in, and that every change is told."""

from datetime import date

import pytest
from django.test import Client

from tests.cast import sign_in
from xaso.modules.org import queries
from xaso.modules.org.models import Officer, Setting, Village
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def test_a_sysadmin_changes_a_setting_and_the_journal_tells_before_and_after(
    client: Client, sysadmin: Officer
) -> None:
    sign_in(client, sysadmin)
    row = Setting.objects.get(key="files.max_mb")

    answer = client.post(
        f"/quan-tri/org/setting/{row.pk}/change/",
        {"value": "6", "basis": "Cổng tỉnh giới hạn 6 MB", "certainty": "B", "note": ""},
    )

    assert answer.status_code == 302
    assert queries.setting("files.max_mb") == 6
    entry = Entry.objects.latest("seq")
    assert (entry.event, entry.actor_name) == ("org.reference_changed", sysadmin.full_name)
    assert (entry.data["before"]["value"], entry.data["after"]["value"]) == (10, 6)


def test_saving_without_a_change_tells_nothing(client: Client, sysadmin: Officer) -> None:
    sign_in(client, sysadmin)
    row = Village.objects.get(code="B1")
    before = Entry.objects.count()

    client.post(
        f"/quan-tri/org/village/{row.pk}/change/",
        {"code": "B1", "name": row.name, "is_active": "on", "note": ""},
    )

    row.refresh_from_db()
    assert Entry.objects.count() == before
    assert row.edited_at is None


def test_a_day_off_added_by_the_commune_counts_at_once(client: Client, sysadmin: Officer) -> None:
    sign_in(client, sysadmin)
    assert queries.calendar().is_workday(date(2026, 6, 1))

    client.post(
        "/quan-tri/org/calendarday/add/",
        {
            "date": "2026-06-01",
            "kind": "off",
            "name": "Mưa lũ",
            "basis": "",
            "status": "confirmed",
            "note": "",
        },
    )

    assert not queries.calendar().is_workday(date(2026, 6, 1))


def test_other_officers_and_settings_by_hand_are_kept_out(client: Client, chairman: Officer) -> None:
    chairman.user.is_staff = True
    chairman.user.save()
    sign_in(client, chairman)

    assert client.get("/quan-tri/org/setting/").status_code == 403


def test_nothing_is_deleted_and_no_setting_is_invented(client: Client, sysadmin: Officer) -> None:
    sign_in(client, sysadmin)
    row = Village.objects.get(code="B1")

    assert client.get(f"/quan-tri/org/village/{row.pk}/delete/").status_code == 403
    assert client.get("/quan-tri/org/setting/add/").status_code == 403
    assert client.get("/quan-tri/org/unit/").status_code == 200
