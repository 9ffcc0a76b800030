"""Which rates are in force, for what, and in which words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from ..models import FeeExemption, FeeRate
from ..rules import Relief, Terms, counted


def rates_in_force(*, on: date) -> QuerySet[FeeRate]:
    """The rates of the tables in force on that day, in the order of their tables."""
    tables = Q(table__valid_from__lte=on) & (Q(table__valid_to=None) | Q(table__valid_to__gte=on))
    rows = FeeRate.objects.filter(tables).select_related("table")
    exemptions = FeeExemption.objects.order_by("pk")
    rows = rows.prefetch_related(Prefetch("exemptions", queryset=exemptions))
    return rows.order_by("table__code", "order")


def rate_in_force(code: str, *, on: date) -> FeeRate | None:
    """The rate of that code in force on that day; None when there is none."""
    return rates_in_force(on=on).filter(code=code).first()


def rates_for(service: str, *, channel: str, on: date) -> list[FeeRate]:
    """The rates a procedure is charged at, for filings through `channel` ("online" or "direct")."""
    rows = rates_in_force(on=on).filter(Q(channel="") | Q(channel=channel))
    return [rate for rate in rows if service in rate.services]


def rates_of(service: str, *, on: date) -> list[FeeRate]:
    """The rates a procedure is charged at on that day, whatever the way of filing."""
    return [rate for rate in rates_in_force(on=on) if service in rate.services]


def terms_of(rate: FeeRate) -> Terms:
    """The rate as the rules take it."""
    return Terms(
        name=rate.name,
        unit=rate.unit,
        amount=rate.amount,
        tiers=tuple((start, amount) for start, amount in rate.tiers),
        ceiling=rate.ceiling,
        reliefs=tuple(
            Relief(
                group=row.group,
                words=row.get_group_display(),
                percent=row.percent,
                basis=row.basis,
                valid_from=row.valid_from,
                valid_to=row.valid_to,
            )
            for row in rate.exemptions.all()
        ),
    )


def counted_by(rate: FeeRate, answers: Mapping[str, Any]) -> tuple[int, int] | None:
    """How many units and copies a form's answers ask for at this rate; None when an officer counts."""
    return counted(rate.unit, answers)
