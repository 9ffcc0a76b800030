"""The catalogue as records of a file, and what a file would change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from xaso.kernel.errors import Missing
from xaso.modules.procedures.models import (
    CatalogueImport,
    Component,
    Field,
    FormDefinition,
    Procedure,
    ProcedureVersion,
    Route,
)
from xaso.modules.procedures.queries.comparing import parts_of
from xaso.modules.procedures.queries.versions import in_force
from xaso.modules.procedures.reading.catalogue_file import CatalogueFile, Record, RowProblem
from xaso.modules.procedures.rules.versions import Change, differences

IDENTITY_WORDS = {
    "code_is_local": "mã tạm",
    "field": "lĩnh vực",
    "filing_place": "nơi nộp",
    "filing_note": "ghi chú nơi nộp",
    "via_one_stop": "qua một cửa",
    "via_one_stop_note": "lý do không qua một cửa",
    "is_hidden": "ẩn",
    "hidden_reason": "lý do ẩn",
}


@dataclass(frozen=True, slots=True)
class Planned:
    """One procedure a file changes: what differs of itself and of its version."""

    code: str
    name: str
    is_new: bool
    identity: list[Change]
    version: list[Change]


@dataclass
class Plan:
    """What a file would do on a day: `kept` are in force and not named by the file; they stay as they are."""

    rows: list[Planned] = field(default_factory=list)
    same: int = 0
    kept: int = 0
    problems: list[RowProblem] = field(default_factory=list)

    @property
    def added(self) -> int:
        """How many procedures are new."""
        return sum(row.is_new for row in self.rows)

    @property
    def changed(self) -> int:
        """How many procedures change."""
        return len(self.rows) - self.added


def versions_for_file(on: date) -> list[ProcedureVersion]:
    """The version of every procedure in force on the day, hidden ones too, by code, in 2 queries."""
    papers = Prefetch("components", Component.objects.order_by("order"))
    rows = ProcedureVersion.objects.filter(in_force(on)).select_related("procedure__field", "route")
    return list(rows.prefetch_related(papers).order_by("procedure__code"))


def records(on: date) -> list[Record]:
    """The catalogue in force on the day as records of a file."""
    return [record_of(version) for version in versions_for_file(on)]


def record_of(version: ProcedureVersion) -> Record:
    """A version and its procedure as a record of a file."""
    return {"code": version.procedure.code, **identity_of(version.procedure), **_plain(parts_of(version))}


def identity_of(procedure: Procedure) -> dict[str, Any]:
    """What is true of the procedure whatever its version, as a file tells it."""
    return {name: getattr(procedure, name) for name in IDENTITY_WORDS} | {"field": procedure.field.code}


def _plain(parts: Mapping[str, Any]) -> dict[str, Any]:
    return {**parts, "route": parts["route"].code}


def plan(file: CatalogueFile, valid_from: date) -> Plan:
    """What the records would change from the day on, and which of them cannot be taken."""
    made = Plan(problems=list(file.problems))
    known = {one.code: one for one in Procedure.objects.select_related("field")}
    bases = {version.procedure.code: version for version in versions_for_file(valid_from)}
    links = _Links(valid_from)
    for record in file.records:
        code = str(record["code"])
        place = file.places.get(code, code)
        made.problems += [RowProblem(place, one) for one in links.faults(record)]
        row = _planned(record, known.get(record["code"]), bases.get(record["code"]))
        if row is None:
            made.same += 1
        else:
            made.rows.append(row)
    made.kept = len(set(bases) - {record["code"] for record in file.records})
    return made


def _planned(record: Record, known: Procedure | None, base: ProcedureVersion | None) -> Planned | None:
    """What the record changes; nothing when it says what is true already."""
    identity = [] if known is None else _identity_changes(known, record)
    before = _plain(parts_of(base)) if base else {}
    version = differences(before, {part: value for part, value in record.items() if part != "code"})
    if known is not None and base is not None and not identity and not version:
        return None
    return Planned(record["code"], record.get("name", ""), known is None or base is None, identity, version)


def _identity_changes(known: Procedure, record: Record) -> list[Change]:
    before = identity_of(known)
    return [
        Change(name, words, before[name], record[name])
        for name, words in IDENTITY_WORDS.items()
        if name in record and before[name] != record[name]
    ]


class _Links:
    """What a record may point to on a day."""

    def __init__(self, on: date) -> None:
        self.fields = set(Field.objects.values_list("code", flat=True))
        self.routes = set(Route.objects.values_list("code", flat=True))
        self.forms = {"", *FormDefinition.objects.filter(in_force(on)).values_list("code", flat=True)}

    def faults(self, record: Record) -> list[str]:
        """What the record names and the commune does not have."""
        asked = (
            ("field", self.fields, "lĩnh vực"),
            ("route", self.routes, "quy trình"),
            ("form_code", self.forms, "tờ khai điện tử"),
        )
        return [
            f"không có {words} mang mã “{record[key]}”"
            for key, known, words in asked
            if key in record and record[key] not in known
        ]


def waiting_import(public_id: UUID) -> CatalogueImport:
    """A file kept until somebody says what becomes of it. Raise Missing when there is none."""
    rows = CatalogueImport.objects.select_related("uploaded_by", "decision")
    found = rows.filter(public_id=public_id).first()
    if found is None:
        raise Missing("Không có lần nạp này. Mở lại trang nạp danh mục.")
    return found


def imports(limit: int) -> Sequence[CatalogueImport]:
    """The latest files handed in."""
    rows = CatalogueImport.objects.select_related("uploaded_by", "decision").defer("records")
    return list(rows.order_by("-uploaded_at", "-pk")[:limit])
