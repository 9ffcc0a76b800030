"""The daily reconciliation: on the page, and as an Excel file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.paging import page_number
from xaso.kernel.wording import day_words
from xaso.modules.org.access import officer_page
from xaso.platform.papers import tables
from xaso.platform.papers.tables import Column, Sheet
from xaso.platform.ui.middleware import TimedRequest

from ..access import LOOKERS
from ..queries import bank_lists, reconciling
from ..queries.reconciling import DayReport, MethodRow
from .frame import money_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

LONGEST = 366
SUM_HEADS = (
    "Cách nộp", Column("Số lần nộp", kind="number"), Column("Đã nộp (đồng)", kind="money"),
    Column("Số lần đã thấy tiền", kind="number"), Column("Đã đối soát (đồng)", kind="money"),
    Column("Số lần chưa thấy tiền", kind="number"), Column("Chưa đối soát (đồng)", kind="money"),
)  # fmt: skip
PAID_HEADS = (
    "Khoản thu", "Việc", "Cách nộp", Column("Số tiền (đồng)", kind="money"), "Nộp lúc", "Số tham chiếu",
    "Đã đối soát", "Theo dòng sao kê ngày", "Bàn giao số",
)  # fmt: skip
LINE_HEADS = (
    "Ngày", Column("Số tiền (đồng)", kind="money"), "Nội dung", "Người chuyển", "Số tham chiếu", "Trạng thái",
    "Phần mềm nhận ra", "Khoản thu", "Người quyết định", "Ghi chú",
)  # fmt: skip


class UnreadableDays(Invalid):
    """The days in the address are none."""

    code = "unreadable_days"
    default_sentence = "Chọn từ ngày, đến ngày, không quá một năm."


@require_safe
@officer_page(*LOOKERS)
def report(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show what was paid and what of it was seen, in the days asked for: today when none are."""
    first, last = _days(request)
    context = {
        "report": reconciling.report(officer, first, last),
        "page": reconciling.unproven(officer, first, last, page_number(request.GET.get("trang"))),
        "last_read": bank_lists.last_read_at(),
        "sub_nav": money_nav("payments_bank:report"),
    }
    return render(request, "payments/bank/report.html", context)


@require_safe
@officer_page(*LOOKERS)
def report_file(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Give the reconciliation as Excel: the sums, every payment, every line of the bank."""
    first, last = _days(request)
    found = reconciling.report(officer, first, last)
    sheets = [
        Sheet("Tổng hợp", SUM_HEADS, [_sums(one) for one in (*found.methods, found.total)]),
        Sheet("Lần nộp", PAID_HEADS, _payments(officer, found)),
        Sheet("Dòng sao kê", LINE_HEADS, _lines(officer, found)),
    ]
    title = f"Đối soát từ {day_words(first)} đến {day_words(last)}"
    answer = HttpResponse(tables.workbook(title, sheets), content_type=tables.XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="doi-soat-{first:%Y%m%d}-{last:%Y%m%d}.xlsx"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _days(request: TimedRequest) -> tuple[date, date]:
    """The days in the address (?tu=2026-11-24&den=2026-11-24). Raises `UnreadableDays`."""
    today = local_date(request.now).isoformat()
    told = request.GET.get("tu") or today
    try:
        first = date.fromisoformat(told)
        last = date.fromisoformat(request.GET.get("den") or max(told, today))
    except ValueError:
        raise UnreadableDays from None
    if not 0 <= (last - first).days <= LONGEST:
        raise UnreadableDays
    return first, last


def _sums(row: MethodRow) -> tuple[object, ...]:
    sums = (row.paid, row.proven, row.left)
    return (row.words, *(value for one in sums for value in (one.count, one.amount)))


def _payments(officer: Officer, found: DayReport) -> Iterator[tuple[object, ...]]:
    for one in reconciling.paid_rows(officer, found.first, found.last):
        proof = getattr(one, "reconciliation", None)
        given = getattr(one.shift, "hand_over", None)
        yield (
            one.bill.code, one.bill.subject, one.get_method_display(), one.amount, one.at, one.reference,
            bool(proof or given), proof.line.on if proof else None, given.number if given else "",
        )  # fmt: skip


def _lines(officer: Officer, found: DayReport) -> Iterator[tuple[object, ...]]:
    for one in reconciling.line_rows(officer, found.first, found.last):
        yield (
            one.on, one.amount, one.text, one.other_party, one.reference, one.get_state_display(),
            one.get_outcome_display(), one.bill.code if one.bill else "",
            one.ruled_by.full_name if one.ruled_by else "", one.note,
        )  # fmt: skip
