"""Refunds: those that wait, those done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..lifecycle import RefundState
from ..models import Refund
from .bills import require_looker

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

WAITING = (RefundState.ASKED, RefundState.APPROVED)


def refund_list(viewer: Officer, number: int, *, done: bool = False) -> Page[Refund]:
    """Refunds that wait, oldest first; with `done` those paid or rejected, newest first. Raises Missing."""
    require_looker(viewer)
    waiting = Q(state__in=WAITING)
    rows = Refund.objects.select_related("bill").filter(~waiting if done else waiting)
    ordered = rows.order_by(*(("-asked_at", "-pk") if done else ("asked_at", "pk")))
    return Page.cut(list(ordered[window(number)]), number, total=rows.count())


def refund(viewer: Officer, key: int) -> Refund:
    """One refund with its bill. Raises Missing."""
    require_looker(viewer)
    found = Refund.objects.select_related("bill", "decided_by", "paid_by").filter(pk=key).first()
    if found is None:
        raise Missing
    return found
