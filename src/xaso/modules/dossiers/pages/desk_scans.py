"""Digitising a dossier at the counter: its papers one by one, each with its scan, check list and copy."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files import recognition, scanfolder
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from .. import access, queries
from ..forms.scans import CheckForm, WaiverForm
from ..queries import scans as found_scans
from ..queries.scans import SheetRow
from ..services import scanning
from .desk_record import log_reading
from .desk_uploads import Kept, Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

BOX = "files"
READING = "Xem việc số hóa giấy tờ"


@dataclass
class Shown:
    """The page after a try: its forms with what was typed, what went wrong, the files kept."""

    check: CheckForm
    waiver: WaiverForm
    errors: list[ErrorLink] = field(default_factory=list)
    kept: dict[str, list[Kept]] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Doing:
    """Who does what to which paper, with what was sent."""

    request: TimedRequest
    officer: Officer
    row: SheetRow
    uploads: Uploads

    @property
    def told(self) -> dict[str, Any]:
        """What every service takes."""
        return {"sheet": self.row.sheet, "by": self.officer, "at": self.request.now}


@officer_page()
def scans(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Every paper of the dossier: scanned, checked, or not to be scanned; and the flags for the exchange."""
    dossier = queries.seen_dossier(officer, code)
    log_reading(request, officer, dossier, READING, request.now)
    rows = found_scans.sheets(dossier)
    flags = found_scans.paper_flags(rows)
    context = {
        "dossier": dossier,
        "rows": rows,
        "flags": flags,
        "dossier_flag": found_scans.dossier_flag(flags),
        "may": access.may_digitise(officer, dossier),
        "lacking": recognition.lacking(),
    }
    return render(request, "dossiers/desk/scans.html", context)


@officer_page()
def sheet(request: TimedRequest, officer: Officer, code: str, slug: str) -> HttpResponse:
    """One paper: put a scan in, go through the check list, or say why none is needed."""
    row = found_scans.seen_sheet(officer, code, slug)
    log_reading(request, officer, row.sheet.dossier, f"{READING}: {row.sheet.name}", request.now)
    if request.method != "POST":
        return _page(request, officer, row, Shown(_check_form(row), WaiverForm(initial=_reason(row))))
    doing = Doing(request, officer, row, Uploads(request, officer, request.now))
    act = ACTS.get(request.POST.get("viec", ""))
    if act is None:
        raise Missing
    shown = Shown(_check_form(row), WaiverForm(initial=_reason(row)))
    try:
        done = act(doing, shown)
    except Missing:
        raise
    except Invalid as refusal:
        shown.errors += [ErrorLink(one.sentence, f"#id_{one.field}") for one in refusal.problems]
        shown.errors = shown.errors or [ErrorLink(refusal.sentence)]
        shown.status, done = refusal.status, ""
    except Refusal as refusal:
        shown.errors, shown.status, done = [ErrorLink(refusal.sentence)], refusal.status, ""
    if done:
        doing.uploads.drop()
        messages.success(request, done)
        return redirect("dossiers_desk:scan_sheet", code, slug)
    shown.kept, lost = doing.uploads.hold([BOX], many=BOX)
    shown.errors += [ErrorLink(one.sentence, "#id_files") for one in lost]
    shown.status = shown.status if shown.status != 200 else 422
    return _page(request, officer, found_scans.seen_sheet(officer, code, slug), shown)


@officer_page()
def text_copy(request: TimedRequest, officer: Officer, code: str, slug: str) -> HttpResponseBase:
    """Give the searchable copy of one scan."""
    row = found_scans.seen_sheet(officer, code, slug)
    if row.copy is None or row.copy.file is None:
        raise Missing("Giấy này chưa có bản tìm được chữ.")
    log_reading(request, officer, row.sheet.dossier, f"Xem giấy tờ: {row.sheet.name}", request.now)
    return files.response(row.copy.file, inline=True)


def _attach(doing: Doing, shown: Shown) -> str:
    """Files chosen, pictures taken, or one file of the scanner's folder."""
    sent = doing.uploads.scans(BOX)
    scanning.attach_scan(uploads=sent.files, way=sent.way, **doing.told)
    sent.clear()
    return "Đã gắn bản quét. Xem lại rồi kiểm tra bên dưới."


def _check(doing: Doing, shown: Shown) -> str:
    is_fault = doing.request.POST.get("viec") == "khong-dat"
    shown.check = form = CheckForm(doing.request.POST, is_fault=is_fault)
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    said = form.cleaned_data
    scanning.check_scan(
        pages=said["pages"] or 0,
        noted=said["noted"] or 0,
        checked=said["checks"],
        fault=form.wrong,
        **doing.told,
    )
    return "Đã ghi: bản quét phải làm lại." if is_fault else "Bản quét đạt."


def _waive(doing: Doing, shown: Shown) -> str:
    shown.waiver = form = WaiverForm(doing.request.POST)
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    said = form.cleaned_data
    scanning.waive_scan(reason=said["reason"], substitute=said["substitute"], **doing.told)
    return "Đã ghi: giấy này không phải quét."


def _require(doing: Doing, shown: Shown) -> str:
    scanning.waive_scan(reason="", **doing.told)
    return "Đã ghi: giấy này phải quét."


def _read_text(doing: Doing, shown: Shown) -> str:
    file = doing.row.sheet.file
    if file is None or not access.may_digitise(doing.officer, doing.row.sheet.dossier):
        raise Missing
    recognition.ask(file, by=doing.officer, at=doing.request.now)
    return "Đã yêu cầu nhận dạng chữ. Tải lại trang sau ít phút."


ACTS: dict[str, Callable[[Doing, Shown], str]] = {
    "gan": _attach,
    "dat": _check,
    "khong-dat": _check,
    "khong-quet": _waive,
    "phai-quet": _require,
    "nhan-dang": _read_text,
}
"""What the buttons of the page do; each returns what to say when it is done."""


def _check_form(row: SheetRow) -> CheckForm:
    return CheckForm(initial={"pages": row.sheet.images or None, "noted": 0})


def _reason(row: SheetRow) -> dict[str, str]:
    scan = row.sheet.scan
    return {"reason": scan.waiver, "substitute": scan.substitute} if scan else {}


def _page(request: TimedRequest, officer: Officer, row: SheetRow, shown: Shown) -> HttpResponse:
    dossier = row.sheet.dossier
    may = access.may_digitise(officer, dossier) and dossier.received_at is not None
    context = {
        "dossier": dossier,
        "row": row,
        "sheet": row.sheet,
        "may": may and dossier.state not in scanning.CLOSED,
        "shown": shown,
        "has_folder": scanfolder.folder() is not None,
        "waiting": scanfolder.waiting(officer.user.get_username(), at=request.now) if may else [],
        "chosen": request.POST.get("may-quet", ""),
    }
    return render(request, "dossiers/desk/scan_sheet.html", context, status=shown.status)
