"""Opinions: what an officer's office is asked, and the page that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors, refusal_links

from .. import papers, queries
from ..access import WORKING_ROLES, can_answer
from ..forms.desk_asking import OpinionForm
from ..models import Opinion, Verification
from ..services.consulting import give_opinion
from .desk_record import log_reading, pdf_answer
from .desk_uploads import Uploads

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

BOX = "upload"


@officer_page(*WORKING_ROLES)
def opinions(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show what the officer's office is asked, unanswered first."""
    now = request.now
    page = queries.asked_opinions(officer, page_number(request.GET.get("trang")), now=now)
    return render(request, "dossiers/desk/opinions.html", {"page": page})


@officer_page()
def opinion(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Show one opinion; on POST keep the answer, or say why not with everything still there."""
    found = queries.seen_opinion(officer, code, number)
    log_reading(request, officer, found.dossier, "Xem ý kiến được hỏi", request.now)
    if request.method != "POST":
        return _page(request, officer, found, OpinionForm(), [])
    form, uploads = OpinionForm(request.POST), Uploads(request, officer, request.now)
    errors = form_errors(form)
    if form.is_valid():
        try:
            give_opinion(
                opinion=found, by=officer, upload=uploads.one(BOX), at=request.now, **form.cleaned_data
            )
        except Missing:
            raise
        except Refusal as refusal:
            errors = refusal_links(refusal)
        else:
            uploads.drop()
            messages.success(request, "Đã ghi ý kiến; đã báo người hỏi.")
            return redirect("dossiers_desk:record", code)
    kept, lost = uploads.hold([BOX])
    errors += [ErrorLink(one.sentence, f"#id_{one.field}") for one in lost]
    return _page(request, officer, found, form, errors, kept=kept)


@officer_page()
def opinion_file(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponseBase:
    """Give the file that came with an answer."""
    found = queries.seen_opinion(officer, code, number)
    if found.file is None:
        raise Missing("Trả lời này không kèm tệp.")
    log_reading(request, officer, found.dossier, "Xem tệp ý kiến", request.now)
    return files.response(found.file, inline=True)


@officer_page()
def verification(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Print the record of a verification in the field."""
    dossier = queries.seen_dossier(officer, code)
    rows = Verification.objects.filter(dossier=dossier).select_related("recorded_by__position")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Missing("Hồ sơ này không có biên bản đó.")
    log_reading(request, officer, dossier, "In biên bản xác minh", request.now)
    return pdf_answer(papers.verification_pdf(found), f"bien-ban-xac-minh-{code}-{number}")


@officer_page()
def verification_file(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponseBase:
    """Give the signed record or the picture that came with it."""
    dossier = queries.seen_dossier(officer, code)
    found = Verification.objects.filter(dossier=dossier).select_related("file").filter(pk=number).first()
    if found is None or found.file is None:
        raise Missing("Biên bản này không kèm tệp.")
    log_reading(request, officer, dossier, "Xem tệp biên bản xác minh", request.now)
    return files.response(found.file, inline=True)


def _page(
    request: TimedRequest,
    officer: Officer,
    found: Opinion,
    form: OpinionForm,
    errors: list[ErrorLink],
    *,
    kept: dict[str, Any] | None = None,
) -> HttpResponse:
    context = {
        "opinion": found,
        "dossier": found.dossier,
        "form": form,
        "errors": errors,
        "kept": kept or {},
        "may_answer": can_answer(officer, found),
    }
    return render(request, "dossiers/desk/opinion.html", context, status=422 if errors else 200)
