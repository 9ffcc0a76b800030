"""Orders at the payment gateway, at the desk: what became of them, asking again, money to be returned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from xaso.kernel.errors import Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from ..access import LOOKERS, may_collect
from ..forms.bank import ReturnForm
from ..lifecycle import OrderState
from ..ports import gateway
from ..queries import bank_orders as queries
from ..services.bank_orders import OnlineOff, ask_after, return_overpayment
from .frame import money_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*LOOKERS)
def orders(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the orders, narrowed by state."""
    state = request.GET.get("tt", "")
    context = {
        "page": queries.orders(officer, page_number(request.GET.get("trang")), state=state),
        "state": state,
        "states": [("", "Tất cả"), *OrderState.choices()],
        "is_on": gateway() is not None,
        "sub_nav": money_nav("payments_bank:orders"),
    }
    return render(request, "payments/bank/orders.html", context)


@require_safe
@officer_page(*LOOKERS)
def order(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show one order with every answer to it."""
    return _order_page(request, officer, code, ReturnForm())


@require_POST
@officer_page(Role.CASHIER)
def ask(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask the gateway now what became of an order."""
    found, _ = queries.order(officer, code)
    port = gateway()
    if port is None:
        raise OnlineOff
    ask_after(found, port, at=request.now)
    found.refresh_from_db()
    messages.info(request, f"Cổng trả lời: lệnh {code} ở trạng thái “{found.get_state_display().lower()}”.")
    return redirect("payments_bank:order", code)


@require_POST
@officer_page(Role.CASHIER)
def returned(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Note that the money of an order was given back."""
    found, _ = queries.order(officer, code)
    form = ReturnForm(request.POST)
    if form.is_valid():
        try:
            return_overpayment(order=found, note=form.cleaned_data["note"], by=officer, at=request.now)
        except Refusal as refusal:
            form.add_error("note", refusal.sentence)
        else:
            messages.success(request, "Đã ghi tiền đã trả lại.")
            return redirect("payments_bank:order", code)
    return _order_page(request, officer, code, form)


def _order_page(request: TimedRequest, officer: Officer, code: str, form: ReturnForm) -> HttpResponse:
    found, answers = queries.order(officer, code)
    log_access(
        by=officer, whom=f"bill:{found.bill.code}", purpose="Xem lệnh thanh toán", where=request.path,
        at=request.now,
    )  # fmt: skip
    context = {
        "order": found,
        "answers": answers,
        "form": form,
        "collects": may_collect(officer),
        "is_open": found.state in (OrderState.OPENING, OrderState.WAITING),
        "sub_nav": money_nav("payments_bank:orders"),
    }
    return render(request, "payments/bank/order.html", context, status=422 if form.errors else 200)
