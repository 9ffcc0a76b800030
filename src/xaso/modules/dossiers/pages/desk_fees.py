"""The fee of a dossier at the desk: a part of its record, and a page of its own where scripts do not run."""

from __future__ import annotations

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
    """Show what is owed and paid; an officer of the counter counts and bills it."""
    dossier = queries.seen_dossier(officer, code)
    rates = paying.rates_of(dossier, at=request.now)
    counts = access.may_count_fee(officer) and bool(rates) and not dossier.is_ended
    form = CountForm(request.POST or None, rates=rates, answers=dossier.answers)
    refusal: Refusal | None = None
    if request.method == "POST":
        if not counts:
            raise Missing("Hồ sơ này không còn tính phí được. Mở hồ sơ để xem.")
        if form.is_valid():
            try:
                bill = paying.bill_counted(
                    dossier=dossier, counted=form.counted(), by=officer, at=request.now
                )
            except Refusal as told:
                refusal = told
            else:
                messages.success(request, f"Đã tính phí, lệ phí: khoản thu {bill.code}.")
                return redirect("dossiers_desk:record", code)
    return _page(request, officer, dossier, form=form, refusal=refusal, counts=counts)


def _page(
    request: TimedRequest, officer: Officer, dossier: Dossier, *, form: CountForm, refusal: Refusal | None,
    counts: bool,
) -> HttpResponse:  # fmt: skip
    lines = fee_lines(dossier)
    part = request.headers.get("HX-Request") == "true"
    context = {
        "dossier": dossier,
        "lines": lines,
        "form": form,
        "refusal": refusal,
        "counts": counts and not any(line.bill.state == "paid" for line in lines),
        "looks": may_look(officer),
    }
    status = refusal.status if refusal else 422 if form.errors else 200
    name = "fees_part" if part else "fees"
    return render(request, f"dossiers/desk/{name}.html", context, status=status)
