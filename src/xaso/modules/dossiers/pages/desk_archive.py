"""Handing ended dossiers over to the archive: what is due, make a package, its papers, note the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.identity.answers import add_refusal
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..access import ARCHIVISTS
from ..forms.archiving import HandOverForm, RecordForm
from ..models import ArchivePackage
from ..queries import archiving as queries
from ..services import archive_handing, archive_paper, archiving
from .desk_record import pdf_answer
from .desk_uploads import Kept, Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SCAN = "signed_record"


@officer_page(*ARCHIVISTS)
def packages(request: TimedRequest, officer: Officer) -> HttpResponse:
    """What is due and what was packed; by the button, the next package."""
    if request.method == "POST":
        _, job = archiving.start_package(by=officer, at=request.now)
        return redirect("jobs:progress", job.pk)
    context = {
        "page": queries.archive_page(page_number(request.GET.get("trang"))),
        "due": queries.due_dossiers(today=local_date(request.now)).count(),
        "years": queries.wait_years(),
        "most": archiving.MOST,
    }
    return render(request, "dossiers/desk/archive.html", context)


@officer_page(*ARCHIVISTS)
def package(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """One package; on POST its record is drawn up, or its receipt noted."""
    found = queries.archive_package(number)
    if request.method != "POST":
        return _page(request, found, _record_form(found, officer), _receipt_form(found, request))
    if request.POST.get("viec") == "bien-ban":
        form = RecordForm(request.POST)
        if _drawn(form, found, officer, request):
            messages.success(request, "Đã lập biên bản. In ra, hai bên ký, rồi ghi đã giao nhận.")
            return redirect("dossiers_desk:archive_package", number)
        return _page(request, found, form, _receipt_form(found, request), tried=form)
    uploads = Uploads(request, officer, request.now)
    receipt = HandOverForm(request.POST)
    if _handed(receipt, found, officer, uploads):
        uploads.drop()
        messages.success(request, "Đã ghi giao nhận.")
        return redirect("dossiers_desk:archive_package", number)
    kept, lost = uploads.hold([SCAN])
    for problem in lost:
        receipt.add_error(None, problem.sentence)
    return _page(request, found, _record_form(found, officer), receipt, tried=receipt, kept=kept)


@require_GET
@officer_page(*ARCHIVISTS)
def package_file(request: TimedRequest, officer: Officer, number: int) -> HttpResponseBase:
    """The package itself; the reading is logged."""
    found = queries.archive_package(number)
    if found.file is None:
        raise Missing("Gói này chưa lập xong.")
    _log(request, officer, found, "Tải {title} để giao nộp lưu trữ")
    return files.response(found.file)


@require_GET
@officer_page(*ARCHIVISTS)
def package_record(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """The record of giving and taking, to print and sign."""
    found = queries.archive_package(number)
    made = archive_paper.record_pdf(found, at=request.now)
    _log(request, officer, found, "In biên bản giao nhận {title}")
    return pdf_answer(made, f"bien-ban-giao-nhan-{number}")


@require_GET
@officer_page(*ARCHIVISTS)
def package_list(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """The list of the dossiers in it, to print; the reading is logged."""
    found = queries.archive_package(number)
    made = archive_paper.list_pdf(found, at=request.now)
    _log(request, officer, found, "In mục lục {title}")
    return pdf_answer(made, f"muc-luc-nop-luu-{number}")


@require_GET
@officer_page(*ARCHIVISTS)
def package_scan(request: TimedRequest, officer: Officer, number: int) -> HttpResponseBase:
    """The scan of the signed record."""
    found = queries.archive_package(number)
    if found.signed_record is None:
        raise Missing("Chưa có bản quét biên bản đã ký.")
    return files.response(found.signed_record, inline=True)


def _record_form(found: ArchivePackage, officer: Officer) -> RecordForm:
    position = officer.position.name if officer.position else ""
    first = {"giver": officer.full_name, "giver_position": position}
    known = {name: getattr(found, name) for name in RecordForm.base_fields if getattr(found, name)}
    return RecordForm(initial=first | known if not found.recorded_at else known)


def _receipt_form(found: ArchivePackage, request: TimedRequest) -> HandOverForm:
    return HandOverForm(
        initial={"received_by": found.receiver_person, "received_on": local_date(request.now)}
    )


def _drawn(form: RecordForm, found: ArchivePackage, officer: Officer, request: TimedRequest) -> bool:
    if not form.is_valid():
        return False
    try:
        parties = archive_handing.Parties(**form.cleaned_data)
        archive_handing.draw_record(package=found, parties=parties, by=officer, at=request.now)
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _handed(form: HandOverForm, found: ArchivePackage, officer: Officer, uploads: Uploads) -> bool:
    if not form.is_valid():
        return False
    try:
        archive_handing.hand_over(
            package=found, by=officer, at=uploads.at, upload=uploads.one(SCAN), **form.cleaned_data
        )
    except Refusal as refusal:
        add_refusal(form, refusal)
        return False
    return True


def _page(
    request: TimedRequest,
    found: ArchivePackage,
    record: RecordForm,
    receipt: HandOverForm,
    *,
    tried: forms.Form | None = None,
    kept: dict[str, list[Kept]] | None = None,
) -> HttpResponse:
    errors: list[ErrorLink] = form_errors(tried) if tried is not None else []
    context = {
        "package": found,
        "record_form": record,
        "form": receipt,
        "errors": errors,
        "kept": kept or {},
    }
    return render(request, "dossiers/desk/archive_package.html", context, status=422 if errors else 200)


def _log(request: TimedRequest, officer: Officer, found: ArchivePackage, purpose: str) -> None:
    log_access(
        by=officer,
        whom=f"archive:{found.number}",
        purpose=purpose.format(title=found.title.lower()),
        where=request.path,
        at=request.now,
    )
