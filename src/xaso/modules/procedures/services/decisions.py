"""The register of decisions that announce procedures, and their way to the national database."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean
from xaso.modules.procedures.events import DecisionWritten, PublicationRecorded
from xaso.modules.procedures.models import CatalogueDecision, NationalPublication, ProcedureVersion
from xaso.modules.procedures.services.versioning import Decision, deadlines
from xaso.platform.journal import services as journal

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class DecisionKnown(Conflict):
    """Another row has that issuer, number and day."""

    code = "decision_known"
    default_sentence = "Sổ đã có quyết định này. Mở quyết định đó để sửa."


class DayWrong(Invalid):
    """The day cannot be."""

    code = "publication_day_wrong"


@atomic
def write_decision(
    *,
    decision: CatalogueDecision | None,
    facts: Decision,
    drafted_here: bool,
    controlled_on: date | None,
    controlled_by: str,
    by: Officer,
    at: datetime,
) -> CatalogueDecision:
    """Write a decision down, or correct the one given; its deadlines are counted anew.

    `controlled_on`: when the draft passed the control of its quality. Raises `DecisionKnown`, `DayWrong`.
    """
    keys = {
        "issuer": clean(facts.issuer)[:160],
        "number": clean(facts.number)[:80],
        "decided_on": facts.decided_on,
    }
    others = CatalogueDecision.objects.filter(**keys)
    if (others.exclude(pk=decision.pk) if decision else others).exists():
        raise DecisionKnown
    if controlled_on and controlled_on > facts.decided_on:
        raise DayWrong("Kiểm soát chất lượng phải xong trước khi ký.", field="controlled_on")
    row = decision or CatalogueDecision(recorded_at=at)
    values = {
        **keys,
        "effective_on": facts.effective_on,
        "summary": clean(facts.summary)[:500],
        "law": clean(facts.law)[:300],
        "law_effective_on": facts.law_effective_on,
        "drafted_here": drafted_here,
        "controlled_on": controlled_on,
        "controlled_by": clean(controlled_by)[:160],
        **deadlines(facts),
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    ProcedureVersion.objects.filter(decision=row).update(decision_number=row.number)
    due = row.due_on.isoformat() if row.due_on else ""
    fact = DecisionWritten(number=row.number, decided_on=row.decided_on.isoformat(), due_on=due)
    journal.record(fact, by=by, at=at, subject=f"decision:{row.pk}")
    return row


@atomic
def record_publication(
    *, version: ProcedureVersion, published_on: date, note: str, by: Officer, at: datetime
) -> NationalPublication:
    """Say since when the version is on the national database; said again, the later word holds.

    Raises `DayWrong` for a day to come or before the decision.
    """
    held = (
        ProcedureVersion.objects.select_for_update(of=("self",)).select_related("decision").get(pk=version.pk)
    )
    if published_on > local_date(at):
        raise DayWrong("Ngày công khai không được sau hôm nay.", field="published_on")
    if held.decision is not None and published_on < held.decision.decided_on:
        raise DayWrong("Ngày công khai không được trước ngày ký quyết định.", field="published_on")
    values = {"published_on": published_on, "note": clean(note)[:300], "recorded_at": at, "recorded_by": by}
    row, _ = NationalPublication.objects.update_or_create(version=held, defaults=values)
    code = held.procedure.code
    fact = PublicationRecorded(
        code=code,
        valid_from=held.valid_from.isoformat(),
        published_on=published_on.isoformat(),
        note=row.note,
    )
    journal.record(fact, by=by, at=at, subject=f"procedure:{code}")
    return row
