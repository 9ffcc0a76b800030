"""Money as other modules' figures need it: what a subject owes, how it was paid, services paid for."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, Expression, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
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


def owing() -> QuerySet[Bill, Any]:
    """The subjects that owe or paid something not given back: those for which `owed_by` is above nothing."""
    return Bill.objects.filter(state__in=_OWED, total__gt=0).values("subject")


def paid_last_by(method: Method) -> QuerySet[Payment, Any]:
    """The subjects for which `method_of` is this one."""
    paid = Payment.objects.filter(bill__state=BillState.PAID)
    later = Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk"))
    of_subject = paid.filter(later, bill__subject=OuterRef("bill__subject"))
    return paid.filter(~Exists(of_subject), method=method).values("bill__subject")


def paid_in(since: datetime, until: datetime) -> QuerySet[Payment, Any]:
    """The subjects for which something was paid from ``since`` until before ``until``."""
    return Payment.objects.filter(at__gte=since, at__lt=until).values("bill__subject")


def services_paid(
    *, until: datetime, since: datetime | None = None, method: str = ""
) -> QuerySet[Payment, Any]:
    """Codes of the services something was paid for before `until`, and since `since` when given."""
    rows = Payment.objects.filter(at__lt=until, bill__state=BillState.PAID).exclude(bill__service="")
    if since is not None:
        rows = rows.filter(at__gte=since)
    if method:
        rows = rows.filter(method=method)
    return rows.values("bill__service")


def _payments(subject: Expression) -> QuerySet[Payment]:
    return Payment.objects.filter(bill__subject=subject, bill__state=BillState.PAID).order_by("-at", "-pk")
