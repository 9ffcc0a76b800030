"""Certified copies as files, until they wait to be signed: enter, scan the original, check, make the PDF."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean
from xaso.platform.files.binding import bind
from xaso.platform.files.services import store_bytes

from .. import access, rules
from ..events import PaperScanned, ScanChecked
from ..lifecycle import RUNNING
from ..models import Attestation, Dossier, ElectronicCopy, Scan, Stage
from ..queries.attesting import book_of
from .attesting import Act, UnfitAttestation, attest
from .changing import Change
from .copy_facts import CopyMade
from .copy_paper import copy_pdf
from .papers import keep
from .proving import PDF, reserve

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import ProcedureVersion
    from xaso.platform.files.models import StoredFile

CHECK_LIST = tuple(rules.SCAN_CHECKS)
"""All that is looked at before the scan of an original passes."""
NOT_HERE = "Việc này không làm bản sao điện tử. Chọn chứng thực bản sao từ bản chính, hoặc chọn bản giấy."
WHO_SCANS = "Việc quét bản chính do cán bộ tiếp nhận, trả kết quả, văn thư hoặc người đang giữ hồ sơ làm."


class CannotCopy(Conflict):
    """The copy is given out, or its dossier ended, or somebody was first."""

    code = "cannot_copy"
    default_sentence = "Bản sao điện tử này vừa đổi. Tải lại trang để xem."


def attest_electronically(
    *,
    by: Officer,
    applicant: Person,
    version: ProcedureVersion,
    act: Act,
    original_on: date | None,
    filing_key: str,
    at: datetime,
) -> ElectronicCopy:
    """Enter a certification of copy whose copy will be a file: same book, number and fee, one copy.

    `original_on` is the day the original was given out, from which its validity counts. Raises as `attest`,
    and `UnfitAttestation` where the procedure has no electronic copy. Basis: onestop.md 6.13, 6.7 (NĐ 45/2020
    Đ.10).
    """
    book = book_of(version.procedure.code)
    if book is not None and version.procedure.code not in book.electronic:
        raise UnfitAttestation(NOT_HERE, field="procedure")
    if original_on is not None and original_on > local_date(at):
        raise UnfitAttestation("Ngày cấp bản chính không thể ở sau hôm nay.", field="original_on")
    with transaction.atomic():
        entry = attest(
            by=by,
            applicant=applicant,
            version=version,
            act=replace(act, copies=1),
            filing_key=filing_key,
            at=at,
        )
        reserve(entry.dossier, title=f"Bản sao chứng thực điện tử: {entry.document}")
        copy, _ = ElectronicCopy.objects.get_or_create(
            attestation=entry, defaults={"original_on": original_on}
        )
    return copy


def put_scan(
    *, copy: ElectronicCopy, uploads: Sequence[UploadedFile], way: str, by: Officer, at: datetime
) -> StoredFile:
    """Put in the scan of the original; several files become one PDF. A faulty one gives way to it.

    Raises `NotYours`, `CannotCopy`, `Invalid`, and the refusals of storing a file. Basis: TT 01/2023/TT-VPCP
    ch. II (onestop.md 6.1), as every scan at the counter.
    """
    _check_scanner(copy, by)
    if not uploads:
        raise Invalid("Chọn tệp, chụp ảnh hoặc lấy tệp từ máy quét.", field="files")
    name = clean(copy.attestation.document)[:60] or "ban-chinh"
    file = keep(bind(uploads, name), by=by, at=at, accept=("pdf", "jpg", "png"))
    with _writing(copy, by, at) as (change, fresh):
        if fresh.stage not in (Stage.SCAN, Stage.CHECK):
            raise CannotCopy("Bản quét đã đạt. Muốn quét lại thì ghi lỗi ở phần kiểm tra trước.")
        fresh.scan, fresh.way, fresh.scanned_by, fresh.scanned_at, fresh.fault = file, way, by, at, ""
        change.tell(PaperScanned, paper=_name(fresh), way=way, file=str(file.pk), sha256=file.sha256)
    return file


def check_scan(
    *, copy: ElectronicCopy, pages: int, noted: int, checked: Collection[str], by: Officer, at: datetime
) -> None:
    """Pass the scan by the same list as every scan, and make the PDF that is to be signed.

    The pages must be those the fee was counted for. Raises `NotYours`, `CannotCopy`, `Invalid`. Basis: TT
    01/2023/TT-VPCP Đ.8 k.2 (onestop.md 6.4).
    """
    _check_scanner(copy, by)
    scan, act = copy.scan, copy.attestation
    if scan is None or copy.stage != Stage.CHECK:
        raise CannotCopy("Chưa có bản quét để kiểm tra. Tải lại trang để xem.")
    faults = rules.scan_faults(pages=pages, noted=noted, images=scan.pages or 1, checked=checked)
    if pages != act.pages:
        faults.insert(0, f"Sổ ghi {act.pages} trang và tính phí theo đó, bản giấy có {pages} trang. Đếm lại.")
    if faults:
        raise Invalid(" ".join(faults), field="checks")
    made = _made(act, scan, by, at)
    with _writing(copy, by, at) as (change, fresh):
        if fresh.scan_id != scan.pk or fresh.stage != Stage.CHECK:
            raise CannotCopy
        fresh.checks = sorted(set(checked) & set(rules.SCAN_CHECKS))
        fresh.checked_by, fresh.checked_at, fresh.paper = by, at, made
        change.tell(ScanChecked, paper=_name(fresh), outcome=Scan.Outcome.PASSED, fault="")
        change.tell(CopyMade, file=str(made.pk), sha256=made.sha256)


def start_over(*, copy: ElectronicCopy, fault: str, by: Officer, at: datetime) -> None:
    """The scan must be made again: what was made and signed of it is dropped, before it is given out.

    Raises `NotYours`, `CannotCopy`, `Invalid` without words.
    """
    _check_scanner(copy, by)
    wrong = clean(fault)[:300]
    if not wrong:
        raise Invalid("Hãy ghi lỗi gì để người quét biết mà làm lại.", field="fault")
    with _writing(copy, by, at) as (change, fresh):
        if fresh.scan_id is None:
            raise CannotCopy("Chưa có bản quét nào.")
        fresh.scan = fresh.paper = fresh.signed = fresh.checked_by = fresh.approved_by = None
        fresh.checked_at = fresh.approved_at = None
        fresh.fault, fresh.checks, fresh.signers = wrong, [], []
        change.tell(ScanChecked, paper=_name(fresh), outcome=Scan.Outcome.FAILED, fault=wrong)


def change_signer(*, copy: ElectronicCopy, signer: Officer, by: Officer, at: datetime) -> None:
    """Let another leader certify, before anybody signed: the words are written anew in that name.

    Raises `NotYours`, `CannotCopy`.
    """
    _check_scanner(copy, by)
    act = copy.attestation
    act.signer = signer
    made = _made(act, copy.scan, by, at) if copy.scan is not None and copy.paper_id else None
    with _writing(copy, by, at) as (change, fresh):
        if fresh.paper_id != copy.paper_id or fresh.approved_at is not None:
            raise CannotCopy
        Attestation.objects.filter(pk=act.pk).update(signer=signer)
        fresh.paper = made
        if made is not None:
            change.tell(CopyMade, file=str(made.pk), sha256=made.sha256)


def _made(act: Attestation, scan: StoredFile, by: Officer, at: datetime) -> StoredFile:
    proof = reserve(act.dossier, title=act.document)
    name = f"ban-sao-{act.number:02d}-{act.year}-cho-ky.pdf"
    data = copy_pdf(act, proof, scan, at=at)
    return store_bytes(data, name=name, content_type=PDF, by=by, at=at, pages=(scan.pages or 1) + 1)


def _check_scanner(copy: ElectronicCopy, by: Officer) -> None:
    if not access.may_digitise(by, copy.attestation.dossier):
        raise access.NotYours(WHO_SCANS)


@contextmanager
def _writing(copy: ElectronicCopy, by: Officer, at: datetime) -> Iterator[tuple[Change, ElectronicCopy]]:
    """The copy as it is under the dossier's lock, while it may still change; its facts are recorded after.

    The dossier's revision stays: scanning does not disturb whoever is at work on the dossier.
    """
    with transaction.atomic():
        rows = Dossier.objects.select_for_update(of=("self",)).select_related("version__procedure", "field")
        dossier = rows.get(pk=copy.attestation.dossier_id)
        fresh = ElectronicCopy.objects.select_related("attestation").get(pk=copy.pk)
        if fresh.issued_at is not None or dossier.state not in RUNNING:
            raise CannotCopy("Bản sao này đã phát hành, hoặc hồ sơ đã dừng, rút. Tải lại trang để xem.")
        change = Change(dossier, by, at)
        yield change, fresh
        fresh.save()
        change.record()


def _name(copy: ElectronicCopy) -> str:
    return f"Bản chính: {copy.attestation.document}"
