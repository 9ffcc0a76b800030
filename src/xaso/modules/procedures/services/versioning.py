"""A procedure changes: from a day on it has a new version; dossiers keep the one they were received under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, fold
from xaso.modules.org import queries as org
from xaso.modules.org.services import forget_reference
from xaso.modules.procedures.events import VersionPublished
from xaso.modules.procedures.models import CatalogueDecision, Component, Procedure, ProcedureVersion
from xaso.modules.procedures.queries.comparing import PAPER, parts_of
from xaso.modules.procedures.rules.publishing import publish_by, sign_by
from xaso.modules.procedures.rules.versions import PARTS, Change, carried, differences, settled_flags
from xaso.modules.procedures.services.entrances import index_catalogue
from xaso.modules.procedures.services.form_papers import check_version_papers
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs

ONE_DAY = timedelta(days=1)
SIGN_DAYS, PUBLISH_DAYS = "procedures.sign_days", "procedures.publish_days"
FOUND = {"name", "result"}


class StartTaken(Conflict):
    """A version that has begun holds from that day; a dossier may stand on it."""

    code = "version_start_taken"
    default_sentence = "Thủ tục đã có bản bắt đầu từ ngày này. Chọn ngày sau đó."


class StartPast(Invalid):
    """A version never begins before the day it is written: dossiers were received meanwhile."""

    code = "version_start_past"
    default_sentence = "Ngày áp dụng không được trước hôm nay: hồ sơ đã nhận giữ bản cũ."


class NothingChanged(Invalid):
    """The new version says what the old one says."""

    code = "version_unchanged"
    default_sentence = "Chưa có gì khác bản đang dùng. Sửa ít nhất một chỗ rồi ban hành."


class NoVersion(Conflict):
    """The procedure has left the catalogue: no version holds on the day."""

    code = "version_none"
    default_sentence = "Thủ tục không có bản nào đang dùng vào ngày đó."


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision a change rests on. `kind`: publish (công bố thủ tục) or route (quy trình nội bộ)."""

    number: str
    decided_on: date
    effective_on: date
    issuer: str
    kind: str = CatalogueDecision.Kind.PUBLISH
    summary: str = ""
    law: str = ""
    law_effective_on: date | None = None


@atomic
def record_decision(facts: Decision, *, at: datetime) -> CatalogueDecision:
    """The decision of that issuer, number and day; written when it is not known yet."""
    keys = {"issuer": clean(facts.issuer)[:160], "number": clean(facts.number)[:80]}
    rest = {
        "kind": facts.kind,
        "effective_on": facts.effective_on,
        "summary": clean(facts.summary)[:500],
        "law": clean(facts.law)[:300],
        "law_effective_on": facts.law_effective_on,
        **deadlines(facts),
        "recorded_at": at,
    }
    found, _ = CatalogueDecision.objects.get_or_create(decided_on=facts.decided_on, defaults=rest, **keys)
    return found


def deadlines(facts: Decision) -> dict[str, date | None]:
    """Until when the decision had to be signed, and what it announces to be on the national database."""
    calendar = org.calendar()
    sign, publish = (int(org.setting(key, 5)) for key in (SIGN_DAYS, PUBLISH_DAYS))
    return {
        "due_on": sign_by(facts.law_effective_on, sign, calendar),
        "publish_due_on": publish_by(facts.decided_on, publish, calendar),
    }


@atomic
def new_version(
    *,
    procedure: Procedure,
    changes: Mapping[str, Any],
    valid_from: date,
    decision: Decision | CatalogueDecision | None,
    by: Actor | ActsAs,
    at: datetime,
) -> ProcedureVersion:
    """Publish changes of a procedure from a day on; the version then in force ends the day before.

    `changes`: parts by the code words of `rules.versions.PARTS`; `route` a Route, `components` a list of
    dicts with code, name, originals, copies, required, case, form_template. Parts left out stay.
    `decision`: the version names one of kind publish; of kind route it is told in the journal. A version
    still to begin takes the changes over, except in parts it changes itself; one that begins on the same
    day is written anew. Loading the same pack again keeps what was changed here.

    Raises `StartPast`, `StartTaken`, `NothingChanged`, `NoVersion`, `PapersUnknown`.
    """
    version, told = write_version(
        procedure=procedure, changes=changes, valid_from=valid_from, decision=decision, by=by, at=at
    )
    today = local_date(at)
    if valid_from <= today and FOUND & {one.part for one in told}:
        index_catalogue(on=today)
    return version


