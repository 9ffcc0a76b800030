"""Digitising at the counter: the scan of a paper or of the result, its check list, or why none is needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean
from xaso.modules.org.queries import setting
from xaso.platform.files import recognition
from xaso.platform.files.binding import bind
from xaso.platform.journal.actors import Actor, ActsAs

from .. import access, rules
from ..events import PaperScanned, ScanChecked, ScanWaived
from ..lifecycle import State
from ..models import Dossier, Paper, Result, Scan
from .changing import Change
from .papers import digitising_pairs, keep

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

CLOSED = frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED})
NOTHING_MORE = "Hồ sơ đã dừng, rút hoặc bị từ chối nên không số hóa thêm."


class CannotScan(Conflict):
    """Nothing of this dossier, or not this paper, can be scanned now."""

    code = "cannot_scan"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is scanned: one paper of a dossier, or its result."""

    dossier: Dossier
    paper: Paper | None
    result: Result | None

    @property
    def name(self) -> str:
        """What it is called."""
        return self.paper.name if self.paper else "Kết quả giải quyết"

    @property
    def file(self) -> StoredFile | None:
        """Its scan."""
        thing = self.paper or self.result
        return thing.file if thing else None

    @property
    def images(self) -> int:
        """How many pages the scan shows: a picture is one."""
        return (self.file.pages or 1) if self.file else 0

    @property
    def scan(self) -> Scan | None:
        """Its story, when there is one."""
        return getattr(self.paper or self.result, "scan", None)

    @property
    def is_electronic(self) -> bool:
        """Whether it was handed in as a file, so that there is nothing to scan."""
        return self.paper is not None and self.paper.medium == Paper.Medium.ELECTRONIC

    @property
    def may_be_scanned(self) -> bool:
        """Whether a scan can be put in now: on paper, to be digitised, and no scan that has passed."""
        if not self._is_on_paper:
            return False
        return self.scan is None or self.scan.outcome != Scan.Outcome.PASSED

    @property
    def may_be_checked(self) -> bool:
        """Whether its check list is open: there is a scan; one found right may yet be found faulty."""
        return self.file is not None and self._is_on_paper

    @property
    def _is_on_paper(self) -> bool:
        """To be digitised, and not a file from the start: a result signed as a file is no scan."""
        if self.paper is not None:
            return self.paper.needs_digitising and not self.is_electronic
        return self.file is None or self.scan is not None


def sheet_of(dossier: Dossier, paper_id: int | None) -> Sheet | None:
    """The paper of that number with its scan, or with None the result; None when there is no such thing."""
    if paper_id is None:
        result = Result.objects.filter(dossier=dossier).select_related("file", "scan").first()
        return Sheet(dossier, None, result) if result and result.approved_at else None
    paper = Paper.objects.filter(dossier=dossier, pk=paper_id).select_related("file", "scan").first()
    return Sheet(dossier, paper, None) if paper else None


def attach_scan(
    *, sheet: Sheet, uploads: Sequence[UploadedFile], way: str, by: Officer, at: datetime
) -> StoredFile:
    """Put a scan in; several files become one PDF in the order given. An earlier faulty scan gives way to it.

    The searchable copy is asked for at once. Raises `NotYours`, `CannotScan`, `Invalid`, and the refusals of
    storing a file. Basis: TT 01/2023/TT-VPCP ch. II (onestop.md 6.1): at reception, the result on return.
    """
    _check_open(sheet, by)
    if not sheet.may_be_scanned:
        raise CannotScan("Giấy này không phải quét, hoặc bản quét đã đạt. Tải lại trang để xem.")
    if not uploads:
        raise Invalid("Chọn tệp, chụp ảnh hoặc lấy tệp từ máy quét.", field="files")
    file = keep(
        bind(uploads, clean(sheet.name)[:60] or "ban-quet"), by=by, at=at, accept=("pdf", "jpg", "png")
    )
    with _writing(sheet, by, at) as (change, fresh, scan):
        if not fresh.may_be_scanned:
            raise CannotScan("Vừa có người ghi việc số hóa của giấy này. Tải lại trang để xem.")
        thing = fresh.paper or fresh.result
        assert thing is not None
        thing.file = file
        thing.save(update_fields=["file"])
        scan.way, scan.scanned_by, scan.scanned_at = way, by, at
        scan.outcome, scan.fault, scan.checks = "", "", []
        scan.pages_on_paper = scan.checked_by = scan.checked_at = None
        change.tell(PaperScanned, paper=fresh.name, way=way, file=str(file.pk), sha256=file.sha256)
        recognition.ask(file, by=by, at=at)
    return file


