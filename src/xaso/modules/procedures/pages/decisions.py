"""Pages of decisions that announce procedures, and of their way to the national database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.modules.org import queries as org
from xaso.modules.org.access import officer_page
from xaso.platform.papers.tables import XLSX_TYPE
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_keep_catalogue
from ..forms.decisions import PublicationForm, RegisterForm
from ..models import CatalogueDecision
from ..queries import decisions as queries
from ..reading.catalogue_file import as_excel
from ..services import decisions as services
from .frame import Shown, keeper_page, sub_nav, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

STATES = (
    (queries.WAITING, "Chưa công khai"),
    (queries.LATE, "Quá hạn công khai"),
    (queries.DONE, "Đã công khai"),
)


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The register of decisions, 20 a page."""
    context = {
        "page": queries.decisions(page_number(request.GET.get("trang"))),
        "keeps": may_keep_catalogue(officer),
        "days": org.setting("procedures.sign_days", 5),
        "sub_nav": sub_nav("procedures_desk:decisions"),
    }
    return render(request, "procedures/decisions/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def edit(request: TimedRequest, officer: Officer, number: int | None = None) -> HttpResponse:
    """Write a decision down, or correct one."""
    found: CatalogueDecision | None = None if number is None else queries.decision(number)
    initial = RegisterForm.initial_of(found) if found else {}
    form = RegisterForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: services.write_decision(
                decision=found, facts=form.facts(), **form.control(), by=officer, at=request.now
            ),
        )
        if failed is None:
            messages.success(request, "Đã ghi quyết định.")
            return redirect("procedures_desk:decisions")
        shown = failed
    context = {"decision": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/decisions/edit.html", context, status=shown.status)


@require_safe
@officer_page()
def publications(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Versions on their way to the national database, by state."""
    today = local_date(request.now)
    state = request.GET.get("trang-thai", queries.WAITING)
    context = {
        "page": queries.publications(state, page_number(request.GET.get("trang")), on=today),
        "state": state,
        "states": STATES,
        "counts": queries.publication_counts(today),
        "keeps": may_keep_catalogue(officer),
        "today": today,
        "days": org.setting("procedures.publish_days", 5),
        "sub_nav": sub_nav("procedures_desk:publications"),
    }
    return render(request, "procedures/decisions/publications.html", context)


@require_safe
@officer_page()
def publication_file(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The waiting versions as an Excel file, to type from."""
    answer = HttpResponse(as_excel(queries.records_to_publish()), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="cho-cong-khai-quoc-gia.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def publication(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Say since when one version is on the national database."""
    version = queries.version_to_publish(number)
    known = getattr(version, "publication", None)
    initial = {"published_on": known.published_on, "note": known.note} if known else {}
    form = PublicationForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: services.record_publication(
                version=version, **form.cleaned_data, by=officer, at=request.now
            ),
        )
        if failed is None:
            messages.success(request, "Đã ghi ngày công khai.")
            return redirect("procedures_desk:publications")
        shown = failed
    context = {"version": version, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/decisions/publication.html", context, status=shown.status)
