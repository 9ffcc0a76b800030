"""Receipts after collection: replaced, printed again, and no number left over."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import Cast
from tests.factories import money
from xaso.kernel.errors import Conflict, Invalid
from xaso.modules.org.models import Setting
from xaso.modules.org.queries import clear_caches
from xaso.modules.payments import services
from xaso.modules.payments.access import NotCashier
from xaso.modules.payments.lifecycle import MoneyMoveRefused
from xaso.modules.payments.models import Payment, Receipt, ReceiptSeries
from xaso.modules.payments.rules import LARGEST_NUMBER
from xaso.modules.payments.services.receipting import SeriesFull
from xaso.platform.journal.models import Entry


def replace(receipt: Receipt, cast: Cast, **change: str) -> Receipt:
    """Replace it with one on the right payer."""
    said = {
        "payer_name": "Giàng A Đúng",
        "payer_id_number": "",
        "payer_address": "Bản Thượng",
        "reason": "Ghi sai tên người nộp",
    }
    return services.replace_receipt(
        receipt=receipt, by=cast.one_stop_officer, at=money.moment(3), **(said | change)
    )


def test_a_wrong_payer_is_mended_by_a_new_receipt_under_the_next_number(cast: Cast) -> None:
    old = money.receipt_of(money.paid(cast))

    new = replace(old, cast)

    old.refresh_from_db()
    assert (old.state, old.ended_reason, old.replaced_by) == ("replaced", "Ghi sai tên người nộp", new)
    assert (new.number, new.payer_name, new.amount, new.state) == (2, "Giàng A Đúng", 8000, "valid")
    assert Payment.objects.count() == 1
    with pytest.raises(MoneyMoveRefused):
        replace(old, cast)


@pytest.mark.parametrize("field", ["payer_name", "reason"])
def test_a_replacement_says_who_and_why(cast: Cast, field: str) -> None:
    receipt = money.receipt_of(money.paid(cast))

    with pytest.raises(Invalid):
        replace(receipt, cast, **{field: " "})


def test_a_lost_receipt_is_printed_again_under_its_number(cast: Cast) -> None:
    receipt = money.receipt_of(money.paid(cast))

    again = services.reprint_receipt(receipt=receipt, by=cast.one_stop_officer, at=money.moment(3))

    assert (again.copies_printed, again.number, Receipt.objects.count()) == (1, 1, 1)
    assert Entry.objects.filter(event="payments.receipt_reprinted").count() == 1
    replace(receipt, cast)
    with pytest.raises(Conflict):
        services.reprint_receipt(receipt=receipt, by=cast.one_stop_officer, at=money.moment(3))


def test_only_a_cashier_touches_receipts(cast: Cast) -> None:
    receipt = money.receipt_of(money.paid(cast))

    with pytest.raises(NotCashier):
        services.reprint_receipt(receipt=receipt, by=cast.specialist, at=money.moment(3))


def test_the_commune_sets_its_symbols_and_its_name(cast: Cast) -> None:
    symbols = {"phi": {"form": "MAU1", "symbol": "LP{yy}"}, "le_phi": {"form": "MAU2", "symbol": "LL{yy}"}}
    collector = {"collector_name": "Kho quỹ xã", "collector_tax_code": "5300"}
    for key, value in ({"receipt_symbols": symbols} | collector).items():
        Setting.objects.filter(key=f"payments.{key}").update(value=value)
    clear_caches()

    receipt = money.receipt_of(money.paid(cast))

    assert str(receipt) == "MAU1 LP26 00000001"
    assert (receipt.collector_name, receipt.collector_tax_code) == ("Kho quỹ xã", "5300")


def test_a_full_series_takes_no_money(cast: Cast) -> None:
    money.paid(cast)
    ReceiptSeries.objects.update(last=LARGEST_NUMBER)

    with pytest.raises(SeriesFull):
        money.paid(cast)

    assert Payment.objects.count() == 1


def test_the_database_holds_no_number_twice(cast: Cast) -> None:
    receipt = money.receipt_of(money.paid(cast))
    receipt.pk, receipt.state = None, "cancelled"

    with pytest.raises(IntegrityError), transaction.atomic():
        receipt.save(force_insert=True)
