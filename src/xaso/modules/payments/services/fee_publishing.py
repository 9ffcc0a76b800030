"""Publishing a fee table: the draft becomes the version from a day on; what was billed stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Problem
from xaso.platform.journal.services import record

from ..events import FeesPublished
from ..models import FeeDraft, FeeTable
from ..queries.tariffs import basis_of, check_draft
from .fee_drafting import locked_draft
from .loading import write_version

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class TableFaulty(Invalid):
    """Something is missing or wrong: `problems` say each."""

    code = "fee_table_faulty"
    default_sentence = "Biểu thu còn chỗ sai nên chưa ban hành được."


class NothingNew(Invalid):
    """The version says what the one in force says."""

    code = "fee_table_unchanged"
    default_sentence = "Chưa có gì khác bản đang dùng: khoản, tên và văn bản như cũ. Sửa rồi ban hành."


@transaction.atomic
def publish_table(
    *, draft: FeeDraft, known: Collection[str], by: Officer, at: datetime, seen: int
) -> FeeTable:
    """Make the draft the version of its table from its first day; the one before ends the day before.

    `known`: codes of the procedures there are. Bills made before keep their lines, sums and documents. The
    draft is taken away. Raises `TableFaulty`, `NothingNew`, `NotFeeKeeper`, `FeeDraftGone`,
    `FeeDraftOvertaken`. Basis: Luật 97/2015 Đ.14; published as procedures are: by one keeper, by a document.
    """
    held = locked_draft(draft, by=by, seen=seen)
    list(FeeTable.objects.select_for_update(of=("self",)).filter(code=held.code))
    checked = check_draft(held, known=known, today=local_date(at))
    if checked.faults:
        raise TableFaulty(problems=[Problem("", fault.sentence) for fault in checked.faults])
    before = checked.before
    if before is not None and not checked.changes and _says_the_same(before, held):
        raise NothingNew
    table = _write(held, by=by, at=at)
    told = FeesPublished(
        table=table.code,
        valid_from=table.valid_from.isoformat(),
        basis=table.basis,
        changed=[one.code for one in checked.changes],
    )
    record(told, by=by, at=at, subject=f"fees:{table.code}")
    held.delete()
    return table


def _says_the_same(table: FeeTable, draft: FeeDraft) -> bool:
    return (table.basis, table.name, table.note) == (basis_of(draft), draft.name, draft.note)


def _write(draft: FeeDraft, *, by: Officer, at: datetime) -> FeeTable:
    """A sound draft as a version; one that was to begin on the same day is written anew."""
    assert draft.valid_from is not None
    row = {
        "code": draft.code,
        "name": draft.name,
        "basis": basis_of(draft),
        "valid_from": draft.valid_from.isoformat(),
        "valid_to": draft.valid_to.isoformat() if draft.valid_to else None,
        "certainty": draft.certainty,
        "note": draft.note,
        "rates": [item | {"exemptions": item["reliefs"]} for item in draft.items],
    }
    table = write_version(row)
    table.document, table.document_on, table.issuer = draft.document, draft.document_on, draft.issuer
    table.published_at, table.published_by = at, by
    table.save(update_fields=["document", "document_on", "issuer", "published_at", "published_by"])
    return table
