"""The papers of money as PDF: the e-receipt as it is shown and printed, the hand-over sheet of a shift."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from xaso.kernel.clock import local
from xaso.kernel.money import grouped, in_words
from xaso.kernel.wording import moment_words
from xaso.modules.org.queries import commune
from xaso.platform.papers.services import pdf

from .lifecycle import ReceiptState
from .models import Receipt
from .queries.drawer import ShiftRecord
from .rules import KIND_WORDS, METHOD_WORDS, Kind, Method, receipt_number

SMALL_PRINT = (
    "Nội dung biên lai theo NĐ 254/2026/NĐ-CP Điều 22-25; bố cục và ký hiệu do phần mềm đặt tạm. "
    "Chưa có chữ ký số của đơn vị thu: bản này chưa thay được biên lai đã ký."
)


def receipt_pdf(receipt: Receipt) -> bytes:
    """The e-receipt: symbols, number, collector, payer, kinds and sums in figures and words, date, state.

    It says itself that it is not signed yet. Basis: NĐ 254/2026/NĐ-CP Đ.22-25 (onestop.md 10.7).
    """
    day = local(receipt.issued_at)
    data: dict[str, Any] = {
        "title": f"Biên lai thu {KIND_WORDS[Kind(receipt.kind)].lower()}",
        "form_symbol": receipt.series.form_symbol,
        "symbol": receipt.series.symbol,
        "number": receipt_number(receipt.number),
        "collector": receipt.collector_name,
        "tax_code": receipt.collector_tax_code or "chưa có",
        "payer": receipt.payer_name,
        "payer_id": receipt.payer_id_number,
        "payer_address": receipt.payer_address,
        "lines": [
            [str(name), grouped(int(count)), grouped(int(sum_))] for name, count, sum_ in receipt.lines
        ],
        "amount": grouped(receipt.amount),
        "words": _capital(in_words(receipt.amount)),
        "method": METHOD_WORDS[Method(receipt.payment.method)],
        "bill": receipt.payment.bill.code,
        "dated": f"Ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "cashier": receipt.cashier_name,
        "mark": _mark(receipt),
        "again": receipt.copies_printed,
        "replaces": str(receipt.replaces) if receipt.replaces else "",
        "small_print": SMALL_PRINT,
    }
    return pdf("payments/bien-lai.typ", data, at=receipt.issued_at)


def hand_over_pdf(record: ShiftRecord, at: datetime) -> bytes:
    """The hand-over sheet of a counted shift: sums by the books, counted, difference, each collection.

    Raises ValueError for a shift that was not handed over.
    """
    shift, sheet = record.shift, record.hand_over
    if sheet is None or shift.closed_at is None:
        raise ValueError("the cash of this shift was not handed over")
    home, day = commune(), local(sheet.at)
    data: dict[str, Any] = {
        "above": home.committee_name,
        "agency": shift.cashier.unit.name,
        "number": sheet.number,
        "dated": f"{home.name}, ngày {day.day:02d} tháng {day.month:02d} năm {day.year}",
        "cashier": shift.cashier.full_name,
        "receiver": sheet.received_by,
        "opened": moment_words(shift.opened_at),
        "closed": moment_words(shift.closed_at),
        "sums": _sums(record),
        "explanation": shift.note,
        "amount": grouped(sheet.amount),
        "words": _capital(in_words(sheet.amount)),
        "note": sheet.note,
        "rows": _moves(record),
    }
    return pdf("payments/ban-giao.typ", data, at=at)


def _sums(record: ShiftRecord) -> list[list[str]]:
    shift = record.shift
    return [
        ["Tiền lẻ đầu ca", grouped(shift.opening_cash)],
        [f"Thu trong ca ({len(record.payments)} khoản)", grouped(record.taken)],
        [f"Chi hoàn trả ({len(record.refunds)} khoản)", grouped(record.given)],
        ["Phải có theo sổ", grouped(record.expected)],
        ["Đếm được", grouped(shift.counted_cash or 0)],
        ["Chênh lệch", _signed(record.difference)],
    ]


def _moves(record: ShiftRecord) -> list[list[str]]:
    """Each collection and each sum given back, by the hour."""
    taken = [(one.at, one.bill.code, one.bill.payer_name, one.amount) for one in record.payments]
    given = [
        (one.paid_at, one.bill.code, f"Hoàn trả: {one.paid_to}", -one.amount)
        for one in record.refunds
        if one.paid_at
    ]
    return [
        [f"{local(at):%H:%M}", code, who, _signed(amount)] for at, code, who, amount in sorted(taken + given)
    ]


def _mark(receipt: Receipt) -> str:
    return "" if receipt.state == ReceiptState.VALID else receipt.get_state_display().upper()


def _signed(amount: int) -> str:
    return f"{'-' if amount < 0 else ''}{grouped(abs(amount))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