def check_scan(
    *, sheet: Sheet, pages: int, noted: int, checked: Collection[str], fault: str, by: Officer, at: datetime
) -> None:
    """Pass the scan by its check list; with a `fault` in words it must be made again instead.

    Raises `NotYours`, `CannotScan`, and `Invalid` with everything that keeps it from passing. Basis:
    TT 01/2023/TT-VPCP Đ.8 k.2 (onestop.md 6.4).
    """
    _check_open(sheet, by)
    if not sheet.may_be_checked:
        raise CannotScan("Giấy này chưa có bản quét để kiểm tra. Tải lại trang để xem.")
    wrong = clean(fault)[:300]
    if not wrong:
        faults = rules.scan_faults(pages=pages, noted=noted, images=sheet.images, checked=checked)
        if faults:
            raise Invalid(" ".join(faults), field="checks")
    with _writing(sheet, by, at) as (change, fresh, scan):
        if fresh.file is None or sheet.file is None or fresh.file.pk != sheet.file.pk:
            raise CannotScan("Vừa có bản quét mới của giấy này. Tải lại trang, xem rồi kiểm tra lại.")
        scan.outcome = Scan.Outcome.FAILED if wrong else Scan.Outcome.PASSED
        scan.pages_on_paper, scan.noted_pages, scan.fault = pages, noted, wrong
        scan.checks = sorted(set(checked) & set(rules.SCAN_CHECKS))
        scan.checked_by, scan.checked_at = by, at
        change.tell(ScanChecked, paper=fresh.name, outcome=scan.outcome, fault=wrong)


def waive_scan(*, sheet: Sheet, reason: str, substitute: str = "", by: Officer, at: datetime) -> None:
    """Note why a paper need not be scanned; with no reason, that it must be after all.

    Raises `NotYours`, `CannotScan`, `Invalid`. Basis: TT 03/2025/TT-VPCP Đ.5 k.2 (onestop.md 6.3).
    """
    _check_open(sheet, by)
    if sheet.paper is None or sheet.is_electronic:
        raise CannotScan("Giấy này nộp bằng tệp điện tử, hoặc là kết quả; không ghi lý do không quét.")
    code = clean(substitute)[:60]
    if reason and reason not in Scan.Waiver.values:
        raise Invalid("Chọn lý do không phải quét.", field="reason")
    if reason == Scan.Waiver.REPLACED and not code:
        raise Invalid("Ghi mã kết quả điện tử thay cho giấy này.", field="substitute")
    with _writing(sheet, by, at) as (change, fresh, scan):
        paper = fresh.paper
        assert paper is not None
        scan.waiver = reason
        scan.substitute = code if reason == Scan.Waiver.REPLACED else ""
        paper.needs_digitising = not reason
        paper.save(update_fields=["needs_digitising"])
        change.tell(ScanWaived, paper=paper.name, reason=reason, substitute=scan.substitute)


def read_texts(dossier: Dossier, *, by: Actor | ActsAs, at: datetime) -> int:
    """Ask for the searchable copies of what was scanned while the dossier was taken in; how many. Repeatable.

    Only where the commune wants it at once (setting digitising.read_text_at_once).
    """
    if not setting("digitising.read_text_at_once", False):
        return 0
    scanned = dossier.papers.filter(needs_digitising=True, file__isnull=False, file__text_copy=None)
    files = [paper.file for paper in scanned.select_related("file") if paper.file]
    asked = [recognition.ask(file, by=by, at=at) for file in files if recognition.is_scan(file)]
    return len(asked)


def _check_open(sheet: Sheet, by: Officer) -> None:
    if not access.may_digitise(by, sheet.dossier):
        raise access.NotYours(
            "Việc số hóa do cán bộ tiếp nhận, trả kết quả, văn thư hoặc người đang giữ hồ sơ làm."
        )
    if sheet.dossier.received_at is None or sheet.dossier.state in CLOSED:
        raise CannotScan(
            "Tiếp nhận hồ sơ rồi hãy số hóa." if sheet.dossier.received_at is None else NOTHING_MORE
        )


@contextmanager
def _writing(sheet: Sheet, by: Officer, at: datetime) -> Iterator[tuple[Change, Sheet, Scan]]:
    """The sheet as it is under the dossier's lock; writes its scan, whether all is digitised, and the facts.

    The dossier's revision stays: scanning does not disturb whoever is at work on the dossier.
    """
    with transaction.atomic():
        locked = Dossier.objects.select_for_update(of=("self",)).select_related("version__procedure", "field")
        dossier = locked.get(pk=sheet.dossier.pk)
        fresh = sheet_of(dossier, sheet.paper.pk if sheet.paper else None)
        if fresh is None:
            raise CannotScan("Giấy này không còn trong hồ sơ. Tải lại trang để xem.")
        change = Change(dossier, by, at)
        scan = fresh.scan or Scan(paper=fresh.paper, result=fresh.result)
        yield change, fresh, scan
        scan.save()
        if dossier.finished_at is not None:
            kept = Result.objects.filter(dossier=dossier, file__isnull=False)
            has_result = kept.exclude(scan__outcome=Scan.Outcome.FAILED).exists()
            dossier.is_digitised = rules.is_digitised(digitising_pairs(dossier), has_result)
            dossier.save(update_fields=["is_digitised"])
        change.record()
