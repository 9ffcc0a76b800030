"""Bills, statements and lines as the tests of the bank's side want them."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.cast import NOW
from xaso.modules.org.models import Officer
from xaso.modules.payments.models import BankLine, BankStatement, Bill, FeeRate, FeeTable, GatewayOrder
from xaso.modules.payments.services import Item, Payer, assess
from xaso.modules.payments.services.bank_settling import settle_matched
from xaso.modules.payments.services.bank_statements import add_statement, read_lines
from xaso.platform.journal.actors import SYSTEM

HEAD = "Ngày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung"
_numbers = count(1)


def a_rate(amount: int = 8000) -> str:
    """A charge in force since the commune began; return its code."""
    code = f"bank-test-{amount}"
    if not FeeRate.objects.filter(code=code).exists():
        table = FeeTable.objects.create(
            code=code, name="Biểu thử", basis="Nghị quyết thử", valid_from=date(2025, 1, 1), certainty="D",
            digest="0" * 64,
        )  # fmt: skip
        FeeRate.objects.create(
            table=table, order=1, code=code, name="Lệ phí thử", kind="le_phi", unit="bản", amount=amount,
            moment="reception", certainty="D",
        )  # fmt: skip
    return code


def a_bill(amount: int = 8000, *, name: str = "Giàng A Tàu", at: datetime = NOW) -> Bill:
    """A bill that is due."""
    return assess(
        subject=f"dossier:THU-{next(_numbers)}", payer=Payer(name), items=[Item(a_rate(amount))],
        moment="reception", by=SYSTEM, at=at,
    )  # fmt: skip


def csv_file(*rows: str, name: str = "sao-ke.csv", head: str = HEAD) -> SimpleUploadedFile:
    """A statement as CSV; rows are "day,reference,out,in,text"."""
    return SimpleUploadedFile(name, "\n".join([head, *rows]).encode(), "text/csv")


def a_statement(by: Officer, *rows: str, at: datetime = NOW) -> BankStatement:
    """A statement taken in, read and settled as the job does it."""
    statement = add_statement(upload=csv_file(*rows), by=by, at=at)
    read_lines(statement.pk, at=at)
    while settle_matched(statement.pk, at=at):
        pass
    statement.refresh_from_db()
    return statement


def an_open_line(by: Officer, amount: int = 8000, text: str = "chuyen tien") -> BankLine:
    """A line that waits for a person."""
    statement = a_statement(by, f"02/03/2026,FT{next(_numbers)},,{amount},{text}")
    return statement.lines.get()


def an_order() -> GatewayOrder:
    """An order waiting at the gateway for rehearsals."""
    bill = a_bill()
    return GatewayOrder.objects.create(
        code=f"{bill.code}T1", bill=bill, amount=bill.total, state="waiting", provider="rehearsal",
        reference="thu", pay_url="/", made_at=NOW, expires_at=NOW,
    )  # fmt: skip
