"""Money given back: asked for, decided by another, paid out once."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.factories import money
from xaso.kernel.errors import Invalid
from xaso.modules.payments import services
from xaso.modules.payments.access import NotCashier, NotDecider
from xaso.modules.payments.lifecycle import MoneyMoveRefused
from xaso.modules.payments.models import Bill, Refund
from xaso.modules.payments.services import NoShift
from xaso.modules.payments.services.refunding import NotEnoughCash, OwnRefund
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

AT = money.moment(3)


def asked(bill: Bill) -> Refund:
    """A refund asked for by the system, as after a refusal."""
    return services.ask_refund(bill=bill, reason="Hồ sơ bị từ chối", by=SYSTEM, at=AT)


def approved(cast: Cast, bill: Bill) -> Refund:
    """A refund the centre's head has approved."""
    return services.approve_refund(refund=asked(bill), by=cast.centre_head, at=AT)


def pay(cast: Cast, refund: Refund, method: str = "transfer", paid_to: str = "Giàng Thị Say") -> Refund:
    """Pay it out."""
    return services.pay_refund(refund=refund, method=method, paid_to=paid_to, by=cast.one_stop_officer, at=AT)


def test_a_refund_is_asked_approved_and_paid_and_the_receipt_is_cancelled(cast: Cast) -> None:
    payment = money.paid(cast)
    receipt = money.receipt_of(payment)

    refund = pay(cast, approved(cast, payment.bill))

    payment.bill.refresh_from_db()
    receipt.refresh_from_db()
    assert (refund.state, refund.amount, refund.paid_by) == ("paid", 8000, cast.one_stop_officer)
    assert (payment.bill.state, receipt.state) == ("refunded", "cancelled")
    assert receipt.ended_reason == "Hoàn trả tiền: Hồ sơ bị từ chối"
    assert Entry.objects.get(event="payments.bill_refunded").data["receipts"] == [str(receipt)]
    with pytest.raises(MoneyMoveRefused):
        pay(cast, refund)


def test_asked_twice_it_is_one_refund(cast: Cast) -> None:
    bill = money.paid(cast).bill

    assert asked(bill) == asked(bill)


def test_a_rejected_refund_says_why_and_may_be_asked_again(cast: Cast) -> None:
    bill = money.paid(cast).bill
    first = asked(bill)
    with pytest.raises(Invalid):
        services.reject_refund(refund=first, by=cast.chairman, at=AT, note=" ")

    services.reject_refund(refund=first, by=cast.chairman, at=AT, note="Đã làm xong việc")

    assert asked(bill) != first


def test_only_a_paid_bill_is_refunded_and_with_a_reason(cast: Cast) -> None:
    with pytest.raises(MoneyMoveRefused):
        asked(money.bill(cast))
    with pytest.raises(Invalid):
        services.ask_refund(bill=money.paid(cast).bill, reason="", by=SYSTEM, at=AT)


def test_two_people_stand_behind_a_refund(cast: Cast) -> None:
    bill = money.paid(cast).bill
    own = services.ask_refund(bill=bill, reason="Thu nhầm", by=cast.centre_head, at=AT)

    with pytest.raises(OwnRefund):
        services.approve_refund(refund=own, by=cast.centre_head, at=AT)
    with pytest.raises(NotDecider):
        services.approve_refund(refund=own, by=cast.one_stop_officer, at=AT)

    assert services.approve_refund(refund=own, by=cast.chairman, at=AT).decided_by == cast.chairman


def test_nothing_is_paid_out_before_it_is_approved(cast: Cast) -> None:
    refund = asked(money.paid(cast).bill)

    with pytest.raises(MoneyMoveRefused):
        pay(cast, refund)


def test_paying_out_says_how_and_to_whom(cast: Cast) -> None:
    refund = approved(cast, money.paid(cast).bill)

    with pytest.raises(Invalid):
        pay(cast, refund, method="gateway")
    with pytest.raises(Invalid):
        pay(cast, refund, paid_to="")
    with pytest.raises(NotCashier):
        services.pay_refund(refund=refund, method="transfer", paid_to="A", by=cast.centre_head, at=AT)


def test_cash_goes_out_of_an_open_drawer_that_holds_enough(cast: Cast) -> None:
    refund = approved(cast, money.paid(cast).bill)

    with pytest.raises(NoShift):
        pay(cast, refund, method="cash")
    shift = money.shift(cast.one_stop_officer, at=AT, opening_cash=5_000)
    with pytest.raises(NotEnoughCash):
        pay(cast, refund, method="cash")
    bill = money.bill(cast)
    services.take_cash(bill=bill, amount=bill.total, key="k", by=cast.one_stop_officer, at=AT)
    paid = pay(cast, refund, method="cash")

    assert paid.shift == shift
    closed = services.close_shift(shift=shift, counted_cash=5_000, note="", by=cast.one_stop_officer, at=AT)
    assert closed.expected_cash == 5_000


def test_who_must_act_on_a_refund_is_told(cast: Cast) -> None:
    refund = asked(money.paid(cast).bill)
    other = asked(money.paid(cast).bill)
    services.approve_refund(refund=refund, by=cast.centre_head, at=AT)
    services.reject_refund(refund=other, by=cast.chairman, at=AT, note="Đã làm xong việc")

    while run_queued(at=AT, limit=200):
        pass

    head, cashier = cast.centre_head.user.notices, cast.one_stop_officer.user.notices
    assert head.filter(title="Có khoản chờ duyệt hoàn trả").count() == 2
    assert cashier.get(title="Có khoản hoàn trả chờ chi").link.endswith(f"/hoan-tra/{refund.pk}/")
    assert "Đã làm xong việc" in cashier.get(title="Không hoàn trả").body
