"""Writing a result from a template, looking at it, and ending one that was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from xaso.kernel.codes import spelled
from xaso.kernel.errors import Missing, Refusal
from xaso.modules.org.access import Role, officer_page
from xaso.platform.identity.answers import add_refusal, status_of
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import form_errors

from .. import access, queries
from ..forms.desk_result import EndResultForm, WriteResultForm
from ..queries.proofs import proof_of
from ..services import proving
from ..services.proving import ResultTemplate
from ..services.result_paper import result_pdf
from .desk_record import log_reading

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

    from ..models import Dossier, Proof

CLOSED = "Lúc này không soạn kết quả cho hồ sơ này được. Mở hồ sơ để xem việc tiếp theo."


@officer_page()
def write(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Choose a template, change its words, keep them; or drop them for a file of one's own."""
    dossier = queries.seen_dossier(officer, code)
    if not access.can(officer, dossier, "propose"):
        raise Missing(CLOSED)
    known = proof_of(dossier.pk)
    templates = proving.result_templates(dossier)
    if request.method == "POST" and "bo" in request.POST:
        proving.drop_written(dossier=dossier, by=officer)
        messages.success(request, "Đã bỏ văn bản soạn từ mẫu.")
        return redirect("dossiers_desk:action", code, "propose")
    chosen = _chosen(request, templates, known)
    form = WriteResultForm(request.POST or None, initial=_start(dossier, chosen, known))
    if chosen is not None and form.is_valid():
        try:
            proving.write_result(
                dossier=dossier, template=chosen.code, by=officer, at=request.now, **form.cleaned_data
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã lưu văn bản. Xem bản in thử rồi trình kết quả.")
            return redirect("dossiers_desk:write_result", code)
    log_reading(request, officer, dossier, "Soạn kết quả", request.now)
    context = {
        "dossier": dossier,
        "form": form,
        "templates": templates,
        "chosen": chosen,
        "written": known if known and known.template else None,
        "errors": form_errors(form) if form.is_bound else [],
    }
    return render(request, "dossiers/desk/write_result.html", context, status=status_of(form))


@require_GET
@officer_page()
def preview(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The paper as it would be printed now, as a draft."""
    dossier = queries.seen_dossier(officer, code)
    known = proof_of(dossier.pk)
    if known is None or not known.template:
        raise Missing("Hồ sơ này chưa có văn bản soạn từ mẫu.")
    log_reading(request, officer, dossier, "Xem thử kết quả", request.now)
    made = result_pdf(dossier, known, number="", issued_on=None, is_draft=True, at=request.now)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="du-thao-{code}.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@officer_page(Role.LEADER, Role.CENTRE_HEAD)
def end(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Withdraw a result that was given, or replace it by another dossier's."""
    dossier = queries.seen_dossier(officer, code)
    known = proof_of(dossier.pk)
    if known is None or known.issued_at is None:
        raise Missing("Hồ sơ này chưa có kết quả được cấp.")
    form = EndResultForm(request.POST or None)
    if form.is_valid():
        try:
            proving.end_result(dossier=dossier, by=officer, at=request.now, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, "Đã ghi. Ai quét mã trên giấy cũ đều thấy giấy không còn hiệu lực.")
            return redirect("dossiers_desk:record", code)
    log_reading(request, officer, dossier, "Thu hồi, thay thế kết quả", request.now)
    context = {"dossier": dossier, "proof": known, "shown": spelled(known.code), "form": form}
    context["errors"] = form_errors(form) if form.is_bound else []
    return render(request, "dossiers/desk/end_result.html", context, status=status_of(form))


def _chosen(
    request: TimedRequest, templates: list[ResultTemplate], known: Proof | None
) -> ResultTemplate | None:
    """The template asked for, else the one written with before, else the only one."""
    wanted = request.POST.get("mau") or request.GET.get("mau") or (known.template if known else "")
    found = next((one for one in templates if one.code == wanted), None)
    return templates[0] if found is None and len(templates) == 1 else found


def _start(dossier: Dossier, chosen: ResultTemplate | None, known: Proof | None) -> dict[str, str]:
    if chosen is None:
        return {}
    if known is not None and known.template == chosen.code:
        return {"title": known.title, "body": known.body}
    return {"title": chosen.title, "body": proving.filled_body(chosen, dossier)}
