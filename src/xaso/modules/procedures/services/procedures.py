"""Loading procedures with their history: what changed gets a new version, what did not is not touched."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.transaction import atomic

from xaso.kernel.codes import digest
from xaso.modules.org.services import Row
from xaso.modules.procedures.events import CatalogueLoaded
from xaso.modules.procedures.models import Component, Field, Procedure, ProcedureVersion, Route
from xaso.modules.procedures.services.records import component_values, identity_values, version_values
from xaso.modules.procedures.services.route_loading import routes_on
from xaso.modules.procedures.services.versioning import succeed
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs

LEFT_THE_PACK = "Không còn trong danh mục của xã."
ONE_DAY = timedelta(days=1)


@dataclass
class LoadedProcedures:
    """Codes that are new, that have a new version (`starts`: from which day), and that left the pack."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    starts: dict[str, date] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.left)


@atomic
def load_procedures(
    rows: Sequence[Row], *, first_from: date, valid_from: date, by: Actor | ActsAs, at: datetime
) -> LoadedProcedures:
    """Bring the catalogue in line with the pack, with history.

    A procedure seen for the first time holds from `first_from`. When a record changed, its version ends and a
    new one begins on `valid_from`, or a day after the old one began if that is later, so that no dossier's
    version is ever rewritten; only a version still to begin is replaced. One that left the pack ends and is
    hidden. Fields and routes are loaded before.
    """
    known = _load_identities(rows)
    loaded = LoadedProcedures(added=[one.code for one in known.new])
    _load_versions(rows, known.all, loaded, first_from=first_from, valid_from=valid_from)
    loaded.left = _close_those_that_left(known.all, {row["code"] for row in rows}, valid_from)
    if loaded:
        fact = CatalogueLoaded(valid_from.isoformat(), loaded.added, loaded.changed, loaded.left)
        journal.record(fact, by=by, at=at, subject="pack:procedures")
    return loaded


@dataclass(frozen=True)
class _Known:
    """Every procedure by code, and those just added."""

    all: dict[str, Procedure]
    new: list[Procedure]


def _load_identities(rows: Sequence[Row]) -> _Known:
    """Write what is true of a procedure whatever its version; a place of filing the commune set stays."""
    known = {one.code: one for one in Procedure.objects.all()}
    fields = dict(Field.objects.values_list("code", "pk"))
    new, changed, names = [], [], []
    for row in rows:
        values = identity_values(row, fields)
        one = known.get(row["code"])
        names = [name for name in values if name != "code"]
        if one is None:
            new.append(Procedure(**values))
        elif _differs(one, values):
            changed.append(one)
    Procedure.objects.bulk_create(new, batch_size=200)
    if changed:
        Procedure.objects.bulk_update(changed, names, batch_size=100)
    return _Known(known | {one.code: one for one in new}, new)


def _differs(one: Procedure, values: dict[str, object]) -> bool:
    """Put the values into the procedure; return whether anything was different."""
    if one.edited_at is not None:
        return False
    if one.filing_set_at is not None:
        values = {name: value for name, value in values.items() if not name.startswith("filing_")}
    different = {name: value for name, value in values.items() if getattr(one, name) != value}
    for name, value in different.items():
        setattr(one, name, value)
    return bool(different)


def _load_versions(
    rows: Sequence[Row],
    known: dict[str, Procedure],
    loaded: LoadedProcedures,
    *,
    first_from: date,
    valid_from: date,
) -> None:
    """Write a version for every record that has none like it."""
    rows_before = ProcedureVersion.objects.select_related("route").order_by("valid_from")
    latest = {one.procedure_id: one for one in rows_before}
    routes = routes_on(valid_from)
    written: list[tuple[ProcedureVersion, Row]] = []
    for row in rows:
        mark = digest(row)
        procedure = known[row["code"]]
        before = latest.get(procedure.pk)
        route = routes[row["route"]]
        if before is not None and _still_holds(before, mark, route):
            continue
        if before is not None and before.digest == mark and before.valid_to is None:
            loaded.starts[procedure.code] = _move_to(route, before, valid_from)
            loaded.changed.append(procedure.code)
            continue
        start = first_from if before is None else _make_room(before, valid_from)
        values = version_values(row) | {"route": route, "digest": mark}
        written.append((ProcedureVersion(procedure=procedure, valid_from=start, **values), row))
        if before is not None:
            loaded.changed.append(procedure.code)
            loaded.starts[procedure.code] = start
    ProcedureVersion.objects.bulk_create([version for version, _ in written], batch_size=50)
    papers = [
        Component(version=version, **values) for version, row in written for values in component_values(row)
    ]
    Component.objects.bulk_create(papers, batch_size=200)


def _still_holds(before: ProcedureVersion, mark: str, route: Route) -> bool:
    """Whether the version says what the pack says, on a route no older than the family's present one."""
    outdated = before.route.code == route.code and before.route.number < route.number
    return before.digest == mark and before.valid_to is None and not outdated


def _move_to(route: Route, before: ProcedureVersion, valid_from: date) -> date:
    """The pack's record is the same and only its route is newer: keep what the commune wrote itself."""
    start = before.valid_from
    if start <= valid_from:
        start = max(valid_from, start + ONE_DAY)
    return succeed(before, start, {"route": route}).valid_from


def _make_room(before: ProcedureVersion, valid_from: date) -> date:
    """End the version before, or take it away when it is still to begin; return when the new one begins."""
    if before.valid_from > valid_from:
        before.delete()
        return before.valid_from
    start = max(valid_from, before.valid_from + ONE_DAY)
    if before.valid_to is None or before.valid_to >= start:
        before.valid_to = start - ONE_DAY
        before.save(update_fields=["valid_to"])
    return start


def _close_those_that_left(known: dict[str, Procedure], listed: set[str], valid_from: date) -> list[str]:
    """End and hide what the pack no longer names; what was hidden already keeps its reason.

    What the commune wrote itself and no pack ever named stays.
    """
    of_packs = set(ProcedureVersion.objects.exclude(digest="").values_list("procedure_id", flat=True))
    unlisted = [one for code, one in known.items() if code not in listed and one.pk in of_packs]
    running = list(ProcedureVersion.objects.filter(procedure__in=unlisted, valid_to=None))
    for version in running:
        version.valid_to = max(valid_from - ONE_DAY, version.valid_from)
    ProcedureVersion.objects.bulk_update(running, ["valid_to"])
    shown = [one.pk for one in unlisted if not one.is_hidden]
    Procedure.objects.filter(pk__in=shown).update(is_hidden=True, hidden_reason=LEFT_THE_PACK)
    ended = {*shown, *(version.procedure_id for version in running)}
    return sorted(one.code for one in unlisted if one.pk in ended)
