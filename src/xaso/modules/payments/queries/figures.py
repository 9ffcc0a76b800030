"""Money as other modules' figures need it: what a subject owes, how it was paid, services paid for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Expression, IntegerField, QuerySet, Subquery, Sum
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


def paid_at(subject: Expression) -> Subquery:
    """When the subject's last payment was made."""
    return Subquery(_payments(subject).values("at")[:1])


def bills_owed(subject: Expression) -> QuerySet[Bill]:
    """What the subject owes or paid and was not given back: some, where `owed_by` is above nothing."""
    return Bill.objects.filter(subject=subject, state__in=_OWED, total__gt=0)


def payments_in(subject: Expression, since: datetime, until: datetime) -> QuerySet[Payment]:
    """What was paid for the subject from ``since`` until before ``until``."""
    return Payment.objects.filter(bill__subject=subject, at__gte=since, at__lt=until)


def services_paid(*, since: datetime, until: datetime, method: str = "") -> QuerySet[Payment, Any]:
    """Codes of services that something was paid for from ``since`` until before ``until``, not given back."""
    rows = Payment.objects.filter(at__gte=since, at__lt=until, bill__state=BillState.PAID)
    rows = rows.exclude(bill__service="")
    return (rows.filter(method=method) if method else rows).values("bill__service")


def ever_paid_for(service: Combinable, *, until: datetime, method: str) -> QuerySet[Payment]:
    """What was paid for one service in that way before ``until`` and not given back.

    Asked of its own bills: over years the list of all that was paid outgrows what a database keeps at hand.
    """
    paid = Payment.objects.filter(bill__service=service, bill__state=BillState.PAID)
    return paid.filter(at__lt=until, method=method)


def _payments(subject: Expression) -> QuerySet[Payment]:
    return Payment.objects.filter(bill__subject=subject, bill__state=BillState.PAID).order_by("-at", "-pk")
