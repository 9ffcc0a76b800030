"""Pages of statements, orders and paying in a real browser: axe finds nothing, a phone shows them whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.cast import cast as whole_cast
from tests.e2e.conftest import DESK, PHONE, Open
from tests.e2e.hands import fits
from tests.e2e.test_people_axe import findings
from tests.factories import money
from tests.modules.payments.bank_work import a_bill, a_statement, an_order
from xaso.kernel.clock import SystemClock
from xaso.modules.payments.queries.pay_link import pay_link

HERE = "/ban-lam-viec/thu-phi/"


def wrong(page: Page) -> list[str]:
    """What axe finds, and whether the page is wider than its window."""
    return [*findings(page), *([] if fits(page) else ["wider than the window"])]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_every_page_of_money_by_bank_is_sound(open_page: Open, viewport: dict[str, int]) -> None:
    people = whole_cast()
    used = money.own_account(people)
    waiting = money.named_account(people)
    cashier, due, order = people.one_stop_officer, a_bill(), an_order()
    rows = [f"02/03/2026,FT1,,8000,{a_bill().code}", "02/03/2026,FT2,,8000,khong ma", "02/03/2026,FT3,,x,y"]
    statement = a_statement(cashier, *rows, at=SystemClock().now())
    line = statement.lines.get(state="open")
    page = open_page(cashier, viewport)
    paths = [
        f"{HERE}sao-ke/", f"{HERE}sao-ke/{statement.public_id}/", f"{HERE}sao-ke/can-xem/",
        f"{HERE}sao-ke/dong/{line.pk}/", f"{HERE}truc-tuyen/", f"{HERE}truc-tuyen/{order.code}/",
        f"{HERE}doi-soat/?tu=2026-03-02&den=2026-03-02", f"{HERE}khoan/{due.code}/",
        pay_link(due.code), pay_link(order.bill.code), f"{HERE}tai-khoan/", f"{HERE}tai-khoan/moi/",
        f"{HERE}tai-khoan/{used.pk}/", f"{HERE}tai-khoan/{waiting.pk}/",
    ]  # fmt: skip

    found = {}
    for path in paths:
        page.goto(path)
        found[path] = wrong(page)

    assert found == {path: [] for path in paths}
