"""Handing ended dossiers over to the archive: what is due, make a package, take it, note the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from xaso.platform.identity.answers import add_refusal, status_of
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import form_errors

from ..access import ARCHIVISTS
from ..forms.desk_result import HandOverForm
from ..queries import archiving as queries
from ..services import archiving

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


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
    """One package; on POST, who took it and under which record."""
    found = queries.archive_package(number)
    form = HandOverForm(request.POST or None, initial={"received_on": local_date(request.now)})
    if form.is_valid():
        try:
            archiving.hand_over(package=found, by=officer, at=request.now, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi giao nhận.")
            return redirect("dossiers_desk:archive_package", number)
    errors = form_errors(form) if form.is_bound else []
    context = {"package": found, "form": form, "errors": errors}
    return render(request, "dossiers/desk/archive_package.html", context, status=status_of(form))


@require_GET
@officer_page(*ARCHIVISTS)
def package_file(request: TimedRequest, officer: Officer, number: int) -> HttpResponseBase:
    """The package itself; the reading is logged."""
    found = queries.archive_package(number)
    if found.file is None:
        raise Missing("Gói này chưa lập xong.")
    purpose = f"Tải {found.title.lower()} để giao nộp lưu trữ"
    log_access(by=officer, whom=f"archive:{number}", purpose=purpose, where=request.path, at=request.now)
    return files.response(found.file)
