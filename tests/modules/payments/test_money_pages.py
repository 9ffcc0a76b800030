"""Pages of money: each works, refuses with what was typed still there, and asks the same however long."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast, sign_in
from tests.factories import money
from xaso.kernel.clock import SystemClock
from xaso.modules.payments import papers, services
from xaso.modules.payments.models import Bill, Payment, Receipt, Refund, Shift
from xaso.modules.payments.queries.drawer import shift_record
from xaso.modules.payments.services import Item


def address(name: str, *args: object) -> str:
    return reverse(f"payments_desk:{name}", args=args)


def main(answer: Any) -> str:
    """What stands in the page's main part."""
    said: str = answer.content.decode()
    return said.split("<main", maxsplit=1)[1].split("</main>", maxsplit=1)[0]


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """The cashier's browser."""
    return sign_in(client, cast.one_stop_officer)


@pytest.fixture
def boss(cast: Cast) -> Client:
    """The browser of the centre's head."""
    return sign_in(Client(), cast.centre_head)


def test_a_bill_is_made_at_the_counter_and_paid_in_cash(desk: Client, cast: Cast) -> None:
    desk.post(address("shifts"), {"opening_cash": "100.000"})
    typed = {f"{name}_{row}": 1 for name in ("quantity", "copies") for row in (1, 2, 3)}
    typed |= {"payer_name": "Giàng A Sử", "rate_1": money.PAGE, "quantity_1": 3, "copies_1": 2}

    made = desk.post(address("make"), typed | {"moment": "reception", "rate_2": money.LICENCE})
    bill = Bill.objects.get()
    shown = main(desk.get(made["Location"]))
    desk.post(address("take_cash", bill.code))
    again = desk.post(address("take_cash", bill.code))
    done = main(desk.get(again["Location"]))

    assert "2 bản × 5.000 = 10.000 đồng" in shown
    assert "Thu đủ 60.000 đồng tiền mặt" in shown
    assert Payment.objects.get().shift == Shift.objects.get()
    assert done.count("Đang có giá trị") == 2
    assert "Thu đủ" not in done


def test_what_cannot_be_billed_is_said_and_what_was_typed_stays(desk: Client) -> None:
    answer = desk.post(address("make"), {"payer_address": "Bản Thượng", "moment": "reception"})

    assert answer.status_code == 422
    assert "Hãy ghi tên người nộp." in main(answer)
    assert 'value="Bản Thượng"' in main(answer)


def test_a_free_bill_never_passes_a_payment_screen(desk: Client, cast: Cast) -> None:
    money.shift(cast.one_stop_officer)
    free = money.bill(cast, Item(money.COPY, groups=("poor",)))

    shown = main(desk.get(address("bill", free.code)))
    refused = desk.post(address("take_cash", free.code))

    assert "không phải nộp tiền" in shown
    assert "Thu đủ" not in shown
    assert refused.status_code == 409
    assert not Payment.objects.exists()


def test_without_a_shift_no_cash_is_taken(desk: Client, cast: Cast) -> None:
    bill = money.bill(cast)

    shown = main(desk.get(address("bill", bill.code)))
    refused = desk.post(address("take_cash", bill.code))

    assert "Mở ca thu để thu tiền mặt" in shown
    assert refused.status_code == 409
    assert "Mở ca rồi thu tiền mặt" in main(refused)


