"""Orders at the payment gateway, as the pages of the desk show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from ..access import may_look
from ..lifecycle import OrderState
from ..models import Bill, GatewayAnswer, GatewayOrder

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


def orders(viewer: Officer, number: int, *, state: str = "") -> Page[GatewayOrder]:
    """Orders, newest first, 20 a page, narrowed by state. Raises Missing."""
    _require(viewer)
    rows = GatewayOrder.objects.select_related("bill")
    if state in list(OrderState):
        rows = rows.filter(state=state)
    return Page.cut(list(rows.order_by("-made_at", "-pk")[window(number)]), number, total=rows.count())


def order(viewer: Officer, code: str) -> tuple[GatewayOrder, list[GatewayAnswer]]:
    """One order with every answer to it, newest first. Raises Missing."""
    _require(viewer)
    found = GatewayOrder.objects.select_related("bill").filter(code=code).first()
    if found is None:
        raise Missing
    return found, list(found.answers.order_by("-pk")[:50])


def open_order_of(bill: Bill) -> GatewayOrder | None:
    """The order of a bill whose end the gateway has not told yet, if any."""
    return GatewayOrder.objects.filter(bill=bill, state__in=(OrderState.OPENING, OrderState.WAITING)).first()


def _require(viewer: Officer) -> None:
    if not may_look(viewer):
        raise Missing
