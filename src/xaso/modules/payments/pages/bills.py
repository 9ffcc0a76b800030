"""Bills at the desk: the list, making one, the record and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.money import format_dong
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.journal.services import log_access
from xaso.platform.papers.qr import data_uri
from xaso.platform.ui.middleware import TimedRequest

from .. import services
from ..access import LOOKERS, may_collect
from ..forms.desk import CancelForm, MakeForm, RefundForm
from ..lifecycle import BillState
from ..models import Bill
from ..queries import bills, drawer
from ..queries.bank_account import transfer_order
from ..queries.bank_orders import open_order_of
from ..queries.fees import rates_in_force
from ..queries.pay_link import pay_link
from .frame import money_nav, status_of, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*LOOKERS)
def bill_list(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the bills, narrowed by state and by words."""
    state, words = request.GET.get("tt", ""), request.GET.get("q", "")[:80]
    number = page_number(request.GET.get("trang"))
    context = {
        "page": bills.bill_list(officer, number, state=state, words=words),
        "state": state,
        "words": words,
        "states": [("", "Tất cả"), *BillState.choices()],
        "collects": may_collect(officer),
        "shift": drawer.open_shift(officer.pk),
        "sub_nav": money_nav("payments_desk:list"),
    }
    return render(request, "payments/desk/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.CASHIER)
def make(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask what is to be paid and by whom; make the bill."""
    rates = list(rates_in_force(on=local_date(request.now)))
    form = MakeForm(request.POST or None, rates=rates)
    made: list[Bill] = []
    refusal = None
    if request.method == "POST":
        refusal = tried(form, lambda: made.append(_made(form, officer, request)))
    if made:
        messages.success(request, f"Đã lập khoản thu {made[0].code}.")
        return redirect("payments_desk:bill", made[0].code)
    context = {"form": form, "refusal": refusal, "sub_nav": money_nav("payments_desk:list")}
    return render(request, "payments/desk/make.html", context, status=status_of(form, refusal))


@require_safe
@officer_page(*LOOKERS)
def bill(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show one bill; who read the payer's data, and why, is logged."""
    return _record_page(request, officer, code)


@require_POST
@officer_page(Role.CASHIER)
def take_cash(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Take the whole sum in cash; sent twice it is taken once."""
    found = bills.bill_record(officer, code).bill
    try:
        services.take_cash(
            bill=found, amount=found.total, key=f"cash:{found.code}", by=officer, at=request.now
        )
    except Refusal as refusal:
        return _record_page(request, officer, code, refusal=refusal)
    messages.success(request, f"Đã thu {format_dong(found.total)} tiền mặt. Biên lai đã lập.")
    return redirect("payments_desk:bill", code)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.CASHIER)
def cancel(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask why, and take an unpaid bill back."""
    found = bills.bill_record(officer, code).bill
    if found.state not in (BillState.DUE, BillState.FREE):
        raise Missing("Khoản thu này không còn hủy được. Mở khoản thu để xem.")
    form, refusal = CancelForm(request.POST or None), None
    if request.method == "POST":
        refusal = tried(
            form, lambda: services.cancel_bill(bill=found, by=officer, at=request.now, **form.cleaned_data)
        )
        if refusal is None and not form.errors:
            messages.success(request, f"Đã hủy khoản thu {found.code}.")
            return redirect("payments_desk:bill", code)
    context = {
        "form": form, "refusal": refusal, "bill": found, "title": "Hủy khoản thu", "button": "Hủy khoản thu",
        "kind": "warning", "intro": "", "sub_nav": money_nav("payments_desk:list"),
    }  # fmt: skip
    return render(request, "payments/desk/deed.html", context, status=status_of(form, refusal))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*LOOKERS)
def ask_refund(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask why, and put the refund before whoever decides."""
    record = bills.bill_record(officer, code)
    if not record.may_ask_refund:
        raise Missing("Khoản thu này không đề nghị hoàn trả được. Mở khoản thu để xem.")
    form, refusal = RefundForm(request.POST or None), None
    if request.method == "POST":
        refusal = tried(
            form,
            lambda: services.ask_refund(
                bill=record.bill, by=officer, at=request.now, reason=form.cleaned_data["reason"]
            ),
        )
        if refusal is None and not form.errors:
            messages.success(request, "Đã gửi đề nghị hoàn trả. Lãnh đạo Trung tâm duyệt rồi mới chi.")
            return redirect("payments_desk:bill", code)
    context = {
        "form": form, "refusal": refusal, "bill": record.bill, "title": "Đề nghị hoàn trả",
        "button": "Gửi đề nghị", "kind": "", "sub_nav": money_nav("payments_desk:list"),
        "intro": f"Hoàn trả cả {format_dong(record.bill.total)}. Người khác duyệt, sau đó mới chi tiền.",
    }  # fmt: skip
    return render(request, "payments/desk/deed.html", context, status=status_of(form, refusal))


def _made(form: MakeForm, officer: Officer, request: TimedRequest) -> Bill:
    data = form.cleaned_data
    return services.assess(
        subject=f"counter:{'_'.join(data['about'].split())}#{uuid4().hex[:8]}"[:80],
        payer=services.Payer(data["payer_name"], data["payer_id_number"], data["payer_address"]),
        items=form.items(),
        moment=data["moment"],
        by=officer,
        at=request.now,
    )


def _record_page(
    request: TimedRequest, officer: Officer, code: str, *, refusal: Refusal | None = None
) -> HttpResponse:
    record = bills.bill_record(officer, code)
    transfer = transfer_order(record.bill)
    log_access(by=officer, whom=f"bill:{code}", purpose="Xem khoản thu", where=request.path, at=request.now)
    context = {
        "record": record,
        "bill": record.bill,
        "refusal": refusal,
        "collects": may_collect(officer),
        "shift": drawer.open_shift(officer.pk),
        "transfer": transfer,
        "order": open_order_of(record.bill),
        "qr": data_uri(transfer.qr) if transfer else "",
        "pay_link": pay_link(code) if record.bill.state == BillState.DUE else "",
        "sub_nav": money_nav("payments_desk:list"),
    }
    return render(request, "payments/desk/bill.html", context, status=refusal.status if refusal else 200)
