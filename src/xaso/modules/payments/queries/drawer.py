"""What lies in a drawer by the books."""

from __future__ import annotations

from django.db.models import Sum

from ..models import Shift
from ..rules import expected_cash


def cash_in(shift: Shift) -> int:
    """What the books say lies in the drawer of the shift, in đồng."""
    taken = shift.payments.aggregate(sum=Sum("amount"))["sum"] or 0
    given = shift.refunds.aggregate(sum=Sum("amount"))["sum"] or 0
    return expected_cash(opening=shift.opening_cash, taken=taken, given_back=given)


def open_shift(officer_id: int) -> Shift | None:
    """The officer's open shift, if any."""
    return Shift.objects.filter(cashier_id=officer_id, closed_at=None).first()
