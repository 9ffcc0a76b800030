"""Shifts at the desk: opening, counting, handing over, and the sheet both sign."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.paging import Page, page_number, window
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import papers, services
from ..access import LOOKERS, may_collect
from ..forms.desk import CloseShiftForm, HandOverForm, OpenShiftForm
from ..queries import drawer
from .frame import as_pdf, money_nav, status_of, tried

if TYPE_CHECKING:
    from django.forms import Form

    from xaso.modules.org.models import Officer


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*LOOKERS)
def shifts(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the shifts; a cashier without an open one opens one here."""
    form, refusal = OpenShiftForm(request.POST or None, initial={"opening_cash": "0"}), None
    if request.method == "POST":
        refusal = tried(form, lambda: services.open_shift(by=officer, at=request.now, **form.cleaned_data))
        if refusal is None and not form.errors:
            messages.success(request, "Đã mở ca thu.")
            return redirect("payments_desk:shifts")
    context = {
        "page": drawer.shift_list(officer, page_number(request.GET.get("trang"))),
        "open": drawer.open_shift(officer.pk),
        "form": form,
        "refusal": refusal,
        "collects": may_collect(officer),
        "sub_nav": money_nav("payments_desk:shifts"),
    }
    return render(request, "payments/desk/shifts.html", context, status=status_of(form, refusal))


@require_safe
@officer_page(*LOOKERS)
def shift(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Show one shift with its collections, and what is to be done next."""
    return _page(request, officer, key)


@require_POST
@officer_page(Role.CASHIER)
def close(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Count the drawer and end the shift."""
    record, form = drawer.shift_record(officer, key), CloseShiftForm(request.POST)
    refusal = tried(
        form,
        lambda: services.close_shift(shift=record.shift, by=officer, at=request.now, **form.cleaned_data),
    )
    if refusal is None and not form.errors:
        messages.success(request, "Đã chốt ca. Bàn giao tiền rồi in biên bản.")
        return redirect("payments_desk:shift", key)
    return _page(request, officer, key, close_form=form, refusal=refusal)


@require_POST
@officer_page(Role.CASHIER)
def hand_over(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Hand the cash over."""
    record, form = drawer.shift_record(officer, key), HandOverForm(request.POST)
    refusal = tried(
        form, lambda: services.hand_over(shift=record.shift, by=officer, at=request.now, **form.cleaned_data)
    )
    if refusal is None and not form.errors:
        messages.success(request, "Đã ghi bàn giao tiền. In biên bản để hai bên ký.")
        return redirect("payments_desk:shift", key)
    return _page(request, officer, key, give_form=form, refusal=refusal)


@require_safe
@officer_page(*LOOKERS)
def sheet(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Give the hand-over sheet as PDF."""
    record = drawer.shift_record(officer, key)
    if record.hand_over is None:
        raise Missing("Ca này chưa bàn giao tiền nên chưa có biên bản.")
    return as_pdf(papers.hand_over_pdf(record, record.hand_over.at), f"ban-giao-{record.hand_over.number}")


def _page(
    request: TimedRequest, officer: Officer, key: int, *, close_form: Form | None = None,
    give_form: Form | None = None, refusal: Refusal | None = None,
) -> HttpResponse:  # fmt: skip
    record = drawer.shift_record(officer, key)
    number = page_number(request.GET.get("trang"))
    context: dict[str, Any] = {
        "record": record,
        "page": Page.cut(record.payments[window(number)], number, total=len(record.payments)),
        "shift": record.shift,
        "is_own": record.shift.cashier_id == officer.pk and may_collect(officer),
        "close_form": close_form or CloseShiftForm(),
        "give_form": give_form or HandOverForm(),
        "form": close_form or give_form or CloseShiftForm(),
        "refusal": refusal,
        "sub_nav": money_nav("payments_desk:shifts"),
    }
    return render(request, "payments/desk/shift.html", context, status=status_of(context["form"], refusal))
