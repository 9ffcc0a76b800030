"""Bank statements at the desk: hand one in, see what became of its lines, rule on those that fit nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.errors import Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files.refusals import FileRefused, ScannerDown
from xaso.platform.journal.services import log_access
from xaso.platform.ui.middleware import TimedRequest

from ..access import LOOKERS, may_collect
from ..forms.bank import AsideForm, SettleForm, StatementForm
from ..lifecycle import LineState
from ..models import BankLine
from ..queries import bank_lists
from ..queries.bank_account import receiving_account
from ..services import bank_settling, bank_statements
from .frame import money_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*LOOKERS)
def statements(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the statements handed in; take a new one, which a job reads with its progress shown."""
    form = StatementForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            added = bank_statements.add_statement(
                upload=form.cleaned_data["file"], by=officer, at=request.now
            )
        except (FileRefused, ScannerDown) as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return HttpResponseRedirect(reverse("jobs:progress", args=[added.job_id]))
    context = {
        "page": bank_lists.statements(officer, page_number(request.GET.get("trang"))),
        "form": form,
        "collects": may_collect(officer),
        "bank": receiving_account(),
        "waiting": bank_lists.waiting_lines(),
        "sub_nav": money_nav("payments_bank:statements"),
    }
    return render(request, "payments/bank/statements.html", context, status=422 if form.errors else 200)


@require_safe
@officer_page(*LOOKERS)
def statement(request: TimedRequest, officer: Officer, public_id: UUID) -> HttpResponse:
    """Show one statement: its sums, what could not be read, its lines."""
    found, counts = bank_lists.statement(officer, public_id)
    state = request.GET.get("nhom", "")
    number = page_number(request.GET.get("trang"))
    context = {
        "statement": found,
        "counts": counts,
        "page": bank_lists.statement_lines(officer, found, number, state=state),
        "state": state,
        "states": [("", "Tất cả"), *LineState.choices()],
        "sub_nav": money_nav("payments_bank:statements"),
    }
    return render(request, "payments/bank/statement.html", context)


@require_safe
@officer_page(*LOOKERS)
def queue(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the lines that wait for a person, or those set aside."""
    aside = request.GET.get("nhom") == "da-gac"
    context = {
        "page": bank_lists.queue(officer, page_number(request.GET.get("trang")), aside=aside),
        "aside": aside,
        "sub_nav": money_nav("payments_bank:statements"),
    }
    return render(request, "payments/bank/queue.html", context)


@require_safe
@officer_page(*LOOKERS)
def line(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Show one line, the bills it may mean, and what may be done with it."""
    return _line_page(request, officer, bank_lists.line(officer, key))


@require_POST
@officer_page(Role.CASHIER)
def settle(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Settle a line with the bill named."""
    found, form = bank_lists.line(officer, key), SettleForm(request.POST)

    def act() -> str:
        done = bank_settling.settle_by_hand(
            line=found, code=form.cleaned_data["code"], by=officer, at=request.now
        )
        return f"Đã ghi dòng này cho khoản thu {done.bill.code if done.bill else ''}."

    return _acted(request, officer, found, form, act, name="settle_form", box="code")


@require_POST
@officer_page(Role.CASHIER)
def set_aside(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Set a line aside, with the reason."""
    found, form = bank_lists.line(officer, key), AsideForm(request.POST)

    def act() -> str:
        bank_settling.set_line_aside(line=found, note=form.cleaned_data["note"], by=officer, at=request.now)
        return "Đã gác dòng này, kèm lý do."

    return _acted(request, officer, found, form, act, name="aside_form", box="note")


@require_POST
@officer_page(Role.CASHIER)
def reopen(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Put a line set aside back into the queue."""
    found = bank_lists.line(officer, key)
    bank_settling.reopen_line(line=found, by=officer, at=request.now)
    messages.success(request, "Đã đưa dòng này về danh sách cần xem.")
    return redirect("payments_bank:line", found.pk)


def _acted(
    request: TimedRequest, officer: Officer, found: BankLine, form: forms.Form, act: Callable[[], str], *,
    name: str, box: str,
) -> HttpResponse:  # fmt: skip
    if form.is_valid():
        try:
            messages.success(request, act())
        except Refusal as refusal:
            form.add_error(box, refusal.sentence)
        else:
            return redirect("payments_bank:line", found.pk)
    return _line_page(request, officer, bank_lists.line(officer, found.pk), **{name: form})


def _line_page(request: TimedRequest, officer: Officer, found: BankLine, **bound: forms.Form) -> HttpResponse:
    is_open = found.state == LineState.OPEN
    log_access(
        by=officer, whom=f"bank_line:{found.pk}", purpose="Xem dòng sao kê", where=request.path,
        at=request.now,
    )  # fmt: skip
    start = {"code": found.bill.code} if found.bill else {}
    context = {
        "line": found,
        "is_open": is_open,
        "is_aside": found.state == LineState.ASIDE,
        "collects": may_collect(officer),
        "suggested": bank_lists.suggestions(officer, found) if is_open else [],
        "settle_form": SettleForm(initial=start),
        "aside_form": AsideForm(),
        "sub_nav": money_nav("payments_bank:statements"),
        **bound,
    }
    return render(request, "payments/bank/line.html", context, status=422 if bound else 200)
