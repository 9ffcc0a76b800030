"""Paid is not reconciled: what the report says of each way of paying."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.cast import NOW, Cast, sign_in
from tests.modules.payments.bank_work import a_bill, a_statement, an_open_line, an_order
from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer
from xaso.modules.payments.queries import reconciling
from xaso.modules.payments.queries.reconciling import Sums
from xaso.modules.payments.rules import Method
from xaso.modules.payments.services import (
    close_shift,
    hand_over,
    open_shift,
    take_cash,
    take_payment,
)
from xaso.platform.journal.actors import SYSTEM

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)
REPORT, FILE = "payments_bank:report", "payments_bank:report_file"


def online(amount: int = 8000) -> str:
    """A bill paid through the gateway; its code."""
    bill = a_bill(amount)
    take_payment(
        bill=bill, amount=amount, method=Method.GATEWAY, key=f"gateway:{bill.code}T1", by=SYSTEM, at=NOW
    )
    return bill.code


def shown(who: Any, name: str = REPORT, query: str = "?tu=2026-03-02&den=2026-03-02") -> Any:
    """The answer to opening the report."""
    return sign_in(Client(), who).get(reverse(name) + query)


def row(officer: Officer, method: Method) -> reconciling.MethodRow:
    """What the report of the day says of one way of paying."""
    found = reconciling.report(officer, DAY, DAY)
    return next(one for one in found.methods if one.words == method_words(method))


def method_words(method: Method) -> str:
    """The way in words."""
    return {"cash": "Tiền mặt", "transfer": "Chuyển khoản", "gateway": "Thanh toán trực tuyến"}[method]


def test_money_paid_online_is_reconciled_only_when_the_bank_shows_it(cashier: Officer) -> None:
    code, other = online(), online(9000)

    before = row(cashier, Method.GATEWAY)
    a_statement(cashier, f"02/03/2026,FT1,,8000,{code}T1")
    after = row(cashier, Method.GATEWAY)

    assert (before.paid, before.proven) == (Sums(2, 17_000), Sums(0, 0))
    assert (after.proven, after.left) == (Sums(1, 8_000), Sums(1, 9_000))
    left = reconciling.unproven(cashier, DAY, DAY, 1)
    assert [one.bill.code for one in left.rows] == [other]


def test_cash_is_reconciled_when_its_shift_is_handed_over(cashier: Officer) -> None:
    shift = open_shift(opening_cash=0, by=cashier, at=NOW)
    take_cash(bill=a_bill(), amount=8000, key="cash:1", by=cashier, at=NOW)
    before = row(cashier, Method.CASH)

    close_shift(shift=shift, counted_cash=8000, note="", by=cashier, at=NOW)
    hand_over(shift=shift, received_by="Thủ quỹ", note="", by=cashier, at=NOW)

    assert (before.paid, before.proven) == (Sums(1, 8000), Sums(0, 0))
    assert row(cashier, Method.CASH).proven == Sums(1, 8000)


def test_the_bank_side_tells_settled_open_and_money_out(cashier: Officer) -> None:
    bill = a_bill()
    rows = [f"02/03/2026,FT1,,8000,{bill.code}", "02/03/2026,FT2,,9000,khac", "02/03/2026,FT3,5000,,phi"]
    a_statement(cashier, *rows)

    found = reconciling.report(cashier, DAY, DAY)

    assert found.lines["settled"] == Sums(1, 8000)
    assert found.lines["open"] == Sums(1, 9000)
    assert found.lines["out"] == Sums(1, 5000)
    assert found.received == Sums(2, 17_000)
    assert not found.is_even


def test_days_with_nothing_left_to_see_are_even(cashier: Officer) -> None:
    a_statement(cashier, f"02/03/2026,FT1,,8000,{a_bill().code}")

    assert reconciling.report(cashier, DAY, DAY).is_even
    assert reconciling.report(cashier, DAY + timedelta(days=1), DAY + timedelta(days=1)).is_even
    assert "Đã khớp" in shown(cashier).content.decode()


def test_the_page_lists_what_was_not_seen_in_a_steady_number_of_queries(cashier: Officer) -> None:
    code = online()
    shown(cashier)
    with CaptureQueriesContext(connection) as few:
        page = shown(cashier).content.decode()
    for _ in range(4):
        online()

    with CaptureQueriesContext(connection) as more:
        shown(cashier)

    assert code in page
    assert len(few) == len(more)


def test_the_file_holds_sums_payments_and_lines(cashier: Officer) -> None:
    a_statement(cashier, f"02/03/2026,FT1,,8000,{online()}")
    an_open_line(cashier, text="tien thue nha")

    book = load_workbook(io.BytesIO(shown(cashier, FILE).content))

    assert book.sheetnames == ["Tổng hợp", "Lần nộp", "Dòng sao kê"]
    assert [cell.value for cell in book["Tổng hợp"][5]] == ["Cộng", 1, 8000, 1, 8000, 0, 0]
    assert book["Lần nộp"]["G2"].value == "Có"
    assert {row[2].value for row in book["Dòng sao kê"].iter_rows(min_row=2)} >= {"tien thue nha"}


@pytest.mark.parametrize("query", ["?tu=hom-nay", "?tu=2026-03-02&den=2026-03-01", "?tu=2020-01-01"])
def test_days_that_are_none_are_refused(cashier: Officer, query: str) -> None:
    assert shown(cashier, query=query).status_code == 422


def test_only_who_may_see_money_sees_the_report(cast: Cast) -> None:
    assert shown(cast.chairman, query="").status_code == 200
    assert shown(cast.specialist).status_code == 404
    with pytest.raises(Missing):
        reconciling.report(cast.specialist, DAY, DAY)


def test_the_bill_at_the_desk_shows_its_vietqr_and_the_payers_page(
    cashier: Officer, own_account: str
) -> None:
    bill = a_bill()

    page = sign_in(Client(), cashier).get(reverse("payments_desk:bill", args=[bill.code])).content.decode()

    assert own_account in page
    assert "data:image/svg+xml" in page
    assert "/nop-phi/" in page


def test_the_bill_at_the_desk_warns_while_it_is_being_paid_online(cashier: Officer) -> None:
    order = an_order()

    page = sign_in(Client(), cashier).get(reverse("payments_desk:bill", args=[order.bill.code]))

    assert f"Xem lệnh {order.code}" in page.content.decode()