def test_the_list_finds_by_code_payer_and_state_and_asks_the_same_however_long(
    desk: Client, cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = money.bill(cast, payer="Vàng Seo Tìm", subject="dossier:H1-1")
    desk.get(address("list"))
    with django_assert_num_queries(10):
        desk.get(address("list"))
    for _ in range(21):
        money.bill(cast)

    with django_assert_num_queries(10):
        everything = main(desk.get(address("list")))

    assert "Có 22 khoản thu, đang xem 1–20." in everything
    for words in (first.code, "seo tìm".title(), "H1-1"):
        assert first.code in main(desk.get(address("list"), {"q": words}))
    assert first.code not in main(desk.get(address("list"), {"tt": "paid"}))


def test_an_unpaid_bill_is_cancelled_with_a_reason(desk: Client, cast: Cast) -> None:
    bill = money.bill(cast)

    empty = desk.post(address("cancel", bill.code), {"reason": ""})
    desk.post(address("cancel", bill.code), {"reason": "Ghi nhầm mức"})

    assert (empty.status_code, "Hãy ghi lý do." in main(empty)) == (422, True)
    assert "Đã hủy: Ghi nhầm mức" in main(desk.get(address("bill", bill.code)))
    assert desk.get(address("cancel", bill.code)).status_code == 404


def test_a_refund_goes_from_the_cashier_to_the_head_and_back(desk: Client, boss: Client, cast: Cast) -> None:
    bill = money.paid(cast).bill
    desk.post(address("ask_refund", bill.code), {"reason": "Bà con rút hồ sơ"})
    refund = Refund.objects.get()

    unsaid = boss.post(address("decide", refund.pk), {"quyet": "khong"})
    own = main(desk.get(address("refund", refund.pk)))
    boss.post(address("decide", refund.pk), {"quyet": "dong-y"})
    paid = {"method": "cash", "paid_to": "Giàng Thị Say, CCCD"}
    without_shift = desk.post(address("pay_out", refund.pk), paid)
    desk.post(address("pay_out", refund.pk), paid | {"method": "transfer"})

    assert (unsaid.status_code, "Ghi lý do không hoàn trả." in main(unsaid)) == (422, True)
    assert "người khác duyệt" in own
    assert without_shift.status_code == 409
    assert 'value="Giàng Thị Say, CCCD"' in main(without_shift)
    assert "Đã chi trả" in main(boss.get(address("refund", refund.pk)))
    assert "Đã hoàn trả" in main(desk.get(address("bill", bill.code)))
    assert bill.code in main(desk.get(address("refunds"), {"nhom": "xong"}))
    assert boss.post(address("decide", refund.pk), {"quyet": "khac"}).status_code == 404
    assert desk.get(address("ask_refund", bill.code)).status_code == 404


def test_a_receipt_is_shown_printed_again_and_replaced(desk: Client, cast: Cast) -> None:
    receipt = money.receipt_of(money.paid(cast))
    lost = desk.post(address("reprint", receipt.pk), follow=True)
    typed = {"payer_name": "Giàng A Đúng", "reason": "Sai tên"}

    unsaid = desk.post(address("replace", receipt.pk), {"payer_name": "Giàng A Đúng"})
    desk.post(address("replace", receipt.pk), typed)

    assert lost.content.startswith(b"%PDF")
    assert 'value="Giàng A Đúng"' in main(unsaid)
    assert Receipt.objects.get(state="valid").payer_name == "Giàng A Đúng"
    assert desk.get(address("replace", receipt.pk)).status_code == 404
    assert desk.get(address("receipt", receipt.pk)).content.startswith(b"%PDF")


def test_a_shift_is_counted_and_handed_over_on_its_page(desk: Client, boss: Client, cast: Cast) -> None:
    shift = money.shift(cast.one_stop_officer, opening_cash=50_000)
    bill = money.bill(cast)
    services.take_cash(bill=bill, amount=8_000, key="k", by=cast.one_stop_officer, at=money.moment(2))

    off = desk.post(address("close", shift.pk), {"counted_cash": "57.000"})
    desk.post(address("close", shift.pk), {"counted_cash": "58.000"})
    nobody = desk.post(address("hand_over", shift.pk), {"received_by": ""})
    desk.post(address("hand_over", shift.pk), {"received_by": "Thủ quỹ"})

    assert "thiếu 1.000 đồng" in main(off)
    assert 'value="57.000"' in main(off)
    assert "Hãy ghi người nhận tiền." in main(nobody)
    assert desk.get(address("sheet", shift.pk)).content.startswith(b"%PDF")
    assert "Đã bàn giao" in main(boss.get(address("shifts")))
    assert desk.get(address("shifts")).status_code == 200


def test_a_second_shift_is_refused_on_the_page(desk: Client, cast: Cast) -> None:
    money.shift(cast.one_stop_officer)

    assert desk.post(address("shifts"), {"opening_cash": "0"}).status_code == 409
    assert desk.post(address("shifts"), {"opening_cash": "x"}).status_code == 422
    assert desk.post(address("shifts"), {"opening_cash": "9999999999"}).status_code == 422


def test_fee_and_charge_have_ledgers_of_their_own_and_replaced_sums_count_once(
    desk: Client, cast: Cast
) -> None:
    now = SystemClock().now()
    both = money.paid(cast, Item(money.COPY), Item(money.LICENCE), at=now)
    back = money.paid(cast, at=now)
    old = Receipt.objects.get(payment=both, kind="phi")
    services.replace_receipt(
        receipt=old, payer_name="B", payer_id_number="", payer_address="", reason="Sai tên",
        by=cast.one_stop_officer, at=now,
    )  # fmt: skip
    refund = services.ask_refund(bill=back.bill, reason="Rút", by=cast.one_stop_officer, at=now)
    services.approve_refund(refund=refund, by=cast.centre_head, at=now)
    services.pay_refund(refund=refund, method="transfer", paid_to="A", by=cast.one_stop_officer, at=now)

    fee, charge = main(desk.get(address("ledger"))), main(desk.get(address("ledger_of", "le-phi")))
    file = desk.get(address("ledger_file", "phi"))

    assert "16.000 đồng" in fee
    assert "3 biên lai" in fee
    assert "50.000 đồng" in charge
    assert "8.000 đồng" not in charge
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert [row[6].value for row in book.worksheets[0].iter_rows(min_row=2)] == [8000, 8000, 8000]
    assert [row[3].value for row in book.worksheets[1].iter_rows(min_row=2)] == [8000]
    assert "chưa có biên lai" in main(desk.get(address("ledger"), {"thang": "2020-01"}))
    assert desk.get(address("ledger"), {"thang": "mai"}).status_code == 200
    assert desk.get(address("ledger"), {"thang": "2026"}).status_code == 200
    assert desk.get(address("ledger_of", "thue")).status_code == 404


def test_a_stranger_to_money_finds_nothing(client: Client, cast: Cast) -> None:
    sign_in(client, cast.specialist)

    assert client.get(address("list")).status_code == 404
    assert client.get(address("bill", money.bill(cast).code)).status_code == 404


def test_a_sheet_is_for_a_shift_that_was_handed_over(desk: Client, cast: Cast) -> None:
    shift = money.shift(cast.one_stop_officer)

    assert desk.get(address("sheet", shift.pk)).status_code == 404
    assert desk.get(address("shift", shift.pk + 1)).status_code == 404
    with pytest.raises(ValueError, match="not handed over"):
        papers.hand_over_pdf(shift_record(cast.one_stop_officer, shift.pk), money.moment(2))
