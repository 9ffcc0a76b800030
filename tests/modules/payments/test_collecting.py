"""Taking money: whole, once, with its receipt."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.factories import money
from xaso.kernel.errors import Invalid
from xaso.modules.payments import services
from xaso.modules.payments.access import NotCashier
from xaso.modules.payments.lifecycle import MoneyMoveRefused
from xaso.modules.payments.models import Bill, Payment, Receipt
from xaso.modules.payments.services import AlreadyPaid, Item, KeyUsed, NoShift, WrongAmount
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry


def transfer(bill: Bill, key: str = "bank:1", amount: int | None = None) -> Payment:
    """Pay the bill by transfer."""
    return services.take_payment(
        bill=bill, amount=amount or bill.total, method="transfer", key=key, by=SYSTEM, at=money.moment(2)
    )


def test_cash_is_taken_in_a_shift_with_a_receipt_for_each_kind(cast: Cast) -> None:
    shift = money.shift(cast.one_stop_officer)
    bill = money.bill(cast, Item(money.COPY), Item(money.LICENCE))

    payment = services.take_cash(
        bill=bill, amount=58_000, key="k", by=cast.one_stop_officer, at=money.moment(2)
    )

    bill.refresh_from_db()
    receipts = Receipt.objects.order_by("pk")
    assert (payment.shift, bill.state, bill.paid_at) == (shift, "paid", money.moment(2))
    assert [(r.kind, r.amount, r.number, str(r)) for r in receipts] == [
        ("phi", 8_000, 1, "01BLP 26P 00000001"),
        ("le_phi", 50_000, 1, "01BLL 26L 00000001"),
    ]
    assert receipts[0].lines == [["Cấp bản sao trích lục", 1, 8_000]]
    assert receipts[0].cashier_name == cast.one_stop_officer.full_name
    assert Entry.objects.get(event="payments.bill_paid").data["amount"] == 58_000


def test_what_is_sent_twice_is_taken_once(cast: Cast) -> None:
    bill = money.bill(cast)

    first, second = transfer(bill), transfer(bill)

    assert first == second
    assert Receipt.objects.count() == Payment.objects.count() == 1
    assert Entry.objects.filter(event="payments.bill_paid").count() == 1


def test_a_paid_bill_takes_no_second_payment(cast: Cast) -> None:
    bill = money.bill(cast)
    first = transfer(bill)
    money.shift(cast.one_stop_officer)

    with pytest.raises(AlreadyPaid) as refused:
        transfer(bill, key="bank:2")
    with pytest.raises(AlreadyPaid):
        services.take_cash(bill=bill, amount=8000, key="c", by=cast.one_stop_officer, at=money.moment(2))

    assert refused.value.payment == first


def test_one_transaction_pays_one_bill(cast: Cast) -> None:
    transfer(money.bill(cast))

    with pytest.raises(KeyUsed):
        transfer(money.bill(cast))


@pytest.mark.parametrize("amount", [7_999, 8_001])
def test_a_bill_is_paid_whole(cast: Cast, amount: int) -> None:
    with pytest.raises(WrongAmount):
        transfer(money.bill(cast), amount=amount)


def test_a_cancelled_bill_takes_no_money(cast: Cast) -> None:
    bill = money.bill(cast)
    services.cancel_bill(bill=bill, reason="Nhầm", by=SYSTEM, at=money.moment(2))

    with pytest.raises(MoneyMoveRefused):
        transfer(bill)


def test_cash_needs_a_cashier_with_an_open_shift(cast: Cast) -> None:
    bill = money.bill(cast)

    with pytest.raises(NotCashier):
        services.take_cash(bill=bill, amount=8000, key="k", by=cast.specialist, at=money.moment(2))
    with pytest.raises(NoShift):
        services.take_cash(bill=bill, amount=8000, key="k", by=cast.one_stop_officer, at=money.moment(2))
    with pytest.raises(Invalid):
        services.take_payment(bill=bill, amount=8000, method="cash", key="k", by=SYSTEM, at=money.moment(2))
    with pytest.raises(Invalid):
        transfer(bill, key="")


def test_numbers_start_again_each_year(cast: Cast) -> None:
    old = money.paid(cast, at=money.moment(2).replace(year=2025, month=12, day=31))
    new = [money.paid(cast, at=money.moment(2).replace(month=1, day=1)) for _ in range(2)]

    numbers = [str(money.receipt_of(payment)) for payment in (old, *new)]
    assert numbers == ["01BLP 25P 00000001", "01BLP 26P 00000001", "01BLP 26P 00000002"]
