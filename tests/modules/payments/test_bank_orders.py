"""Paying online: nothing is charged twice, nothing that arrived is lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.cast import NOW, Cast, sign_in
from tests.modules.payments.bank_work import a_bill
from tests.modules.payments.test_at_once import at_once
from xaso.kernel.errors import Invalid
from xaso.modules.org.models import Officer
from xaso.modules.payments import gateway
from xaso.modules.payments.lifecycle import BillState, MoneyMoveRefused, OrderState
from xaso.modules.payments.models import Bill, GatewayAnswer, GatewayOrder, Payment, Receipt, RehearsedOrder
from xaso.modules.payments.ports import Answer, AnswerRefused, GatewayDown, Said
from xaso.modules.payments.providers import rehearsal
from xaso.modules.payments.providers.rehearsal import RehearsalGateway
from xaso.modules.payments.queries.pay_link import pay_link
from xaso.modules.payments.services import cancel_bill, take_payment
from xaso.modules.payments.services.bank_orders import (
    Addresses,
    OnlineOff,
    ask_after_orders,
    note_answer,
    open_order,
    return_overpayment,
    take_answer,
)
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal.actors import SYSTEM

pytestmark = pytest.mark.django_db
SENT, ASKED = GatewayAnswer.Way.SENT, GatewayAnswer.Way.ASKED
LATER = NOW + timedelta(minutes=11)
PORT = "xaso.modules.payments.providers.rehearsal.RehearsalGateway"


@pytest.fixture(autouse=True)
def _gateway(settings: Any) -> Iterator[None]:
    """The gateway for rehearsals is set up, and up."""
    settings.PAYMENT_GATEWAY, settings.PAYMENT_GATEWAY_SECRET = PORT, "bí mật"
    yield
    RehearsalGateway.is_down = False


def an_order(bill: Bill, at: Any = NOW) -> GatewayOrder:
    """An order open at the gateway."""
    return open_order(bill=bill, addresses=Addresses("/ve/", "/tra-loi/"), by=SYSTEM, at=at)


def said(order: GatewayOrder, what: Said = Said.PAID, amount: int | None = None) -> Answer:
    """What the gateway says of an order."""
    return Answer(order.code, what, order.amount if amount is None else amount, "R1")


def delivered(order: GatewayOrder, answer: Answer, signature: str | None = None) -> Any:
    """The answer sent over HTTP, signed by the gateway unless told otherwise."""
    body = gateway.answer_message(answer)
    headers = {"X-Signature": gateway.sign(body, "bí mật") if signature is None else signature}
    address = reverse("payments_people:answers")
    return Client(enforce_csrf_checks=True).post(
        address, body, content_type="application/json", headers=headers
    )


def test_an_answer_pays_the_bill_with_a_receipt() -> None:
    bill = a_bill()
    order = an_order(bill)

    answer = delivered(order, said(order))

    bill.refresh_from_db()
    order.refresh_from_db()
    assert (answer.status_code, answer.json()) == (200, {"KetQua": "da-nhan"})
    assert (bill.state, bill.payment.method, bill.payment.key) == (
        BillState.PAID, "gateway", f"gateway:{order.code}",
    )  # fmt: skip
    assert order.state == OrderState.PAID
    assert Receipt.objects.filter(payment__bill=bill).count() == 1


def test_an_answer_sent_twice_is_answered_alike_and_pays_once() -> None:
    order = an_order(a_bill())

    answers = [delivered(order, said(order)) for _ in range(2)]

    assert [one.json() for one in answers] == [{"KetQua": "da-nhan"}] * 2
    assert Payment.objects.count() == Receipt.objects.count() == 1
    assert list(order.answers.order_by("pk").values_list("effect", flat=True)) == ["taken", "repeated"]


@pytest.mark.parametrize("signature", ["", "0" * 64, gateway.sign(b"other", "bí mật")])
def test_an_answer_the_gateway_did_not_sign_changes_nothing(signature: str) -> None:
    order = an_order(a_bill())

    answer = delivered(order, said(order), signature)

    assert answer.status_code == 400
    assert not Payment.objects.exists()
    assert not GatewayAnswer.objects.exists()


def test_an_answer_for_no_order_of_ours_is_refused() -> None:
    order = an_order(a_bill())

    assert delivered(order, Answer("XS0T1", Said.PAID, 8000, "")).status_code == 400


def test_asking_to_pay_again_gives_the_open_order() -> None:
    bill = a_bill()

    assert an_order(bill) == an_order(bill)
    assert RehearsedOrder.objects.count() == 1


def test_an_order_the_gateway_did_not_answer_is_asked_for_again_with_the_same_code() -> None:
    bill = a_bill()
    RehearsalGateway.is_down = True
    with pytest.raises(GatewayDown):
        an_order(bill)
    RehearsalGateway.is_down = False

    order = an_order(bill)

    assert (order.code, order.state) == (f"{bill.code}T1", OrderState.WAITING)
    assert GatewayOrder.objects.count() == 1


def test_after_a_failed_try_a_new_order_is_opened() -> None:
    bill = a_bill()
    order = an_order(bill)

    note_answer(said(order, Said.FAILED, 0), way=SENT, at=NOW)
    repeated = note_answer(said(order, Said.FAILED, 0), way=SENT, at=NOW)

    assert repeated.effect == "repeated"
    assert an_order(bill).code == f"{bill.code}T2"


def test_money_that_comes_after_the_failure_still_pays() -> None:
    bill = a_bill()
    order = an_order(bill)
    note_answer(said(order, Said.FAILED, 0), way=SENT, at=NOW)

    note_answer(said(order), way=SENT, at=LATER)

    assert Payment.objects.get().bill == bill


@pytest.mark.parametrize("how", ["paid", "cancelled", "amount"])
def test_money_no_bill_waits_for_is_kept_to_be_returned(how: str, cashier: Officer) -> None:
    bill = a_bill()
    order = an_order(bill)
    if how == "paid":
        take_payment(bill=bill, amount=8000, method="transfer", key="bank:9", by=SYSTEM, at=NOW)
    if how == "cancelled":
        cancel_bill(bill=bill, reason="nhầm", by=SYSTEM, at=NOW)

    note_answer(said(order, amount=7000 if how == "amount" else None), way=SENT, at=LATER)
    again = note_answer(said(order), way=SENT, at=LATER)

    order.refresh_from_db()
    assert order.state == OrderState.TO_RETURN
    assert again.effect == "repeated"
    assert Payment.objects.filter(key__startswith="gateway").count() == 0
    with pytest.raises(Invalid):
        return_overpayment(order=order, note=" ", by=cashier, at=LATER)
    assert (
        return_overpayment(order=order, note="Chuyển lại", by=cashier, at=LATER).state == OrderState.RETURNED
    )


def test_silent_orders_are_asked_after_and_the_rest_expires() -> None:
    paid, unpaid = an_order(a_bill()), an_order(a_bill())
    rehearsal.play(RehearsedOrder.objects.get(code=paid.code), "silent", at=NOW)

    early = ask_after_orders(at=NOW + timedelta(minutes=5))
    asked = ask_after_orders(at=LATER)
    ask_after_orders(at=NOW + timedelta(hours=25))

    states = {one.pk: one.state for one in GatewayOrder.objects.all()}
    assert (early, asked) == (0, 2)
    assert states == {paid.pk: OrderState.PAID, unpaid.pk: OrderState.EXPIRED}
    assert paid.answers.get().way == ASKED
    assert not unpaid.answers.exists()


def test_a_gateway_that_is_down_ends_the_round_and_loses_nothing() -> None:
    order = an_order(a_bill())
    RehearsalGateway.is_down = True

    assert ask_after_orders(at=LATER) == 0
    order.refresh_from_db()
    assert order.state == OrderState.WAITING


def test_an_expired_order_gives_way_to_a_new_one() -> None:
    bill = a_bill()
    an_order(bill)

    assert an_order(bill, at=NOW + timedelta(hours=25)).code == f"{bill.code}T2"


def test_without_a_gateway_nothing_is_opened_asked_or_believed(settings: Any) -> None:
    settings.PAYMENT_GATEWAY = ""

    with pytest.raises(OnlineOff):
        an_order(a_bill())
    with pytest.raises(AnswerRefused):
        take_answer(body=b"{}", signature="", at=NOW)
    assert ask_after_orders(at=NOW) == 0


def test_a_bill_that_is_not_due_opens_no_order() -> None:
    bill = a_bill()
    cancel_bill(bill=bill, reason="nhầm", by=SYSTEM, at=NOW)

    with pytest.raises(MoneyMoveRefused):
        an_order(bill)


@pytest.mark.parametrize(
    ("what", "after", "state", "payments"),
    [
        ("paid", 0, OrderState.PAID, 1), ("twice", 0, OrderState.PAID, 1), ("late", 0, OrderState.WAITING, 0),
        ("late", 3, OrderState.PAID, 1), ("silent", 3, OrderState.WAITING, 0),
        ("failed", 0, OrderState.FAILED, 0),
    ],
)  # fmt: skip
def test_the_gateway_for_rehearsals_does_what_it_is_told(
    what: str, after: int, state: OrderState, payments: int
) -> None:
    order = an_order(a_bill())
    rehearsal.play(RehearsedOrder.objects.get(), what, at=NOW)
    rehearsal.play(RehearsedOrder.objects.get(), "failed", at=NOW)

    run_queued(at=NOW + timedelta(minutes=after))

    order.refresh_from_db()
    assert (order.state, Payment.objects.count()) == (state, payments)


def test_the_payer_pays_by_the_link_alone(own_account: str) -> None:
    """A gateway that answers twice, from the payer's own page to the receipt on it."""
    bill, payer = a_bill(name="Giàng Thị Súa"), Client()
    link = pay_link(bill.code)
    first = payer.get(link).content.decode()

    payer.post(f"{link}truc-tuyen/")
    waiting = payer.get(link).content.decode()
    played = RehearsedOrder.objects.get()
    gate = reverse("payments_people:rehearsal", args=[played.reference])
    payer.post(gate, {"what": "twice"})
    run_queued(at=NOW + timedelta(days=3650))
    paid = payer.get(link).content.decode()

    assert own_account in first
    assert "data:image/svg+xml" in first
    assert "Giàng Thị Súa" not in first
    assert gate in waiting
    assert "Đã nộp đủ 8.000" in paid
    assert str(Receipt.objects.select_related("series").get()) in paid
    assert played.message["MaGiaoDich"] == f"{bill.code}T1"


