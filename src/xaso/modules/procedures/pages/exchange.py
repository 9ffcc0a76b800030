"""Pages for the catalogue as a file: take it out, bring one in, look at what it changes, say yes or no."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.paging import Page, page_number, window
from xaso.modules.org.access import officer_page
from xaso.platform.papers.tables import XLSX_TYPE
from xaso.platform.ui.middleware import TimedRequest

from ..forms.importing import ImportForm
from ..models import CatalogueImport
from ..queries import exchange
from ..reading.catalogue_file import CatalogueFile, RowProblem, as_excel, as_json, read_catalogue
from ..services import importing
from .frame import Shown, keeper_page, tried
from .version_words import told

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST_PROBLEMS, LAST_IMPORTS = 100, 10


@require_safe
@officer_page()
def download(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """The catalogue in force today as Excel or JSON."""
    if kind not in ("xlsx", "json"):
        raise Missing
    today = local_date(request.now)
    records = exchange.records(today)
    made, content_type = (
        (as_excel(records), XLSX_TYPE) if kind == "xlsx" else (as_json(records), "application/json")
    )
    answer = HttpResponse(made, content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="danh-muc-thu-tuc-{today:%Y-%m-%d}.{kind}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def upload(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Hand in a file; each row that cannot be taken is told, and nothing is taken while there is one."""
    initial = {"valid_from": local_date(request.now)}
    form = ImportForm(request.POST or None, request.FILES or None, initial=initial)
    shown, problems = Shown(), list[RowProblem]()
    kept = list[CatalogueImport]()
    if request.method == "POST":

        def deed() -> None:
            data = form.cleaned_data["upload"].read()
            file = read_catalogue(data)
            problems.extend(exchange.plan(file, form.cleaned_data["valid_from"]).problems)
            if not problems:
                kept.append(_keep(form, file, data, officer, request))

        failed = tried(form, deed)
        if failed is None and kept:
            return redirect("procedures_desk:import", kept[0].public_id)
        shown = failed or Shown(status=422)
    context = {
        "form": form,
        "errors": shown.errors(form),
        "problems": problems[:MOST_PROBLEMS],
        "faults": len(problems),
        "imports": exchange.imports(LAST_IMPORTS),
    }
    return render(request, "procedures/exchange/upload.html", context, status=shown.status)


def _keep(
    form: ImportForm, file: CatalogueFile, data: bytes, officer: Officer, request: TimedRequest
) -> CatalogueImport:
    return importing.keep_import(
        file=file,
        data=data,
        file_name=str(form.cleaned_data["upload"].name),
        valid_from=form.cleaned_data["valid_from"],
        decision=form.decision(),
        by=officer,
        at=request.now,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def confirm(request: TimedRequest, officer: Officer, public_id: UUID) -> HttpResponse:
    """What the file will change, procedure by procedure; take it over or drop it."""
    kept = exchange.waiting_import(public_id)
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _settle(request, kept, officer)
        except Refusal as found:
            refusal = found
    is_open = kept.state == CatalogueImport.State.WAITING
    plan = exchange.plan(CatalogueFile(records=kept.records), kept.valid_from) if is_open else exchange.Plan()
    number = page_number(request.GET.get("trang"))
    page = Page.cut(plan.rows[window(number)], number, total=len(plan.rows))
    context = {
        "kept": kept,
        "is_open": is_open,
        "plan": plan,
        "page": page,
        "rows": [(row, told([*row.identity, *([] if row.is_new else row.version)])) for row in page.rows],
        "refusal": refusal,
    }
    return render(
        request, "procedures/exchange/confirm.html", context, status=refusal.status if refusal else 200
    )


def _settle(request: TimedRequest, kept: CatalogueImport, officer: Officer) -> HttpResponse:
    if request.POST.get("viec") == "bo":
        importing.drop_import(kept=kept, by=officer, at=request.now)
        messages.success(request, "Đã bỏ tệp, danh mục giữ nguyên.")
        return redirect("procedures_desk:imports")
    done = importing.apply_import(kept=kept, by=officer, at=request.now)
    messages.success(request, f"Đã nạp: {done.added} thủ tục mới, {done.changed} thủ tục đổi.")
    return redirect("procedures_desk:import", kept.public_id)
