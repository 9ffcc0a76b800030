"""Fees: a receipt is lost and found, a fee is paid and given back."""

from __future__ import annotations

import re

import pytest

from tests.factories import dossiers as make
from tests.stories.hands import Office, OfficerBrowser, Person, Town
from xaso.kernel.clock import local_date
from xaso.modules.payments.models import Bill, Receipt

pytestmark = pytest.mark.django_db

DESK = "/ban-lam-viec/thu-phi/"


def taken_in(town: Town) -> str:
    """Say asks for a copy of an extract at the counter; return the dossier's code."""
    return make.taken_in(town.cast, town.now(), code=make.COPY).code


def pay_at_the_counter(desk: OfficerBrowser, code: str) -> None:
    """The cashier opens a shift and takes the money."""
    desk.open(f"{DESK}ca/").press("Mở ca thu", {"opening_cash": "50.000"})
    desk.open(f"/ban-lam-viec/ho-so/{code}/").follow("Phí, lệ phí của hồ sơ").follow("Thu tiền")
    desk.press("Thu đủ 8.000 đồng tiền mặt")
    assert "Đã thu 8.000 đồng tiền mặt" in desk.text


def test_a_lost_receipt_is_printed_again_without_a_new_number(
    town: Town, office: Office, say: Person
) -> None:
    desk, code = office.one_stop_officer, taken_in(town)
    pay_at_the_counter(desk, code)
    town.run_queue()

    # she finds it on her own page, but wants paper
    assert "Đã nộp phí, lệ phí" in say.look(code).text
    say.follow("Xem biên lai")

    # at the counter it is found by her name and printed again
    desk.open(f"{DESK}?q=Giàng").follow(Bill.objects.get().code)
    year = local_date(town.now()).year % 100
    desk.press(f"In lại cho người mất biên lai 01BLP {year}P 00000001")

    receipt = Receipt.objects.get()
    assert desk.body.startswith(b"%PDF")
    assert (receipt.number, receipt.copies_printed, receipt.state) == (1, 1, "valid")
    town.check_journal()


def test_a_fee_is_given_back_when_the_dossier_is_withdrawn(town: Town, office: Office, say: Person) -> None:
    desk, code = office.one_stop_officer, taken_in(town)
    pay_at_the_counter(desk, code)
    say.look(code).follow("Rút hồ sơ")
    say.press("Rút hồ sơ", {"reason": "Tìm thấy bản cũ rồi.", "sure": True})
    town.run_queue()

    # nobody pays out before the head of the centre has decided
    head = office.centre_head
    head.open(f"{DESK}hoan-tra/").follow(Bill.objects.get().code)
    assert "Tìm thấy bản cũ rồi." in head.text
    assert not desk.open(head.path).has_button("Ghi đã chi")
    head.press("Duyệt hoàn trả")
    desk.open(head.path).press("Ghi đã chi 8.000 đồng", {"method": "cash", "paid_to": "Giàng Thị Say, CCCD"})
    town.run_queue()

    # the receipt is void, the drawer is back where it began, she is told
    assert Receipt.objects.get().state == "cancelled"
    desk.open(f"{DESK}ca/").follow("Xem và chốt ca đang mở")
    desk.press("Chốt ca", {"counted_cash": "50.000"})
    desk.press("Ghi bàn giao", {"received_by": "Thủ quỹ"})
    assert re.search(r"Chênh lệch\s+0 đồng", desk.text)
    assert "Đã hoàn trả phí, lệ phí" in say.notices()
    assert "Đã hoàn trả" in say.look(code).text
    town.check_journal()
