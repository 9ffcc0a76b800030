"""Taking over a file of the catalogue: keep it, show what it changes, then do so or drop it."""

from __future__ import annotations

from datetime import date, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict
from xaso.kernel.text import clean, fold
from xaso.modules.org.services import forget_reference
from xaso.modules.procedures.events import CatalogueImported
from xaso.modules.procedures.models import (
    CatalogueDecision,
    CatalogueImport,
    Component,
    Field,
    Procedure,
    ProcedureVersion,
    Route,
)
from xaso.modules.procedures.queries.exchange import IDENTITY_WORDS, Plan, Planned, plan
from xaso.modules.procedures.reading.catalogue_file import CatalogueFile, Record
from xaso.modules.procedures.rules.versions import PARTS
from xaso.modules.procedures.services.entrances import index_catalogue
from xaso.modules.procedures.services.form_papers import check_version_papers
from xaso.modules.procedures.services.route_loading import routes_on
from xaso.modules.procedures.services.versioning import (
    ONE_DAY,
    Decision,
    StartPast,
    record_decision,
    write_version,
)
from xaso.platform.journal import services as journal

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class ImportSettled(Conflict):
    """Somebody took the file over or dropped it meanwhile."""

    code = "import_settled"
    default_sentence = "Lần nạp này đã xong hoặc đã bỏ. Mở lại trang nạp danh mục để xem."


class ImportFaulty(Conflict):
    """The commune changed since the file was read: a field or a route is gone."""

    code = "import_faulty"
    default_sentence = "Có dòng không còn hợp lệ. Tải tệp lên lại để xem từng dòng."


@atomic
def keep_import(
    *,
    file: CatalogueFile,
    data: bytes,
    file_name: str,
    valid_from: date,
    decision: Decision | None,
    by: Officer,
    at: datetime,
) -> CatalogueImport:
    """Keep what a sound file says until somebody has looked at what it changes. Raises `StartPast`."""
    if valid_from < local_date(at):
        raise StartPast(field="valid_from")
    return CatalogueImport.objects.create(
        file_name=clean(file_name)[:200],
        sha256=sha256(data).hexdigest(),
        records=file.records,
        valid_from=valid_from,
        decision=record_decision(decision, at=at) if decision else None,
        uploaded_at=at,
        uploaded_by=by,
    )


@atomic
def drop_import(*, kept: CatalogueImport, by: Officer, at: datetime) -> CatalogueImport:
    """Leave the catalogue as it is. Raises `ImportSettled`."""
    held = _held(kept)
    return _settle(held, CatalogueImport.State.DROPPED, at)


@atomic
def apply_import(*, kept: CatalogueImport, by: Officer, at: datetime) -> CatalogueImport:
    """Write what the file changes: versions from its day, new procedures, what holds of any version.

    Procedures that the file does not name stay as they are. Dossiers keep their versions.

    Raises `ImportSettled`, `ImportFaulty`, `StartPast`, `versioning.StartTaken`, `PapersUnknown`.
    """
    held = _held(kept)
    if held.valid_from < local_date(at):
        raise StartPast
    found = plan(CatalogueFile(records=held.records), held.valid_from)
    if found.problems:
        raise ImportFaulty
    by_code = {record["code"]: record for record in held.records}
    known = {one.code: one for one in Procedure.objects.all()}
    for row in found.rows:
        _write(row, by_code[row.code], known.get(row.code), held, by=by, at=at)
    _tell(held, found, by=by, at=at)
    held.added, held.changed = found.added, found.changed
    if held.valid_from <= local_date(at):
        index_catalogue(on=local_date(at))
    return _settle(held, CatalogueImport.State.APPLIED, at)


def _held(kept: CatalogueImport) -> CatalogueImport:
    held = CatalogueImport.objects.select_for_update().get(pk=kept.pk)
    if held.state != CatalogueImport.State.WAITING:
        raise ImportSettled
    return held


def _settle(held: CatalogueImport, state: str, at: datetime) -> CatalogueImport:
    held.state, held.settled_at, held.records = state, at, []
    held.save()
    return held


def _write(
    row: Planned, record: Record, known: Procedure | None, held: CatalogueImport, *, by: Officer, at: datetime
) -> None:
    procedure = _identity(record, known, at)
    if row.is_new:
        _first_version(procedure, record, held)
    elif row.version:
        changes = _parts(record, held.valid_from, {one.part for one in row.version})
        write_version(
            procedure=procedure,
            changes=changes,
            valid_from=held.valid_from,
            decision=held.decision,
            by=by,
            at=at,
        )


def _identity(record: Record, known: Procedure | None, at: datetime) -> Procedure:
    """Write what is true of the procedure whatever its version; a place of filing said here stays."""
    values = {name: record[name] for name in IDENTITY_WORDS if name != "field"}
    values["field"] = Field.objects.get(code=record["field"])
    one = known or Procedure(code=record["code"])
    if known is None or any(getattr(one, name) != value for name, value in values.items()):
        if any(getattr(one, name) != values[name] for name in ("filing_place", "filing_note")):
            one.filing_set_at = at
        for name, value in values.items():
            setattr(one, name, value)
        one.edited_at = at
        one.save()
    return one


def _parts(record: Record, on: date, wanted: set[str]) -> dict[str, Any]:
    parts = {part: record[part] for part in PARTS if part in wanted}
    if "route" in parts:
        parts["route"] = _route(parts["route"], on)
    return parts


def _route(code: str, on: date) -> Route:
    """The family's route on the day; one that has yet to begin when there is no other."""
    return routes_on(on).get(code) or Route.objects.filter(code=code).order_by("number")[0]


def _first_version(procedure: Procedure, record: Record, held: CatalogueImport) -> None:
    parts = _parts(record, held.valid_from, set(PARTS))
    papers = parts.pop("components")
    check_version_papers(procedure.code, parts["form_code"], papers, since=held.valid_from)
    document: CatalogueDecision | None = held.decision
    if document is not None:
        parts |= {"decision": document, "decision_number": document.number}
    later = procedure.versions.filter(valid_from__gt=held.valid_from).order_by("valid_from").first()
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        valid_from=held.valid_from,
        valid_to=later.valid_from - ONE_DAY if later else None,
        sort_name=fold(record["name"]),
        digest="",
        **parts,
    )
    Component.objects.bulk_create(
        Component(version=version, order=order, **paper) for order, paper in enumerate(papers, 1)
    )


def _tell(held: CatalogueImport, found: Plan, *, by: Officer, at: datetime) -> None:
    fact = CatalogueImported(
        file_name=held.file_name,
        valid_from=held.valid_from.isoformat(),
        added=[row.code for row in found.rows if row.is_new],
        changed=[row.code for row in found.rows if not row.is_new],
    )
    journal.record(fact, by=by, at=at, subject="catalogue:import")
    forget_reference()
