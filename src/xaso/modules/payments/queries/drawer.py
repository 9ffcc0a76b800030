"""Shifts: what lies in a drawer by the books, and the shifts a page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..access import may_decide
from ..models import CashHandOver, Payment, Refund, Shift
from ..rules import expected_cash

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class ShiftRecord:
    """One shift with what was taken and given, its sums, and its hand-over."""

    shift: Shift
    payments: list[Payment]
    refunds: list[Refund]
    taken: int
    given: int
    hand_over: CashHandOver | None

    @property
    def expected(self) -> int:
        """What the books say lies in the drawer."""
        return expected_cash(opening=self.shift.opening_cash, taken=self.taken, given_back=self.given)

    @property
    def difference(self) -> int:
        """Counted less expected; 0 while it is open."""
        return (self.shift.counted_cash or 0) - self.expected if self.shift.closed_at else 0


def cash_in(shift: Shift) -> int:
    """What the books say lies in the drawer of the shift, in đồng."""
    taken = shift.payments.aggregate(sum=Sum("amount"))["sum"] or 0
    given = shift.refunds.aggregate(sum=Sum("amount"))["sum"] or 0
    return expected_cash(opening=shift.opening_cash, taken=taken, given_back=given)


def open_shift(officer_id: int) -> Shift | None:
    """The officer's open shift, if any."""
    return Shift.objects.filter(cashier_id=officer_id, closed_at=None).first()


def shift_list(viewer: Officer, number: int) -> Page[Shift]:
    """Shifts, newest first, 20 a page, each with `taken_count`: one's own, or all for a head or leader."""
    rows = Shift.objects.select_related("cashier", "hand_over")
    if not may_decide(viewer):
        rows = rows.filter(cashier=viewer)
    counted = rows.annotate(taken_count=Count("payments"), taken=Sum("payments__amount"))
    return Page.cut(list(counted.order_by("-opened_at", "-id")[window(number)]), number, total=rows.count())


def shift_record(viewer: Officer, key: int) -> ShiftRecord:
    """One shift; one's own, or any for a head or leader. Raises Missing."""
    whose = Q() if may_decide(viewer) else Q(cashier=viewer)
    shift = Shift.objects.select_related("cashier__unit").filter(whose, pk=key).first()
    if shift is None:
        raise Missing
    payments = list(shift.payments.select_related("bill").order_by("at", "pk"))
    refunds = list(shift.refunds.select_related("bill").order_by("paid_at", "pk"))
    return ShiftRecord(
        shift=shift,
        payments=payments,
        refunds=refunds,
        taken=sum(one.amount for one in payments),
        given=sum(one.amount for one in refunds),
        hand_over=CashHandOver.objects.filter(shift=shift).first(),
    )
