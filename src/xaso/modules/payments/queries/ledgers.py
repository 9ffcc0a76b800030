"""The two ledgers, phí and lệ phí: receipts by number, and what was given back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q, QuerySet, Sum

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.kernel.periods import Period

from ..lifecycle import ReceiptState, RefundState
from ..models import BillLine, Receipt, ReceiptSeries, Refund
from ..rules import METHOD_WORDS, Method
from .bills import require_looker

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """What one ledger comes to in a period, in đồng."""

    receipts: int
    ended: int
    collected: int
    by_method: list[tuple[str, int]]
    given_back: int

    @property
    def left(self) -> int:
        """Collected less given back."""
        return self.collected - self.given_back


def ledger_page(viewer: Officer, kind: str, period: Period, number: int) -> Page[Receipt]:
    """Receipts of one kind made in the period, by number, 20 a page. Raises Missing."""
    require_looker(viewer)
    rows = _receipts(kind, period)
    found = list(rows.order_by("series__year", "series_id", "number")[window(number)])
    return Page.cut(found, number, total=rows.count())


def ledger_sums(viewer: Officer, kind: str, period: Period) -> LedgerSums:
    """What the ledger comes to: each sum collected once, replacements left out, refunds apart."""
    require_looker(viewer)
    rows = _receipts(kind, period)
    first = rows.filter(replaces=None)
    sums = dict(first.values_list("payment__method").annotate(sum=Sum("amount")).order_by("payment__method"))
    states = rows.aggregate(all=Count("pk"), ended=Count("pk", filter=~Q(state=ReceiptState.VALID)))
    return LedgerSums(
        receipts=states["all"],
        ended=states["ended"],
        collected=sum(sums.values()),
        by_method=[(METHOD_WORDS[method], sums[method.value]) for method in Method if method.value in sums],
        given_back=_given_back(kind, period),
    )


def ledger_rows(viewer: Officer, kind: str, period: Period) -> Iterator[Receipt]:
    """Every receipt of the ledger, for a file."""
    require_looker(viewer)
    yield from _receipts(kind, period).order_by("series__year", "series_id", "number").iterator(500)


def refund_rows(viewer: Officer, kind: str, period: Period) -> list[tuple[Refund, int]]:
    """Refunds paid out in the period with the part of this kind, for a file."""
    require_looker(viewer)
    refunds = Refund.objects.select_related("bill", "paid_by").filter(
        state=RefundState.PAID, paid_at__gte=period.start_at, paid_at__lt=period.end_at
    )
    parts = refunds.annotate(part=Sum("bill__lines__amount", filter=Q(bill__lines__kind=kind)))
    return [(one, one.part) for one in parts.order_by("paid_at", "pk") if one.part]


def series_in_use(viewer: Officer, year: int) -> list[ReceiptSeries]:
    """The series of a year with the last number given."""
    require_looker(viewer)
    return list(ReceiptSeries.objects.filter(year=year).order_by("kind", "pk"))


def receipt(viewer: Officer, key: int) -> Receipt:
    """One receipt with its bill. Raises Missing."""
    require_looker(viewer)
    rows = Receipt.objects.select_related("series", "payment__bill", "replaces__series")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Missing
    return found


def _receipts(kind: str, period: Period) -> QuerySet[Receipt]:
    rows = Receipt.objects.select_related("series", "payment__bill", "replaces__series")
    return rows.filter(kind=kind, issued_at__gte=period.start_at, issued_at__lt=period.end_at)


def _given_back(kind: str, period: Period) -> int:
    lines = BillLine.objects.filter(
        kind=kind,
        bill__refunds__state=RefundState.PAID,
        bill__refunds__paid_at__gte=period.start_at,
        bill__refunds__paid_at__lt=period.end_at,
    )
    return lines.aggregate(sum=Sum("amount"))["sum"] or 0
