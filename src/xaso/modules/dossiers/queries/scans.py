"""What of a dossier is digitised, how, and with which flags the national exchange is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing
from xaso.platform.files import recognition

from ..models import Dossier, Paper, Result, Scan
from ..services.scanning import Sheet, sheet_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import TextCopy

from .records import seen_dossier

RESULT_SLUG = "ket-qua"
NATIONAL_STORE = 0
"""DuocLayTuKhoDMQG: nothing comes from the national store while this program is not connected to it."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One paper, or the result, on the page: where it stands, in words and as a kind of `state`."""

    sheet: Sheet
    copy: TextCopy | None

    @property
    def slug(self) -> str:
        """How addresses name it."""
        return str(self.sheet.paper.pk) if self.sheet.paper else RESULT_SLUG

    @property
    def state(self) -> tuple[str, str]:
        """Tone of the badge and words."""
        sheet, scan = self.sheet, self.sheet.scan
        if sheet.is_electronic:
            return "", "Nộp bản điện tử"
        if sheet.paper is not None and not sheet.paper.needs_digitising:
            return "", Scan.Waiver(scan.waiver).label if scan and scan.waiver else "Không phải quét"
        if sheet.file is None:
            return "amber", "Chưa có bản quét"
        if scan is not None and scan.outcome == Scan.Outcome.FAILED:
            return "red", "Chưa đạt, phải quét lại"
        if scan is not None and scan.outcome == Scan.Outcome.PASSED:
            return "green", "Đã quét, đạt"
        return ("amber", "Đã quét, chờ kiểm tra") if sheet.may_be_checked else ("", "Kết quả điện tử")


@dataclass(frozen=True, slots=True)
class PaperFlags:
    """What the national exchange is told of one paper (onestop.md 6.9; technical source, certainty C)."""

    paper: str
    digitised: int
    reused: int
    from_national_store: int
    substitute: str

    def payload(self) -> dict[str, str | int]:
        """By the names of the exchange."""
        return {
            "TenThanhPhanHoSo": self.paper,
            "DuocSoHoa": self.digitised,
            "DuocTaiSuDung": self.reused,
            "DuocLayTuKhoDMQG": self.from_national_store,
            "MaKetQuaThayThe": self.substitute,
        }


def sheets(dossier: Dossier) -> list[SheetRow]:
    """Every paper of the dossier and its approved result, with their scans. Three queries."""
    papers = Paper.objects.filter(dossier=dossier).select_related("file", "scan", "component").order_by("pk")
    found = [Sheet(dossier, paper, None) for paper in papers]
    result = Result.objects.filter(dossier=dossier, approved_at__isnull=False).select_related("file", "scan")
    found += [Sheet(dossier, None, one) for one in result]
    copies = recognition.copies_of([one.file.pk for one in found if one.file])
    return [SheetRow(one, copies.get(one.file.pk) if one.file else None) for one in found]


def seen_sheet(officer: Officer, code: str, slug: str) -> SheetRow:
    """The paper of that number, or the result, for an officer who may see the dossier. Raises `Missing`."""
    dossier = seen_dossier(officer, code)
    number = int(slug) if slug.isascii() and slug.isdigit() and len(slug) < 19 else None
    found = sheet_of(dossier, number) if number is not None or slug == RESULT_SLUG else None
    if found is None:
        raise Missing("Hồ sơ này không có giấy tờ đó.")
    copies = recognition.copies_of([found.file.pk]) if found.file else {}
    return SheetRow(found, copies.get(found.file.pk) if found.file else None)


def paper_flags(rows: list[SheetRow]) -> list[PaperFlags]:
    """The flags of each paper, from what `sheets` found."""
    return [_flags(row.sheet, row.sheet.paper) for row in rows if row.sheet.paper is not None]


def dossier_flag(flags: list[PaperFlags]) -> int:
    """HoSoCoThanhPhanSoHoa: 1 when any paper of the dossier is digitised."""
    return int(any(one.digitised for one in flags))


def _flags(sheet: Sheet, paper: Paper) -> PaperFlags:
    scan = sheet.scan
    is_faulty = scan is not None and scan.outcome == Scan.Outcome.FAILED
    return PaperFlags(
        paper=paper.name,
        digitised=int(paper.file_id is not None and not is_faulty),
        reused=int(paper.was_reused),
        from_national_store=NATIONAL_STORE,
        substitute=scan.substitute if scan else "",
    )
