"""Reporting windows: the list of a year, one window, closing it, proving it, taking it out as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, page_number
from xaso.kernel.paging import window as slice_of
from xaso.modules.org.access import officer_page
from xaso.platform.measuring.registry import registry
from xaso.platform.ui.middleware import TimedRequest

from .. import services
from ..access import STEERS, may_close
from ..queries import closings, export, frozen
from ..rules.windows import Window, report_year

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.jobs.models import Job

closing_page = officer_page(*STEERS)
"""Opens a page to leaders, heads of units and whoever keeps the plan; to others it does not exist."""


@closing_page
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The windows of a year (?nam=2026), each with its days and how it stands."""
    year = _year(request)
    found = closings.window_year(year, request.now)
    return render(request, "indicators/closing/list.html", {"found": found, "may_close": may_close(officer)})


@closing_page
def window(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """One window: what was frozen, or what closing it will do."""
    found = closings.window_page(
        code, request.now, group=request.GET.get("nhom", ""), page=page_number(request.GET.get("trang"))
    )
    proof = frozen.last_proof_of(officer, code) if found.found else None
    context = {"found": found, "row": found.row, "proof": proof, "may_close": may_close(officer)}
    return render(request, "indicators/closing/window.html", context)


@require_POST
@closing_page
def close(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Queue the closing of the window and show how far it is."""
    job = services.ask_to_close(window=Window.parse(code), by=officer, at=request.now)
    return _to_job(request, job, back=redirect("closings:window", code))


@closing_page
def proof(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The last proof of a closed window with what it found, and those before."""
    closing, rows = frozen.proofs(officer, code)
    number = page_number(request.GET.get("trang"))
    findings = rows[0].findings if rows else ()
    context = {
        "window": Window.parse(code),
        "closing": closing,
        "proofs": rows,
        "page": Page.cut(findings[slice_of(number)], number, total=len(findings)),
        "names": measure_names(),
        "may_close": may_close(officer),
    }
    return render(request, "indicators/closing/proof.html", context)


@require_POST
@closing_page
def prove(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Queue a proof of the window and show how far it is."""
    job = services.ask_to_prove(window=Window.parse(code), by=officer, at=request.now)
    return _to_job(request, job, back=redirect("closings:proof", code))


@closing_page
def take_out(request: TimedRequest, officer: Officer, code: str, kind: str) -> HttpResponse:
    """The closed window as a file for the national reporting system: JSON, CSV or XLSX."""
    file = export.national(code, kind)
    if file is None:
        raise Missing("Kỳ này chưa khóa nên chưa có số để xuất. Khóa kỳ rồi lấy tệp.")
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def measure_names() -> dict[str, str]:
    """What each measure counts, by its code."""
    return {one.code: one.name for one in registry.all()}


def _to_job(request: TimedRequest, job: Job, *, back: HttpResponseRedirect) -> HttpResponseRedirect:
    """The progress of one's own job; of another officer's only the word that it is under way."""
    if job.owner_id == request.user.get_username():
        return redirect("jobs:progress", job.pk)
    messages.info(request, "Người khác vừa bấm việc này, đang chạy. Tải lại trang sau ít phút.")
    return back


def _year(request: TimedRequest) -> int:
    text = request.GET.get("nam", "")
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and "1900" <= text < "3000"
    return int(text) if is_year else report_year(local_date(request.now))