@atomic
def write_version(
    *,
    procedure: Procedure,
    changes: Mapping[str, Any],
    valid_from: date,
    decision: Decision | CatalogueDecision | None,
    by: Actor | ActsAs,
    at: datetime,
) -> tuple[ProcedureVersion, list[Change]]:
    """`new_version` for one of many: the caller builds the search at the end. Returns what changed too."""
    today = local_date(at)
    if valid_from < today:
        raise StartPast(field="valid_from")
    Procedure.objects.select_for_update().get(pk=procedure.pk)
    rows = list(ProcedureVersion.objects.filter(procedure=procedure).order_by("valid_from"))
    base = next((one for one in reversed(rows) if one.valid_from <= valid_from), None)
    if base is None or (base.valid_to is not None and base.valid_to < valid_from):
        raise NoVersion
    if base.valid_from == valid_from <= today:
        raise StartTaken(field="valid_from")
    before = parts_of(base)
    wanted = changed_parts(before, changes)
    told = differences(before, wanted)
    if not told:
        raise NothingChanged
    document = record_decision(decision, at=at) if isinstance(decision, Decision) else decision
    later = [(one, parts_of(one)) for one in rows if one.valid_from > valid_from]
    _check_papers(procedure, before | wanted, wanted, valid_from)
    version = _begin(base, valid_from, wanted, document)
    for one, parts in later:
        goes_on = carried(wanted, before, parts)
        _check_papers(procedure, parts | goes_on, goes_on, one.valid_from)
        _rewrite(one, goes_on)
    _announce(version, told, document, by=by, at=at)
    return version, told


def _check_papers(
    procedure: Procedure, parts: Mapping[str, Any], changed: Mapping[str, Any], start: date
) -> None:
    """Raise `PapersUnknown` when a change of papers or form leaves the form asking for what is not there."""
    if {"components", "form_code"} & set(changed):
        check_version_papers(procedure.code, parts["form_code"], parts["components"], since=start)


def changed_parts(before: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes that change something, with the doubts they settle. Unknown parts are a bug."""
    unknown = set(changes) - set(PARTS)
    if unknown:
        raise ValueError(f"not parts of a version: {sorted(unknown)}")
    wanted = {part: value for part, value in changes.items() if before[part] != value}
    flags = settled_flags(wanted.get("flags", before["flags"]), wanted)
    return wanted | ({"flags": flags} if flags != before["flags"] else {})


def _begin(
    base: ProcedureVersion, start: date, changes: dict[str, Any], document: CatalogueDecision | None
) -> ProcedureVersion:
    """The version that begins on the day: `base` itself when it has yet to begin, else its successor."""
    if document is not None and document.kind == CatalogueDecision.Kind.PUBLISH:
        changes = changes | {"decision": document, "decision_number": document.number}
    return succeed(base, start, changes)


def succeed(base: ProcedureVersion, start: date, changes: Mapping[str, Any]) -> ProcedureVersion:
    """Write the version after `base`, or `base` itself anew when it begins on that day. Checks nothing."""
    if base.valid_from == start:
        _rewrite(base, changes)
        return base
    papers = list(base.components.order_by("order").values(*PAPER))
    ends = base.valid_to
    ProcedureVersion.objects.filter(pk=base.pk).update(valid_to=start - ONE_DAY)
    values = {
        field.attname: getattr(base, field.attname)
        for field in ProcedureVersion._meta.concrete_fields
        if not field.primary_key
    }
    version = ProcedureVersion(**values | {"valid_from": start, "valid_to": ends})
    _put(version, changes)
    version.save(force_insert=True)
    _put_papers(version, changes.get("components", papers))
    return version


def _rewrite(version: ProcedureVersion, changes: Mapping[str, Any]) -> None:
    """Write changes into a version still to begin: no dossier stands on it."""
    if not changes:
        return
    _put(version, changes)
    version.save()
    if "components" in changes:
        version.components.all().delete()
        _put_papers(version, changes["components"])


def _put(version: ProcedureVersion, changes: Mapping[str, Any]) -> None:
    for part, value in changes.items():
        if part != "components":
            setattr(version, part, value)
    version.sort_name = fold(version.name)


def _put_papers(version: ProcedureVersion, papers: list[dict[str, Any]]) -> None:
    Component.objects.bulk_create(
        Component(version=version, order=order, **paper) for order, paper in enumerate(papers, 1)
    )


def _announce(
    version: ProcedureVersion,
    told: list[Change],
    document: CatalogueDecision | None,
    *,
    by: Actor | ActsAs,
    at: datetime,
) -> None:
    code = version.procedure.code
    fact = VersionPublished(
        code=code,
        valid_from=version.valid_from.isoformat(),
        changed=[one.words for one in told],
        decision=str(document) if document else "",
    )
    journal.record(fact, by=by, at=at, subject=f"procedure:{code}")
    forget_reference()
