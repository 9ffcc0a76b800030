"""Loading reference data: once writes, twice does not, and the commune's own word stays."""

from datetime import date
from typing import Any

import pytest

from tests.cast import NOW, PACK
from xaso.modules.org import queries, services
from xaso.modules.org.models import Calendar, CalendarDay, Commune, Setting, Unit, Village
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry
from xaso.sites.setup.pack.reading import read

pytestmark = pytest.mark.django_db


def rows(name: str) -> Any:
    return read(PACK / f"{name}.json").value


def test_loading_the_same_again_writes_nothing() -> None:
    before = Entry.objects.count()

    done = [
        services.load_settings(rows("settings"), by=SYSTEM, at=NOW),
        services.load_units(rows("units"), by=SYSTEM, at=NOW),
        services.load_positions(rows("positions"), by=SYSTEM, at=NOW),
        services.load_villages(rows("villages"), by=SYSTEM, at=NOW),
        services.load_calendar(rows("calendar"), by=SYSTEM, at=NOW),
        services.load_divisions(rows("divisions"), by=SYSTEM, at=NOW),
        services.load_ethnic_groups(rows("ethnic_groups"), by=SYSTEM, at=NOW),
        services.load_commune(rows("commune"), is_demo=True, by=SYSTEM, at=NOW),
    ]

    assert not any(done)
    assert Entry.objects.count() == before


def test_a_changed_row_is_written_and_told_by_its_key() -> None:
    changed = rows("villages")
    changed[1]["name"] = "Bản Hạ Lưu"
    changed.append({"code": "B4", "name": "Bản Mới", "is_provisional": True, "note": None})

    done = services.load_villages(changed, by=SYSTEM, at=NOW)

    assert (done.added, done.changed) == (["B4"], ["B2"])
    assert Village.objects.get(code="B2").name == "Bản Hạ Lưu"
    entry = Entry.objects.latest("seq")
    assert (entry.event, entry.data["changed"]) == ("org.reference_loaded", ["B2"])


def test_what_the_commune_changed_is_not_overwritten() -> None:
    setting = Setting.objects.get(key="files.max_mb")
    setting.value = 6
    services.change_reference(setting, by=SYSTEM, at=NOW)

    done = services.load_settings(rows("settings"), by=SYSTEM, at=NOW)

    assert not done
    assert queries.setting("files.max_mb") == 6


def test_a_unit_keeps_its_parent_and_an_emptied_note() -> None:
    changed = rows("units")
    changed[1]["parent"] = None

    services.load_units(changed, by=SYSTEM, at=NOW)

    assert Unit.objects.get(code="van-phong").parent is None
    assert Unit.objects.get(code="kinh-te").parent == Unit.objects.get(code="uy-ban")
    assert Unit.objects.get(code="kinh-te").note == ""


def test_a_day_that_left_the_calendar_is_taken_out_but_not_one_the_commune_added() -> None:
    own = CalendarDay(date=date(2026, 6, 1), kind="off", name="Lũ cuốn đường", status="confirmed")
    services.change_reference(own, by=SYSTEM, at=NOW)
    data = rows("calendar")
    data["days"] = [day for day in data["days"] if day["date"] != "2026-11-24"]

    services.load_calendar(data, by=SYSTEM, at=NOW)

    assert not CalendarDay.objects.filter(date=date(2026, 11, 24)).exists()
    assert not queries.calendar().is_workday(date(2026, 6, 1))


def test_another_commune_and_calendar_take_the_place_of_the_one_before() -> None:
    services.load_commune(rows("commune") | {"code": "99124"}, is_demo=False, by=SYSTEM, at=NOW)
    services.load_calendar(rows("calendar") | {"code": "khac"}, by=SYSTEM, at=NOW)

    assert [commune.code for commune in Commune.objects.all()] == ["99124"]
    assert [week.code for week in Calendar.objects.all()] == ["khac"]
    assert queries.commune().code == "99124"
