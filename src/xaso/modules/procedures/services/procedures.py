"""Loading procedures with their history: what changed gets a new version, what did not is not touched."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.transaction import atomic

from xaso.kernel.codes import digest
from xaso.modules.org.services import Row
from xaso.modules.procedures.events import CatalogueLoaded
from xaso.modules.procedures.models import Component, Field, Procedure, ProcedureVersion, Route
from xaso.modules.procedures.services.records import component_values, identity_values, version_values
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs

LEFT_THE_PACK = "Không còn trong danh mục của xã."
ONE_DAY = timedelta(days=1)


@dataclass
class LoadedProcedures:
    """Codes of the procedures that are new, that have a new version, and that left the pack."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.left)


@atomic
def load_procedures(
    rows: Sequence[Row], *, first_from: date, valid_from: date, by: Actor | ActsAs, at: datetime
) -> LoadedProcedures:
    """Bring the catalogue in line with the pack, with history.

    A procedure seen for the first time holds from `first_from`. One whose record changed: its version ends the
    day before `valid_from`, or the day before tomorrow's counterpart when it began on that very day, and a new
    one begins; a version that has not begun yet is replaced. One that left the pack ends and is hidden.
    Fields and routes are loaded before.
    """
    loaded = LoadedProcedures()
    known = {one.code: one for one in Procedure.objects.all()}
    links = _Links.read()
    new = [Procedure(**identity_values(row, links.fields)) for row in rows if row["code"] not in known]
    Procedure.objects.bulk_create(new)
    _update_identities(known, rows, links)
    latest = _latest_versions()
    known |= {one.code: one for one in new}
    versions = [
        version
        for row in rows
        if (version := _next_version(known[row["code"]], row, latest, links, first_from, valid_from))
    ]
    _write_versions(versions, rows)
    loaded.added = [one.code for one in new]
    loaded.changed = [one.procedure.code for one in versions if one.procedure.code not in set(loaded.added)]
    loaded.left = _close_those_that_left(known, {row["code"] for row in rows}, valid_from)
    if loaded:
        fact = CatalogueLoaded(valid_from.isoformat(), loaded.added, loaded.changed, loaded.left)
        journal.record(fact, by=by, at=at, subject="pack:procedures")
    return loaded


@dataclass(frozen=True)
class _Links:
    """Keys of what a record names by code."""

    fields: dict[str, int]
    routes: dict[str, int]

    @classmethod
    def read(cls) -> "_Links":
        return cls(
            dict(Field.objects.values_list("code", "pk")), dict(Route.objects.values_list("code", "pk"))
        )


def _update_identities(known: dict[str, Procedure], rows: Iterable[Row], links: _Links) -> None:
    """Write what is true of a procedure whatever its version; a place of filing the commune set stays."""
    changed = []
    names: list[str] = []
    for row in rows:
        one = known.get(row["code"])
        values = identity_values(row, links.fields)
        names = [name for name in values if name != "code"]
        if one is None:
            continue
        if one.filing_set_at is not None:
            values |= {"filing_place": one.filing_place, "filing_note": one.filing_note}
        if any(getattr(one, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(one, name, value)
            changed.append(one)
    if changed:
        Procedure.objects.bulk_update(changed, names, batch_size=100)


def _latest_versions() -> dict[str, ProcedureVersion]:
    rows = ProcedureVersion.objects.select_related("procedure").order_by("valid_from")
    return {version.procedure.code: version for version in rows}


def _next_version(
    one: Procedure,
    row: Row,
    latest: dict[str, ProcedureVersion],
    links: _Links,
    first_from: date,
    valid_from: date,
) -> ProcedureVersion | None:
    """The version to write for the record, or None when it stands already; closes the one before."""
    mark = digest(row)
    before = latest.get(one.code)
    values = version_values(row) | {"route_id": links.routes[row["route"]], "digest": mark}
    if before is None:
        return ProcedureVersion(procedure=one, valid_from=first_from, **values)
    if before.digest == mark and before.valid_to is None:
        return None
    if before.valid_from > valid_from:
        start = before.valid_from
        before.delete()
    else:
        start = max(valid_from, before.valid_from + ONE_DAY)
        ended = before.valid_to if before.valid_to and before.valid_to < start else start - ONE_DAY
        ProcedureVersion.objects.filter(pk=before.pk).update(valid_to=ended)
    return ProcedureVersion(procedure=one, valid_from=start, **values)


def _write_versions(versions: list[ProcedureVersion], rows: Sequence[Row]) -> None:
    ProcedureVersion.objects.bulk_create(versions, batch_size=50)
    by_code = {row["code"]: row for row in rows}
    papers: list[dict[str, Any]] = [
        values | {"version": version}
        for version in versions
        for values in component_values(by_code[version.procedure.code])
    ]
    Component.objects.bulk_create([Component(**values) for values in papers], batch_size=200)


def _close_those_that_left(known: dict[str, Procedure], listed: set[str], valid_from: date) -> list[str]:
    gone = [code for code, one in known.items() if code not in listed and not one.is_hidden]
    rows = Procedure.objects.filter(code__in=gone)
    open_rows = ProcedureVersion.objects.filter(procedure__in=rows, valid_to=None)
    open_rows.filter(valid_from__lt=valid_from).update(valid_to=valid_from - ONE_DAY)
    rows.update(is_hidden=True, hidden_reason=LEFT_THE_PACK)
    return sorted(gone)