def test_only_the_holder_of_the_link_sees_a_bill() -> None:
    bill, other = a_bill(), a_bill()
    mark = pay_link(other.code).rstrip("/").rsplit("/", 1)[-1]

    assert Client().get(reverse("payments_people:pay", args=[bill.code, mark])).status_code == 404
    assert Client().get(pay_link("XS0000000000")).status_code == 404


def test_a_gateway_that_is_down_is_told_on_the_page_with_other_ways() -> None:
    link = pay_link(a_bill().code)
    RehearsalGateway.is_down = True

    answer = Client().post(f"{link}truc-tuyen/")

    assert answer.status_code == 503
    assert "chưa trả lời" in answer.content.decode()


def test_orders_that_are_not_there_and_states_that_are_none(cashier: Officer, settings: Any) -> None:
    order, officer = an_order(a_bill()), sign_in(Client(), cashier)
    settings.PAYMENT_GATEWAY = ""

    assert officer.get(reverse("payments_bank:order", args=["XS0T1"])).status_code == 404
    assert order.code in officer.get(reverse("payments_bank:orders") + "?tt=gi-do").content.decode()
    assert officer.post(reverse("payments_bank:ask", args=[order.code])).status_code == 409


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_an_answer_sent_by_ten_at_once_pays_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    order = an_order(a_bill())

    results = at_once([lambda: note_answer(said(order), way=SENT, at=NOW).effect] * 10)

    assert sorted(map(str, results)) == ["repeated"] * 9 + ["taken"]
    assert Payment.objects.count() == Receipt.objects.count() == 1


def test_the_desk_sees_orders_asks_again_and_notes_what_was_returned(cast: Cast, cashier: Officer) -> None:
    order, officer = an_order(a_bill()), sign_in(Client(), cashier)
    rehearsal.play(RehearsedOrder.objects.get(), "silent", at=NOW)
    page = reverse("payments_bank:order", args=[order.code])

    listed = officer.get(reverse("payments_bank:orders") + "?tt=waiting").content.decode()
    officer.post(f"{page}hoi/")
    GatewayOrder.objects.update(state=OrderState.TO_RETURN)
    empty = officer.post(f"{page}da-tra-lai/", {"note": ""})
    officer.post(f"{page}da-tra-lai/", {"note": "Chuyển lại ngày 3/3"})

    assert order.code in listed
    assert Payment.objects.count() == 1
    assert empty.status_code == 422
    assert "Chuyển lại ngày 3/3" in officer.get(page).content.decode()
    assert officer.post(f"{page}da-tra-lai/", {"note": "x"}).status_code == 422
    assert sign_in(Client(), cast.specialist).get(page).status_code == 404
