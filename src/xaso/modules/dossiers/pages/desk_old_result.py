"""One old result: its facts and story, its scan, the second person's check, and its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files import recognition
from xaso.platform.files import services as files
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..access import DIGITISES
from ..forms.old_results import VoidForm
from ..forms.scans import CheckForm
from ..models import OldResult
from ..queries import old_results as found
from ..services import old_results as work
from .desk_old_results import sub_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.journal.models import Entry

TOLD = {
    "dossiers.old_result_scanned": "Quét",
    "dossiers.old_result_checked": "Kiểm tra",
    "dossiers.old_result_voided": "Hết hiệu lực",
}


class Shown:
    """The page's forms and what went wrong."""

    def __init__(self, result: OldResult, request: TimedRequest) -> None:
        images = (result.file.pages or 1) if result.file else None
        self.check = CheckForm(initial={"pages": images, "noted": 0})
        self.void = VoidForm(initial={"on": local_date(request.now)})
        self.errors: list[ErrorLink] = []
        self.status = 200


@officer_page(*DIGITISES)
def record(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show it; on POST scan, check or end it, or say why not with everything still there."""
    result = found.old_result(code)
    _log(request, officer, result, "Xem kết quả cũ")
    shown = Shown(result, request)
    if request.method == "POST":
        act = ACTS.get(request.POST.get("viec", ""))
        if act is None:
            raise Missing
        answer = _tried(act, request, officer, result, shown)
        if answer is not None:
            return answer
        result = found.old_result(code)
    context = {
        "result": result,
        "copy": found.copy_of(result),
        "shown": shown,
        "story": list(_story(result)),
        "is_own": result.scanned_by_id == officer.pk,
        "sub_nav": sub_nav(request.path, officer),
        "lacking": recognition.lacking(),
    }
    return render(request, "dossiers/desk/old_result.html", context, status=shown.status)


@officer_page(*DIGITISES)
def scan_file(request: TimedRequest, officer: Officer, code: str) -> HttpResponseBase:
    """Give the scan."""
    result = found.old_result(code)
    if result.file is None:
        raise Missing("Kết quả này chưa có bản quét.")
    _log(request, officer, result, "Xem bản quét kết quả cũ")
    return files.response(result.file, inline=True)


@officer_page(*DIGITISES)
def text_copy(request: TimedRequest, officer: Officer, code: str) -> HttpResponseBase:
    """Give the searchable copy of the scan."""
    result = found.old_result(code)
    copy = found.copy_of(result)
    if copy is None or copy.file is None:
        raise Missing("Kết quả này chưa có bản tìm được chữ.")
    _log(request, officer, result, "Xem bản quét kết quả cũ")
    return files.response(copy.file, inline=True)


def _story(result: OldResult) -> Iterator[tuple[str, Entry]]:
    """What happened to it, oldest first, in words; a fault beside its check."""
    for entry in timeline(result.subject):
        if entry.event in TOLD:
            fault = entry.data.get("fault", "")
            yield f"{TOLD[entry.event]}: {fault}" if fault else TOLD[entry.event], entry


def _tried(
    act: Callable[..., str], request: TimedRequest, officer: Officer, result: OldResult, shown: Shown
) -> HttpResponse | None:
    """The next page when it is done; None with what went wrong in `shown`."""
    try:
        done = act(request, {"result": result, "by": officer, "at": request.now}, shown)
    except Missing:
        raise
    except Invalid as refusal:
        links = [ErrorLink(one.sentence, f"#id_{one.field}" if one.field else "") for one in refusal.problems]
        shown.errors, shown.status = links or [ErrorLink(refusal.sentence)], refusal.status
        return None
    except Refusal as refusal:
        shown.errors, shown.status = [ErrorLink(refusal.sentence)], refusal.status
        return None
    if not done:
        shown.status = 422
        return None
    messages.success(request, done)
    following = found.next_to_check(officer) if request.POST.get("viec") in ("dat", "khong-dat") else None
    return redirect("dossiers_desk:old_result", (following or result).code)


def _scan(request: TimedRequest, told: dict[str, Any], shown: Shown) -> str:
    upload = request.FILES.get("files")
    if not isinstance(upload, UploadedFile):
        raise Invalid("Hãy chọn tệp bản quét.", field="files")
    work.scan_old(upload=upload, **told)
    return "Đã gắn bản quét; người khác sẽ kiểm tra."


def _check(request: TimedRequest, told: dict[str, Any], shown: Shown) -> str:
    shown.check = form = CheckForm(request.POST, is_fault=request.POST.get("viec") == "khong-dat")
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    said = form.cleaned_data
    pages, noted = said["pages"] or 0, said["noted"] or 0
    work.check_old(pages=pages, noted=noted, checked=said["checks"], fault=form.wrong, **told)
    return "Đã ghi: phải quét lại." if form.is_fault else "Đã số hóa xong một kết quả."


def _void(request: TimedRequest, told: dict[str, Any], shown: Shown) -> str:
    shown.void = form = VoidForm(request.POST)
    if not form.is_valid():
        shown.errors = form_errors(form)
        return ""
    work.void_old(on=form.cleaned_data["on"], note=form.cleaned_data["note"], **told)
    return "Đã ghi kết quả này hết hiệu lực."


ACTS: dict[str, Callable[..., str]] = {
    "gan": _scan,
    "dat": _check,
    "khong-dat": _check,
    "het-hieu-luc": _void,
}


def _log(request: TimedRequest, officer: Officer, result: OldResult, purpose: str) -> None:
    log_access(by=officer, whom=result.subject, purpose=purpose, where=request.path, at=request.now)
