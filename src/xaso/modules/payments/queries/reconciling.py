"""Paid beside reconciled: what was taken on some days, and what of it was seen at the bank or handed over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from xaso.kernel.clock import at
from xaso.kernel.paging import Page, window

from ..lifecycle import LineState, OrderState, RefundState
from ..models import BankLine, GatewayOrder, Payment, Refund
from ..rules import METHOD_WORDS, Method
from .bills import require_looker

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

EXPORT_CAP = 20_000
PROVEN = Q(reconciliation__isnull=False) | Q(shift__hand_over__isnull=False)
"""The money was seen: by a line of a statement, or for cash by the hand-over of its shift."""


@dataclass(frozen=True, slots=True)
class Sums:
    """How many, and how much in đồng."""

    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class MethodRow:
    """Payments of one way in the days asked for: all of them, and those whose money was seen since."""

    words: str
    paid: Sums
    proven: Sums

    @property
    def left(self) -> Sums:
        """Paid and not yet reconciled."""
        return Sums(self.paid.count - self.proven.count, self.paid.amount - self.proven.amount)


@dataclass(frozen=True, slots=True)
class DayReport:
    """The reconciliation of some days."""

    first: date
    last: date
    methods: list[MethodRow]
    refunds: list[tuple[str, Sums]]
    lines: dict[str, Sums]
    """Money that came into the account in these days, by the state of its line; money out apart."""
    to_return: int

    @property
    def total(self) -> MethodRow:
        """All ways together."""
        return MethodRow(
            "Cộng", _added([one.paid for one in self.methods]), _added([one.proven for one in self.methods])
        )

    @property
    def received(self) -> Sums:
        """What came into the account."""
        return _added([sums for state, sums in self.lines.items() if state != LineState.OUT])

    @property
    def is_even(self) -> bool:
        """Whether all paid is reconciled, no line waits and no money is to be returned."""
        waiting = self.lines[LineState.OPEN].count + self.lines[LineState.MATCHED].count
        return not (self.total.left.count or waiting or self.to_return)


def report(viewer: Officer, first: date, last: date) -> DayReport:
    """The reconciliation of the days from ``first`` to ``last``, as it stands now. Raises Missing.

    Basis: onestop.md 10.8 (grade B): paid is not reconciled; daily reconciliation with the bank.
    """
    require_looker(viewer)
    return DayReport(
        first=first,
        last=last,
        methods=_methods(first, last),
        refunds=_refunds(first, last),
        lines=_lines(first, last),
        to_return=GatewayOrder.objects.filter(state=OrderState.TO_RETURN).count(),
    )


def unproven(viewer: Officer, first: date, last: date, number: int) -> Page[Payment]:
    """Payments of these days whose money was not seen, oldest first, 20 a page. Raises Missing."""
    require_looker(viewer)
    rows = _paid(first, last).exclude(PROVEN).select_related("bill")
    return Page.cut(list(rows.order_by("at", "pk")[window(number)]), number, total=rows.count())


def paid_rows(viewer: Officer, first: date, last: date) -> Iterator[Payment]:
    """Every payment of these days with what proves it, for a file; 20.000 at most. Raises Missing."""
    require_looker(viewer)
    rows = _paid(first, last).select_related("bill", "reconciliation__line", "shift__hand_over")
    yield from rows.order_by("at", "pk")[:EXPORT_CAP]


def line_rows(viewer: Officer, first: date, last: date) -> Iterator[BankLine]:
    """Every line of these days, for a file; 20.000 at most. Raises Missing."""
    require_looker(viewer)
    rows = BankLine.objects.select_related("bill", "ruled_by").filter(on__range=(first, last))
    yield from rows.order_by("on", "pk")[:EXPORT_CAP]


def _methods(first: date, last: date) -> list[MethodRow]:
    rows = (
        _paid(first, last)
        .values("method")
        .annotate(
            count=Count("pk"),
            sum=Sum("amount"),
            proven_count=Count("pk", filter=PROVEN),
            proven_sum=Sum("amount", filter=PROVEN),
        )
    )
    told = {row["method"]: row for row in rows}
    nothing = {"count": 0, "sum": 0, "proven_count": 0, "proven_sum": 0}
    made = []
    for method in Method:
        row = told.get(method.value, nothing)
        proven = Sums(row["proven_count"], row["proven_sum"] or 0)
        made.append(MethodRow(METHOD_WORDS[method], Sums(row["count"], row["sum"] or 0), proven))
    return made


def _refunds(first: date, last: date) -> list[tuple[str, Sums]]:
    rows = Refund.objects.filter(state=RefundState.PAID, **_within("paid_at", first, last))
    told = rows.values_list("method").annotate(count=Count("pk"), sum=Sum("amount")).order_by("method")
    return [(METHOD_WORDS[Method(method)], Sums(count, total)) for method, count, total in told]


def _lines(first: date, last: date) -> dict[str, Sums]:
    rows = BankLine.objects.filter(on__range=(first, last)).values_list("state")
    told = {
        state: Sums(count, abs(total))
        for state, count, total in rows.annotate(count=Count("pk"), sum=Sum("amount")).order_by("state")
    }
    return {state.value: told.get(state.value, Sums(0, 0)) for state in LineState}


def _paid(first: date, last: date) -> QuerySet[Payment]:
    return Payment.objects.filter(**_within("at", first, last))


def _within(field: str, first: date, last: date) -> dict[str, datetime]:
    return {f"{field}__gte": at(first), f"{field}__lt": at(last + timedelta(days=1))}


def _added(sums: list[Sums]) -> Sums:
    return Sums(sum(one.count for one in sums), sum(one.amount for one in sums))
