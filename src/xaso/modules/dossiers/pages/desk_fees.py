"""The fee of a dossier at the desk: a part of its record, and a page of its own where scripts do not run."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Missing, Refusal
from xaso.modules.org.access import officer_page
from xaso.modules.payments.access import may_look
from xaso.platform.ui.middleware import TimedRequest

from .. import access, queries
from ..forms.desk_fees import CountForm
from ..queries.fees import fee_lines
from ..services import paying

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

    from ..models import Dossier


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page()
def fees(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show what is owed and paid; the counter bills it, who handles the dossier lets it wait."""
    dossier = queries.seen_dossier(officer, code)
    rates = paying.rates_of(dossier, at=request.now)
    is_open = bool(rates) and not dossier.is_ended
    may = {
        "bills": is_open and access.may_count_fee(officer),
        "waits": is_open and access.may_ask_payment(officer, dossier),
    }
    form = CountForm(
        request.POST or None, rates=rates, answers=dossier.answers, initial={"seen": dossier.revision}
    )
    refusal: Refusal | None = None
    if request.method == "POST":
        waits = "cho" in request.POST
        if not may["waits" if waits else "bills"]:
            raise Missing("Hồ sơ này không còn tính phí được. Mở hồ sơ để xem.")
        if form.is_valid():
            try:
                done = (_wait if waits else _bill)(dossier, form, officer, request.now)
            except Refusal as told:
                refusal = told
            else:
                messages.success(request, done)
                return redirect("dossiers_desk:record", code)
    return _page(request, officer, dossier, form=form, refusal=refusal, may=may)


def _bill(dossier: Dossier, form: CountForm, officer: Officer, at: datetime) -> str:
    bill = paying.bill_counted(dossier=dossier, counted=form.counted(), by=officer, at=at)
    return f"Đã tính phí, lệ phí: khoản thu {bill.code}."


def _wait(dossier: Dossier, form: CountForm, officer: Officer, at: datetime) -> str:
    paying.ask_payment(
        dossier=dossier, counted=form.counted(), by=officer, at=at, seen=form.cleaned_data["seen"] or 0
    )
    return "Đã báo bà con nộp; hạn trả nghỉ đến khi nộp xong."


def _page(
    request: TimedRequest, officer: Officer, dossier: Dossier, *, form: CountForm, refusal: Refusal | None,
    may: dict[str, bool],
) -> HttpResponse:  # fmt: skip
    lines = fee_lines(dossier)
    part = request.headers.get("HX-Request") == "true"
    context = {
        "dossier": dossier,
        "lines": lines,
        "form": form,
        "refusal": refusal,
        "bills": may["bills"] and not any(line.bill.state == "paid" for line in lines),
        "waits": may["waits"],
        "is_part": part,
        "looks": may_look(officer),
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    name = "fees_part" if part else "fees"
    return render(request, f"dossiers/desk/{name}.html", context, status=status)
