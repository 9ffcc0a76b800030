"""Pages of the account that receives fees: named by one, confirmed by another, stopped when it must be."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.errors import Missing, Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.papers.qr import data_uri
from xaso.platform.ui.middleware import TimedRequest

from ..access import DECIDERS, LOOKERS, may_collect, may_decide
from ..forms.accounts import AccountForm, ConfirmForm, RejectForm, StopForm
from ..lifecycle import AccountState
from ..models import CollectionAccount
from ..queries import bank_account
from ..services import accounts as services
from .frame import money_nav, status_of, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

HERE = "payments_bank:accounts"
DECISIONS: dict[str, tuple[str, type[Form], Callable[..., CollectionAccount]]] = {
    "xac-nhan": ("confirm_form", ConfirmForm, services.confirm_account),
    "khong": ("reject_form", RejectForm, services.reject_account),
}
"""By the button pressed: the form's name on the page, the form, the verb."""


@require_safe
@officer_page(*LOOKERS)
def accounts(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the account in use and every account ever named."""
    context = {
        "page": bank_account.account_list(officer, page_number(request.GET.get("trang"))),
        "used": bank_account.receiving_account(),
        "collects": may_collect(officer),
        "sub_nav": money_nav(HERE),
    }
    return render(request, "payments/accounts/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.CASHIER)
def new(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Name an account by its decision."""
    form = AccountForm(request.POST or None)
    made: list[CollectionAccount] = []
    refusal = None
    if request.method == "POST":
        refusal = tried(
            form, lambda: made.append(services.name_account(form.facts(), by=officer, at=request.now))
        )
    if made:
        messages.success(request, "Đã khai tài khoản. Người khác xác nhận rồi mới dùng.")
        return redirect("payments_bank:account", made[0].pk)
    context = {"form": form, "refusal": refusal, "sub_nav": money_nav(HERE)}
    return render(request, "payments/accounts/new.html", context, status=status_of(form, refusal))


@require_safe
@officer_page(*LOOKERS)
def account(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Show one account and what this officer may do with it."""
    return _page(request, officer, bank_account.account_record(officer, key), {})


@require_POST
@officer_page(*DECIDERS)
def decide(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Confirm or not, by the button pressed."""
    found, way = bank_account.account_record(officer, key), request.POST.get("quyet", "")
    if way not in DECISIONS:
        raise Missing
    name, kind, verb = DECISIONS[way]
    form = kind(request.POST)
    return _acted(
        request, officer, found, name=name, form=form, done="Đã ghi quyết định.",
        act=lambda: verb(account=found, by=officer, at=request.now, **form.cleaned_data),
    )  # fmt: skip


@require_POST
@officer_page(Role.CASHIER)
def withdraw(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Take back what one named oneself."""
    found = bank_account.account_record(officer, key)
    try:
        services.withdraw_account(account=found, by=officer, at=request.now)
    except Refusal as refusal:
        return _page(request, officer, found, {"refusal": refusal}, refusal.status)
    messages.success(request, "Đã rút tài khoản vừa khai.")
    return redirect("payments_bank:account", found.pk)


@require_POST
@officer_page(*DECIDERS)
def stop(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Stop using the account at once."""
    found, form = bank_account.account_record(officer, key), StopForm(request.POST)
    return _acted(
        request, officer, found, name="stop_form", form=form,
        act=lambda: services.stop_account(account=found, by=officer, at=request.now, **form.cleaned_data),
        done="Đã ngừng dùng tài khoản. Phần mềm không tạo mã VietQR cho tới khi có tài khoản khác.",
    )  # fmt: skip


def _acted(
    request: TimedRequest, officer: Officer, found: CollectionAccount, *, name: str, form: Form,
    act: Callable[[], object], done: str,
) -> HttpResponse:  # fmt: skip
    refusal = tried(form, act)
    if refusal is None and not form.errors:
        messages.success(request, done)
        return redirect("payments_bank:account", found.pk)
    return _page(
        request, officer, bank_account.account_record(officer, found.pk),
        {name: form, "form": form, "refusal": refusal}, status_of(form, refusal),
    )  # fmt: skip


def _page(
    request: TimedRequest, officer: Officer, found: CollectionAccount, shown: dict[str, Any],
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    is_own, waits = found.named_by_id == officer.pk, found.state == AccountState.ASKED
    decides = waits and may_decide(officer) and not is_own
    context = {
        "named": found,
        "used": bank_account.receiving_account() if waits else None,
        "decides": decides,
        "withdraws": waits and is_own,
        "stops": found.state == AccountState.CONFIRMED and may_decide(officer),
        "trial": data_uri(bank_account.trial_code(found)) if decides else "",
        "confirm_form": ConfirmForm(),
        "reject_form": RejectForm(),
        "stop_form": StopForm(),
        "form": None,
        "refusal": None,
        "sub_nav": money_nav(HERE),
        **shown,
    }
    return render(request, "payments/accounts/record.html", context, status=status)
