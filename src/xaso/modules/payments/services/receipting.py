"""E-receipts: numbered at the moment of collection, replaced or printed again with a reason."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.modules.org.queries import commune, setting
from xaso.platform.journal.services import record

from .. import access
from ..events import ReceiptReplaced, ReceiptReprinted
from ..lifecycle import ReceiptState, receipt_after
from ..models import Payment, Receipt, ReceiptSeries
from ..rules import KIND_WORDS, next_number

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SYMBOLS = {"phi": {"form": "01BLP", "symbol": "{yy}P"}, "le_phi": {"form": "01BLL", "symbol": "{yy}L"}}
"""Used while setting payments.receipt_symbols is empty; the real symbols are the tax office's to confirm."""


class SeriesFull(Conflict):
    """All eight digits of a series are used."""

    code = "series_full"
    default_sentence = "Hết số biên lai của ký hiệu này. Đặt ký hiệu mới rồi thu tiếp."


def issue_receipts(payment: Payment, *, cashier: str) -> list[Receipt]:
    """Make the receipts of a payment, one for each kind of sum in it, fee before charge.

    Belongs in the transaction of the payment: a number is taken only with the money, so none is left out and
    none is given twice. Basis: NĐ 254/2026/NĐ-CP Đ.22-25; Luật 97/2015 Đ.14 (fee and charge apart).
    """
    lines: dict[str, list[list[str | int]]] = {}
    for line in payment.bill.lines.order_by("order"):
        if line.amount:
            lines.setdefault(line.kind, []).append([line.name, line.quantity * line.copies, line.amount])
    return [_new(payment, kind, lines[kind], cashier) for kind in KIND_WORDS if kind in lines]


@transaction.atomic
def replace_receipt(
    *,
    receipt: Receipt,
    payer_name: str,
    payer_id_number: str,
    payer_address: str,
    reason: str,
    by: Officer,
    at: datetime,
) -> Receipt:
    """Make a new receipt in the place of one with a wrong payer; sums stay, since the money did.

    Raises `NotCashier`, `MoneyMoveRefused` for a receipt that is no longer valid, `Invalid`.
    Basis: NĐ 254/2026/NĐ-CP Đ.22-25 (its rule on replacing was not read; the reason is kept with both).
    """
    access.require_cashier(by)
    name, why = clean(payer_name), clean_lines(reason)
    if not name:
        raise Invalid("Ghi tên người nộp.", field="payer_name")
    if not why:
        raise Invalid("Ghi lý do thay biên lai.", field="reason")
    held = Receipt.objects.select_for_update(no_key=True).get(pk=receipt.pk)
    end_receipt(held, ReceiptState.REPLACED, why, by=by.full_name, at=at)
    new = Receipt(
        payment=held.payment,
        kind=held.kind,
        payer_name=name[:160],
        payer_id_number=clean(payer_id_number)[:14],
        payer_address=clean(payer_address)[:300],
        lines=held.lines,
        amount=held.amount,
        cashier_name=by.full_name,
        issued_at=at,
        replaces=held,
    )
    _number(new)
    bill = held.payment.bill
    told = ReceiptReplaced(
        bill=bill.code, bill_subject=bill.subject, receipt=str(held), by_receipt=str(new), reason=why
    )
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return new


@transaction.atomic
def reprint_receipt(*, receipt: Receipt, by: Officer, at: datetime) -> Receipt:
    """Count one more print for somebody who lost theirs: same number, marked as printed again.

    Raises `NotCashier`, `Conflict` for a receipt that is no longer valid.
    """
    access.require_cashier(by)
    held = Receipt.objects.select_for_update(no_key=True).get(pk=receipt.pk)
    if held.state != ReceiptState.VALID:
        raise Conflict("Biên lai này không còn giá trị. Mở biên lai thay thế để in lại.")
    held.copies_printed += 1
    held.save(update_fields=["copies_printed"])
    bill = held.payment.bill
    told = ReceiptReprinted(bill=bill.code, bill_subject=bill.subject, receipt=str(held))
    record(told, by=by, at=at, subject=f"bill:{bill.code}")
    return held


def end_receipt(receipt: Receipt, wanted: ReceiptState, reason: str, *, by: str, at: datetime) -> None:
    """Take a receipt out of force, for its replacement or because the money was given back."""
    receipt.state = receipt_after(receipt.state, wanted)
    receipt.ended_at, receipt.ended_by_name, receipt.ended_reason = at, by[:120], reason[:500]
    receipt.save(update_fields=["state", "ended_at", "ended_by_name", "ended_reason"])


def _new(payment: Payment, kind: str, lines: list[list[str | int]], cashier: str) -> Receipt:
    bill = payment.bill
    receipt = Receipt(
        payment=payment,
        kind=kind,
        payer_name=bill.payer_name,
        payer_id_number=bill.payer_id_number,
        payer_address=bill.payer_address,
        lines=lines,
        amount=sum(int(line[2]) for line in lines),
        cashier_name=cashier[:120],
        issued_at=payment.at,
    )
    return _number(receipt)


def _number(receipt: Receipt) -> Receipt:
    """Take the next number of the year's series and write the receipt under it."""
    series = _series(receipt.kind, local_date(receipt.issued_at).year)
    try:
        series.last = next_number(series.last)
    except ValueError:
        raise SeriesFull from None
    series.save(update_fields=["last"])
    receipt.series, receipt.number = series, series.last
    receipt.collector_name = str(setting("payments.collector_name", "") or commune().committee_name)
    receipt.collector_tax_code = str(setting("payments.collector_tax_code", ""))
    receipt.state = ReceiptState.VALID
    receipt.save(force_insert=True)
    return receipt


def _series(kind: str, year: int) -> ReceiptSeries:
    """The series of the kind and year, locked until the receipt is written."""
    symbols = setting("payments.receipt_symbols", SYMBOLS)[kind]
    symbol = str(symbols["symbol"]).format(yy=f"{year % 100:02d}")
    names = {"kind": kind, "year": year, "form_symbol": str(symbols["form"]), "symbol": symbol}
    ReceiptSeries.objects.bulk_create([ReceiptSeries(**names)], ignore_conflicts=True)
    return ReceiptSeries.objects.select_for_update().get(**names)
