"""Receipts at the desk: the paper, printing again, replacing; the two ledgers and their file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.errors import Invalid, Missing
from xaso.kernel.paging import page_number
from xaso.kernel.periods import Period
from xaso.modules.org.access import Role, officer_page
from xaso.platform.journal.services import log_access
from xaso.platform.papers import tables
from xaso.platform.papers.tables import Column, Sheet
from xaso.platform.ui.middleware import TimedRequest

from .. import papers, services
from ..access import LOOKERS, may_collect
from ..forms.desk import ReplaceForm
from ..lifecycle import ReceiptState
from ..models import Receipt
from ..queries import ledgers
from ..rules import KIND_WORDS, METHOD_WORDS, Kind, Method
from .frame import as_pdf, money_nav, status_of, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SLUGS = {"phi": Kind.FEE, "le-phi": Kind.CHARGE}
HEADS = (
    "Ký hiệu mẫu", "Ký hiệu", "Số", "Lập lúc", "Người nộp", "Khoản thu", Column("Số tiền", kind="money"),
    "Hình thức", "Người thu", "Trạng thái", "Thay cho", "Lý do", "Mã khoản thu",
)  # fmt: skip
REFUND_HEADS = (
    "Chi trả lúc", "Mã khoản thu", "Người nhận", Column("Số tiền", kind="money"), "Hình thức", "Người chi",
    "Lý do",
)  # fmt: skip


@require_safe
@officer_page(*LOOKERS)
def paper(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Give the receipt as PDF."""
    found = ledgers.receipt(officer, key)
    _log(request, officer, found)
    return as_pdf(papers.receipt_pdf(found), f"bien-lai-{found.number:08d}")


@require_POST
@officer_page(Role.CASHIER)
def reprint(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Print again for somebody who lost theirs: the paper says so."""
    found = services.reprint_receipt(receipt=ledgers.receipt(officer, key), by=officer, at=request.now)
    return redirect("payments_desk:receipt", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.CASHIER)
def replace(request: TimedRequest, officer: Officer, key: int) -> HttpResponse:
    """Ask for the right payer and why, and make a receipt in the place of this one."""
    old = ledgers.receipt(officer, key)
    if old.state != ReceiptState.VALID:
        raise Missing("Biên lai này không còn giá trị nên không thay nữa.")
    start = {name: getattr(old, name) for name in ("payer_name", "payer_id_number", "payer_address")}
    form, refusal = ReplaceForm(request.POST or None, initial=start), None
    if request.method == "POST":
        refusal = tried(
            form,
            lambda: services.replace_receipt(receipt=old, by=officer, at=request.now, **form.cleaned_data),
        )
        if refusal is None and not form.errors:
            messages.success(request, "Đã lập biên lai mới thay biên lai cũ.")
            return redirect("payments_desk:bill", old.payment.bill.code)
    context = {
        "form": form, "refusal": refusal, "receipt": old, "sub_nav": money_nav("payments_desk:list"),
    }  # fmt: skip
    return render(request, "payments/desk/replace.html", context, status=status_of(form, refusal))


@require_safe
@officer_page(*LOOKERS)
def ledger(request: TimedRequest, officer: Officer, kind: str = "phi") -> HttpResponse:
    """Show one ledger of a month with its sums."""
    period = _period(request)
    context = {
        "slug": kind,
        "kinds": [(slug, KIND_WORDS[one]) for slug, one in SLUGS.items()],
        "words": KIND_WORDS[_kind(kind)].lower(),
        "period": period,
        "page": ledgers.ledger_page(officer, _kind(kind), period, page_number(request.GET.get("trang"))),
        "sums": ledgers.ledger_sums(officer, _kind(kind), period),
        "series": ledgers.series_in_use(officer, period.start.year),
        "collects": may_collect(officer),
        "sub_nav": money_nav("payments_desk:ledger"),
    }
    return render(request, "payments/desk/ledger.html", context)


@require_safe
@officer_page(*LOOKERS)
def ledger_file(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give one ledger of a month as Excel: receipts, and refunds on a sheet of their own."""
    period, which = _period(request), _kind(kind)
    log_access(
        by=officer, whom="bills:ledger", purpose=f"Xuất sổ thu {period.code}", where=request.path,
        at=request.now,
    )  # fmt: skip
    title = f"Sổ thu {KIND_WORDS[which].lower()} {period.label.lower()}"
    sheets = [
        Sheet(title, HEADS, _receipt_rows(officer, which, period)),
        Sheet("Hoàn trả", REFUND_HEADS, _refund_rows(officer, which, period)),
    ]
    answer = HttpResponse(tables.workbook(title, sheets), content_type=tables.XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="so-thu-{kind}-{period.code}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _receipt_rows(officer: Officer, kind: Kind, period: Period) -> Iterator[tuple[object, ...]]:
    for one in ledgers.ledger_rows(officer, kind, period):
        yield (
            one.series.form_symbol, one.series.symbol, f"{one.number:08d}", one.issued_at, one.payer_name,
            "; ".join(str(line[0]) for line in one.lines), one.amount,
            METHOD_WORDS[Method(one.payment.method)], one.cashier_name, one.get_state_display(),
            str(one.replaces) if one.replaces else "", one.ended_reason, one.payment.bill.code,
        )  # fmt: skip


def _refund_rows(officer: Officer, kind: Kind, period: Period) -> Iterator[tuple[object, ...]]:
    for one, part in ledgers.refund_rows(officer, kind, period):
        payer = one.paid_by.full_name if one.paid_by else ""
        yield (one.paid_at, one.bill.code, one.paid_to, part, one.get_method_display(), payer, one.reason)


def _kind(slug: str) -> Kind:
    if slug not in SLUGS:
        raise Missing
    return SLUGS[slug]


def _period(request: TimedRequest) -> Period:
    """The month in the address (?thang=2026-03), this month when there is none or it is no month."""
    try:
        found = Period.parse(request.GET.get("thang", ""))
    except Invalid:
        return Period.month_of(request.now)
    return found if found.is_month else Period.month_of(request.now)


def _log(request: TimedRequest, officer: Officer, receipt: Receipt) -> None:
    log_access(
        by=officer, whom=f"bill:{receipt.payment.bill.code}", purpose=f"Xem biên lai {receipt}",
        where=request.path, at=request.now,
    )  # fmt: skip
