"""Refunds at the desk: those that wait, deciding, paying out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import services
from ..access import DECIDERS, LOOKERS, may_collect, may_decide
from ..forms.desk import DecideForm, PayOutForm
from ..lifecycle import RefundState
from ..queries import drawer, refunds
from .frame import money_nav, status_of, tried

if TYPE_CHECKING:
    from django.forms import Form

    from xaso.modules.org.models import Officer

    from ..models import Refund


@require_safe
@officer_page(*LOOKERS)
def refund_list(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the refunds that wait, or those done."""
    done = request.GET.get("nhom") == "xong"
    context = {
        "page": refunds.refund_list(officer, page_number(request.GET.get("trang")), done=done),
        "done": done,
        "sub_nav": money_nav("payments_desk:refunds"),
    }
    return render(request, "payments/desk/refunds.html", context)


@require_safe
@officer_page(*LOOKERS)
def refund(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Show one refund and what this officer may do with it."""
    return _page(request, officer, refunds.refund(officer, key), {})


@require_POST
@officer_page(*DECIDERS)
def decide(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Approve or reject, by the button pressed."""
    found, form = refunds.refund(officer, key), DecideForm(request.POST)
    verbs: dict[str, Callable[..., Refund]] = {
        "dong-y": services.approve_refund,
        "khong": services.reject_refund,
    }
    verb = verbs.get(request.POST.get("quyet", ""))
    if verb is None:
        raise Missing
    return _acted(
        request, officer, found, name="decide_form", form=form, done="Đã ghi quyết định.",
        act=lambda: verb(refund=found, by=officer, at=request.now, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@officer_page(Role.CASHIER)
def pay_out(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Record that the money was given back."""
    found, form = refunds.refund(officer, key), PayOutForm(request.POST)
    return _acted(
        request, officer, found, name="pay_form", form=form,
        done="Đã ghi chi trả; biên lai của khoản thu này không còn giá trị.",
        act=lambda: services.pay_refund(refund=found, by=officer, at=request.now, **form.cleaned_data),
    )  # fmt: skip


def _acted(
    request: TimedRequest, officer: Officer, found: Refund, *, name: str, form: Form,
    act: Callable[[], object], done: str,
) -> HttpResponse:  # fmt: skip
    refusal = tried(form, act)
    if refusal is None and not form.errors:
        messages.success(request, done)
        return redirect("payments_desk:refund", found.pk)
    shown = {name: form, "refusal": refusal, "form": form}
    return _page(request, officer, refunds.refund(officer, found.pk), shown, status_of(form, refusal))


def _page(
    request: TimedRequest, officer: Officer, found: Refund, shown: dict[str, Any], status: int = 200
) -> HttpResponse:
    actor = officer.as_actor()
    is_own = (found.asked_by_kind, found.asked_by_key) == (actor.kind, actor.key)
    context = {
        "refund": found,
        "bill": found.bill,
        "decides": may_decide(officer) and found.state == RefundState.ASKED and not is_own,
        "is_own": is_own and found.state == RefundState.ASKED,
        "pays": may_collect(officer) and found.state == RefundState.APPROVED,
        "shift": drawer.open_shift(officer.pk),
        "decide_form": DecideForm(),
        "pay_form": PayOutForm(),
        "form": None,
        "refusal": None,
        "sub_nav": money_nav("payments_desk:refunds"),
        **shown,
    }
    return render(request, "payments/desk/refund.html", context, status=status)
