"""The page on which anybody who holds its link pays a bill, without signing in."""

from __future__ import annotations

from dataclasses import dataclass

from django.core import signing
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from xaso.kernel.errors import Missing

from ..lifecycle import OrderState
from ..models import Bill, BillLine, GatewayOrder, Receipt
from ..ports import gateway
from .bank_account import TransferOrder, transfer_order

SALT = "payments.pay"


@dataclass(frozen=True, slots=True)
class PayView:
    """A bill as its payer sees it: what is asked, and the ways to pay it."""

    bill: Bill
    lines: list[BillLine]
    transfer: TransferOrder | None
    takes_online: bool
    order: GatewayOrder | None
    """The newest try through the gateway."""
    receipts: list[Receipt]

    @property
    def is_waiting(self) -> bool:
        """Whether the gateway's answer is still to come."""
        return self.order is not None and self.order.state in (OrderState.OPENING, OrderState.WAITING)


def pay_link(code: str) -> str:
    """The address of a bill's page for its payer; only who is given it can open it."""
    return reverse("payments_people:pay", args=[code, _mark(code)])


def bill_of_link(code: str, mark: str) -> Bill:
    """The bill behind a link. Raises Missing when the link is not one of ours."""
    if not constant_time_compare(mark, _mark(code)):
        raise Missing
    bill = Bill.objects.filter(code=code).first()
    if bill is None:
        raise Missing
    return bill


def receipt_of_bill(bill: Bill, key: int) -> Receipt:
    """A receipt in force of a bill. Raises Missing."""
    found = _receipts(bill).filter(pk=key).first()
    if found is None:
        raise Missing
    return found


def pay_view(bill: Bill) -> PayView:
    """What the payer's page shows of a bill."""
    return PayView(
        bill=bill,
        lines=list(bill.lines.order_by("order")),
        transfer=transfer_order(bill),
        takes_online=gateway() is not None and bill.state == "due",
        order=GatewayOrder.objects.filter(bill=bill).order_by("-pk").first(),
        receipts=list(_receipts(bill).order_by("pk")),
    )


def _receipts(bill: Bill) -> QuerySet[Receipt]:
    rows = Receipt.objects.select_related("series", "payment__bill", "replaces__series")
    return rows.filter(payment__bill=bill, state="valid")


def _mark(code: str) -> str:
    return signing.Signer(salt=SALT).signature(code)
