"""Money as other modules' figures need it: what a subject owes, how it was paid, services paid for."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Expression, IntegerField, Q, QuerySet, Subquery, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from ..lifecycle import BillState
from ..models import Bill, Payment
from ..rules import Method

ONLINE = Method.GATEWAY
"""What counts as paid online: through the payment gateway, not a transfer by hand (our own reading)."""
_OWED = (BillState.DUE, BillState.PAID)


def owed_by(subject: Expression) -> Coalesce:
    """What the subject owes or paid, in đồng, for a query of subjects; what was given back left out."""
    bills = Bill.objects.filter(subject=subject, state__in=_OWED).order_by().values("subject")
    total = bills.annotate(sum=Sum("total")).values("sum")
    return Coalesce(Subquery(total, output_field=IntegerField()), 0)


def method_of(subject: Expression) -> Subquery:
    """How the subject's last payment was made; nothing when it paid nothing, or was given it back."""
    return Subquery(_payments(subject).values("method")[:1])


def bills_owed(subject: Expression) -> QuerySet[Bill]:
    """What the subject owes or paid and was not given back: some, where `owed_by` is above nothing."""
    return Bill.objects.filter(subject=subject, state__in=_OWED, total__gt=0)


def transactions(since: datetime, until: datetime) -> QuerySet[Payment]:
    """Payments made from ``since`` until before ``until`` and not given back."""
    return Payment.objects.filter(_kept(), at__gte=since, at__lt=until)


def paid_for(
    service: Combinable, *, until: datetime, since: datetime | None = None, method: str = ""
) -> QuerySet[Payment]:
    """What was paid for one service before ``until``, and since ``since`` when given, and not given back."""
    rows = Payment.objects.filter(_kept(), service=service, at__lt=until)
    if since is not None:
        rows = rows.filter(at__gte=since)
    return rows.filter(method=method) if method else rows


def _kept() -> Q:
    """Not given back: what is given back is little, and told apart without reading every bill."""
    return ~Q(bill__in=Bill.objects.filter(state=BillState.REFUNDED).values("pk"))


def _payments(subject: Expression) -> QuerySet[Payment]:
    return Payment.objects.filter(bill__subject=subject, bill__state=BillState.PAID).order_by("-at", "-pk")
