"""Bills as the pages of the desk show them. Every question starts from who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Sum

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..access import may_look
from ..lifecycle import BillState, RefundState
from ..models import Bill, BillLine, Payment, Receipt, Refund

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000


@dataclass(frozen=True, slots=True)
class BillRecord:
    """One bill with all that belongs to it."""

    bill: Bill
    lines: list[BillLine]
    payment: Payment | None
    receipts: list[Receipt]
    refunds: list[Refund]

    @property
    def live_refund(self) -> Refund | None:
        """The refund that was not rejected, if any."""
        return next((one for one in self.refunds if one.state != RefundState.REJECTED), None)

    @property
    def may_ask_refund(self) -> bool:
        """Whether the money can be asked back."""
        return self.bill.state == BillState.PAID and self.live_refund is None


def require_looker(viewer: Officer) -> None:
    """Raise Missing unless the officer may see money."""
    if not may_look(viewer):
        raise Missing


def bill_list(viewer: Officer, number: int, *, state: str = "", words: str = "") -> Page[Bill]:
    """Bills, newest first, 20 a page; narrowed by state, and by code, subject or payer. Raises Missing."""
    require_looker(viewer)
    rows = _narrowed(Bill.objects.all(), state, words.strip())
    total = rows[: COUNT_CAP + 1].count()
    found = list(rows.order_by("-made_at", "-id")[window(number)])
    return Page.cut(found, number, total=total, cap=COUNT_CAP)


def bill_record(viewer: Officer, code: str) -> BillRecord:
    """One bill with its lines, payment, receipts and refunds. Raises Missing."""
    require_looker(viewer)
    return record_of(code)


def record_of(code: str) -> BillRecord:
    """The same for who was let in before. Raises Missing."""
    bill = Bill.objects.filter(code=code).first()
    if bill is None:
        raise Missing("Không có khoản thu mang mã này. Xem lại mã.")
    payment = Payment.objects.select_related("shift__cashier").filter(bill=bill).first()
    receipts = Receipt.objects.select_related("series", "replaces__series").filter(payment__bill=bill)
    return BillRecord(
        bill=bill,
        lines=list(bill.lines.order_by("order")),
        payment=payment,
        receipts=list(receipts.order_by("pk")),
        refunds=list(bill.refunds.select_related("decided_by", "paid_by").order_by("pk")),
    )


def bills_of(subject: str) -> list[Bill]:
    """The bills of one subject, as they were made, cancelled ones left out."""
    rows = Bill.objects.filter(subject=subject).exclude(state=BillState.CANCELLED)
    return list(rows.prefetch_related("lines").order_by("pk"))


def live_bill(subject: str, moment: str) -> Bill | None:
    """The bill of the subject at the moment that is due, paid or free; None when there is none."""
    states = [BillState.DUE, BillState.PAID, BillState.FREE]
    return Bill.objects.filter(subject=subject, moment=moment, state__in=states).first()


def totals_of(subjects: Sequence[str]) -> dict[str, tuple[int, int]]:
    """What each subject was billed and what of it is still due, in đồng, without cancelled bills.

    One never billed is not named.
    """
    rows = Bill.objects.filter(subject__in=subjects).exclude(state=BillState.CANCELLED)
    due = Sum("total", filter=Q(state=BillState.DUE), default=0)
    found = rows.order_by().values_list("subject").annotate(billed=Sum("total"), due=due)
    return {subject: (billed, owed) for subject, billed, owed in found}


def _narrowed(rows: QuerySet[Bill], state: str, words: str) -> QuerySet[Bill]:
    if state in list(BillState):
        rows = rows.filter(state=state)
    if words:
        named = Q(code__iexact=words) | Q(subject__iendswith=f":{words}") | Q(payer_name__icontains=words)
        rows = rows.filter(named)
    return rows
