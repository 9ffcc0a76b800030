"""What a granted dossier leaves in the applicant's store: its result, and the papers that were accepted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.modules.citizens.services import ItemIn, keep_items
from xaso.modules.org.queries import commune
from xaso.platform.journal.actors import Actor, ActsAs

from .. import rules
from ..models import Dossier, ElectronicCopy, Paper, Result

if TYPE_CHECKING:
    from xaso.modules.citizens.models import StoreItem
    from xaso.platform.files.models import StoredFile

RESULT, ACCEPTED = "result", "accepted"


def keep_in_store(dossier: Dossier, *, by: Actor | ActsAs, at: datetime) -> list[StoreItem]:
    """Put the result and the accepted papers of a granted dossier into the applicant's store; once.

    Papers taken from a store, requests and declarations written for this dossier, and papers without a file
    are left out. Basis: NĐ 118/2025 Đ.22 and NĐ 45/2020 Đ.16 (quoted, onestop.md 4.13, 6.6): kept for reuse.
    """
    result = Result.objects.filter(dossier=dossier).select_related("file").first()
    if result is None or result.outcome != Result.Outcome.GRANTED:
        return []
    items = [*_result(dossier, result), *_papers(dossier)]
    return keep_items(owner=dossier.applicant, items=items, subject=dossier.subject, by=by, at=at)


def result_name(dossier: Dossier) -> str:
    """What the result is called: the first the catalogue names, else the result of that procedure."""
    named = dossier.version.result.split(";")[0].split("\n")[0].strip(" .-+")
    return named or f"Kết quả: {dossier.version.name}"


def _result(dossier: Dossier, result: Result) -> Iterator[ItemIn]:
    if result.file is None:
        return
    signer = f", {result.approved_by.full_name} ký" if result.approved_by else ""
    copy = ElectronicCopy.objects.filter(attestation__dossier=dossier).select_related("attestation").first()
    if copy is not None:
        yield _certified(copy, result, result.file)
        return
    yield ItemIn(
        key=f"dossiers.result:{result.pk}",
        source=RESULT,
        name=result_name(dossier),
        medium=Paper.Medium.ELECTRONIC,
        file=result.file,
        issuer=commune().committee_name,
        number=result.number,
        issued_on=result.issued_on,
        verified=f"Do {commune().committee_name} cấp{signer}",
    )


def _certified(copy: ElectronicCopy, result: Result, file: StoredFile) -> ItemIn:
    """A certified copy stands for the paper it copies: under that paper's name, and as old as that paper.

    Without the original's day nothing is known of how long it holds, so no limit is counted.
    """
    signer = result.approved_by.full_name if result.approved_by else ""
    return ItemIn(
        key=f"dossiers.result:{result.pk}",
        source=RESULT,
        name=f"Bản sao {copy.attestation.document}",
        medium=Paper.Medium.ELECTRONIC,
        file=file,
        issuer=commune().committee_name,
        number=result.number,
        issued_on=copy.original_on,
        verified=f"Bản sao chứng thực điện tử, {signer} ký số",
    )


def _papers(dossier: Dossier) -> Iterator[ItemIn]:
    rows = dossier.papers.filter(file__isnull=False, was_reused=False).select_related("file", "component")
    for paper in rows.order_by("pk"):
        name = paper.component.name if paper.component else paper.name
        if paper.file is None or rules.is_written_anew(name):
            continue
        yield ItemIn(
            key=f"dossiers.paper:{paper.pk}",
            source=ACCEPTED,
            name=name,
            medium=paper.medium,
            file=paper.file,
            verified=_compared(dossier, paper),
        )


def _compared(dossier: Dossier, paper: Paper) -> str:
    """Who saw the original: the receiver at the counter; nobody compared what was sent as a file."""
    if paper.medium != Paper.Medium.ORIGINAL or dossier.receiver is None:
        return ""
    return f"{dossier.receiver.full_name} nhận bản chính tại quầy"
