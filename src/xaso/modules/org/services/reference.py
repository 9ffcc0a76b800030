"""Loading the commune's own files: who it is, its settings, units, villages, calendar and code lists."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.transaction import atomic

from xaso.modules.org.models import (
    Calendar,
    CalendarDay,
    Commune,
    Division,
    EthnicGroup,
    Position,
    Setting,
    Unit,
    Village,
)
from xaso.modules.org.services.loading import Loaded, Row, announce_load, upsert
from xaso.platform.journal.actors import Actor, ActsAs

COMMUNE_FIELDS = ("code", "name", "full_name", "committee_name", "province_code", "province_name")


@atomic
def load_commune(data: Row, *, is_demo: bool, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the one commune. Facts without an own field are kept in `details` with their certainty."""
    own = {name: data[name] for name in COMMUNE_FIELDS}
    row = own | {
        "identifier": data.get("identifier") or "",
        "identifier_note": data.get("identifier_note") or "",
        "is_demo": is_demo,
        "details": {name: value for name, value in data.items() if name not in own},
    }
    Commune.objects.exclude(code=row["code"]).delete()
    return announce_load("commune", upsert(Commune, "code", [row]), by=by, at=at)


@atomic
def load_settings(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the settings with basis and certainty; those changed at the commune keep the commune's value."""
    names = ("key", "value", "label", "basis", "certainty", "note")
    return announce_load("settings", upsert(Setting, "key", _plain(rows, names, keep="value")), by=by, at=at)


@atomic
def load_units(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the organs and offices, parents before children."""
    names = ("code", "name", "short_name", "kind", "order", "source", "note")
    loaded = upsert(Unit, "code", _plain(rows, names))
    ids = dict(Unit.objects.values_list("code", "pk"))
    parents = [{"code": row["code"], "parent_id": ids.get(row.get("parent") or "")} for row in rows]
    upsert(Unit, "code", parents)
    return announce_load("units", loaded, by=by, at=at)


@atomic
def load_positions(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the positions (vị trí việc làm)."""
    return announce_load("positions", upsert(Position, "code", _plain(rows, ("code", "name"))), by=by, at=at)


@atomic
def load_villages(rows: Sequence[Row], *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the villages; a provisional name stays marked until the commune corrects it."""
    names = ("code", "name", "is_provisional", "note")
    return announce_load("villages", upsert(Village, "code", _plain(rows, names)), by=by, at=at)


@atomic
def load_calendar(data: Row, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the working week and the days that depart from it, each with how sure it is."""
    week = {
        "code": data["code"],
        "name": data["name"],
        "weekly_off": data["weekly_off"],
        "valid_from": date.fromisoformat(data["valid_from"]),
        "valid_to": date.fromisoformat(data["valid_to"]),
        "note": data.get("note") or "",
        "sources": data.get("sources") or [],
    }
    Calendar.objects.exclude(code=week["code"]).delete()
    loaded = upsert(Calendar, "code", [week])
    names = ("date", "kind", "name", "basis", "status", "note")
    days = [row | {"date": date.fromisoformat(row["date"])} for row in _plain(data["days"], names)]
    listed = {day["date"] for day in days}
    CalendarDay.objects.filter(edited_at=None).exclude(date__in=listed).delete()
    return announce_load("calendar", loaded + upsert(CalendarDay, "date", days), by=by, at=at)


@atomic
def load_divisions(data: Row, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the provinces and communes of the 2025 divisions, for addresses."""
    names = ("code", "name", "full_name")
    provinces = upsert(Division, "code", _plain(data["provinces"], names))
    ids = dict(Division.objects.filter(province=None).values_list("code", "pk"))
    communes = [
        {name: row[name] for name in names} | {"province_id": ids[row["province"]]}
        for row in data["communes"]
    ]
    return announce_load("divisions", provinces + upsert(Division, "code", communes), by=by, at=at)


@atomic
def load_ethnic_groups(data: Row, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write the peoples with their codes."""
    rows = [
        {"code": row["code"], "name": row["name"], "other_names": row.get("other_names") or []}
        for row in data["groups"]
    ]
    return announce_load("ethnic_groups", upsert(EthnicGroup, "code", rows), by=by, at=at)


def _plain(rows: Sequence[Row], names: Sequence[str], keep: str = "") -> list[dict[str, Any]]:
    """The named fields of each row, null as an empty text except in the field `keep`."""
    return [
        {name: "" if row.get(name) is None and name != keep else row.get(name) for name in names}
        for row in rows
    ]
