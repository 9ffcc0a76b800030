"""Certification at the counter: one entry, one number, one fee; signed by whoever may, then handed over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Problem, Refusal
from xaso.kernel.text import clean, fold, shorten
from xaso.platform.journal.services import record

from .. import access
from ..events import Attested
from ..models import Attestation, AttestationSeries, Dossier, ElectronicCopy, Result
from ..queries.attesting import Book, book_of
from .ending import return_result
from .handling import take
from .intake import take_in_at_counter
from .on_the_spot import Told, go_on_the_spot
from .resolving import approve

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion

MOST_PAGES, MOST_COPIES = 2000, 200


class UnfitAttestation(Invalid):
    """What was entered cannot stand in the book; every problem is named."""

    code = "unfit_attestation"


@dataclass(frozen=True, slots=True)
class Act:
    """What is certified: the paper, its pages, how many copies, and who signs."""

    document: str
    pages: int
    copies: int
    signer: Officer


def attest(
    *,
    by: Officer,
    applicant: Person,
    version: ProcedureVersion,
    act: Act,
    filing_key: str,
    at: datetime,
) -> Attestation:
    """Take the act in, number it in its book, bill its fee, and carry it as far as this officer may.

    The number follows the last of the book in this year; a call that fails gives none away. Sent twice with
    one `filing_key`, the second returns the same entry. Raises `UnfitAttestation`, `NotYours` and what
    `take_in_at_counter` raises. Basis: NĐ 23/2015/NĐ-CP (book and number: recalled); onestop.md 4.5.
    """
    book = _checked(version, act)
    with transaction.atomic():
        dossier = take_in_at_counter(
            by=by,
            applicant=applicant,
            version=version,
            answers={"document_name": clean(act.document), "pages": act.pages, "copies": act.copies},
            filing_key=filing_key,
            at=at,
        )
        known = Attestation.objects.filter(dossier=dossier).first()
        if known is not None:
            return known
        return _enter(dossier, book, act, by, at)


def sign(*, acts: Sequence[Attestation], by: Officer, at: datetime) -> list[tuple[Attestation, str]]:
    """Approve each act that waits for this officer; return those that could not be, with the sentence."""
    left = []
    for act in acts:
        try:
            _sign(act.dossier, by, at)
        except Refusal as refusal:
            left.append((act, refusal.sentence))
    return left


def hand_over(*, acts: Sequence[Attestation], by: Officer, at: datetime) -> list[tuple[Attestation, str]]:
    """Give the certified papers to whoever asked; return those that could not be, with the sentence."""
    left = []
    for act in acts:
        dossier = act.dossier
        try:
            return_result(
                dossier=dossier,
                by=by,
                channel=_channel(act),
                returned_to=dossier.submitter.full_name,
                at=at,
                seen=dossier.revision,
            )
        except Refusal as refusal:
            left.append((act, refusal.sentence))
    return left


def _channel(act: Attestation) -> Result.Return:
    """A copy that is a file goes to the store of whoever has an account; all else across the counter."""
    has_store = act.dossier.applicant.user_id is not None
    is_file = ElectronicCopy.objects.filter(attestation=act).exists()
    return Result.Return.ONLINE if is_file and has_store else Result.Return.COUNTER


@transaction.atomic
def _sign(dossier: Dossier, by: Officer, at: datetime) -> None:
    """Take what waits for any of those who sign, then approve it."""
    if access.can(by, dossier, "take"):
        dossier = take(dossier=dossier, by=by, at=at, seen=dossier.revision)
    approve(dossier=dossier, by=by, at=at, seen=dossier.revision)


def _checked(version: ProcedureVersion, act: Act) -> Book:
    book = book_of(version.procedure.code)
    problems = []
    if book is None:
        problems.append(Problem("procedure", "Việc này không có quyển sổ chứng thực. Chọn việc khác."))
    if not clean(act.document):
        problems.append(Problem("document", "Ghi tên giấy tờ, văn bản, ví dụ: Bằng tốt nghiệp THPT."))
    if not 1 <= act.pages <= MOST_PAGES:
        problems.append(Problem("pages", f"Số trang từ 1 đến {MOST_PAGES}."))
    if not 1 <= act.copies <= MOST_COPIES:
        problems.append(Problem("copies", f"Số bản từ 1 đến {MOST_COPIES}."))
    if problems or book is None:
        raise UnfitAttestation(problems=problems)
    return book


def _enter(dossier: Dossier, book: Book, act: Act, by: Officer, at: datetime) -> Attestation:
    year = local_date(at).year
    AttestationSeries.objects.bulk_create(
        [AttestationSeries(book=book.code, year=year)], ignore_conflicts=True
    )
    series = AttestationSeries.objects.select_for_update().get(book=book.code, year=year)
    series.last += 1
    series.save(update_fields=["last"])
    document = shorten(clean(act.document), 300)
    entry = Attestation.objects.create(
        dossier=dossier,
        book=book.code,
        year=year,
        number=series.last,
        document=document,
        pages=act.pages,
        copies=act.copies,
        signer=act.signer,
        entered_by=by,
        entered_at=at,
        folded=shorten(fold(f"{dossier.applicant.full_name} {document}"), 420),
    )
    event = Attested(
        code=dossier.code,
        book=book.code,
        year=year,
        number=entry.number,
        document=document,
        copies=act.copies,
    )
    record(event, by=by, at=at, subject=dossier.subject)
    if access.can(by, dossier, "spot"):
        summary = f"Chứng thực {act.copies} bản: {document}, số {entry.number}/{year}"
        entry.dossier = go_on_the_spot(
            dossier=dossier, by=by, told=Told(summary=summary), at=at, seen=dossier.revision
        )
    return entry
