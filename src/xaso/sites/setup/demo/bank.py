"""Money that came by bank and online: a statement matched, and what a person must still look at."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile

from xaso.kernel.clock import local_date
from xaso.kernel.text import fold
from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.modules.payments import services
from xaso.modules.payments.access import DECIDERS
from xaso.modules.payments.ports import Answer, Said, gateway
from xaso.modules.payments.queries.fees import rates_in_force
from xaso.modules.payments.services.accounts import AccountFacts, confirm_account, name_account
from xaso.modules.payments.services.bank_orders import Addresses, note_answer, open_order
from xaso.modules.payments.services.bank_settling import settle_matched
from xaso.modules.payments.services.bank_statements import add_statement, read_lines
from xaso.platform.journal.actors import SYSTEM

from .names import invent

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.payments.models import Bill

BILLS = 14
ACCOUNT = AccountFacts(
    bank="970499", bank_name="Ngân hàng diễn tập", number="1900200300400", holder="UBND XA",
    decision="Quyết định diễn tập", decided_on=date(2026, 1, 5), issuer="UBND xã",
    note="Số thử của bản trình diễn.",
)  # fmt: skip
"""No bank has this number at NAPAS: nobody's banking app can pay into it."""
HEAD = "Số tài khoản: {number}\nNgày giao dịch,Số bút toán,Ghi nợ,Ghi có,Nội dung,Tên người chuyển"


def make_bank(*, now: datetime, rng: Random) -> None:
    """Name the account for rehearsals, bill people at the counter, let most pay by transfer or online."""
    cashiers = officers_with_role(Role.CASHIER)
    rates = list(rates_in_force(on=local_date(now)))
    if not cashiers or not rates:
        return
    _name_account(cashiers[0], now)
    bills = [_bill(number, rates[number % len(rates)].code, cashiers[0], now, rng) for number in range(BILLS)]
    owed = [one for one in bills if one.state == "due"]
    online = _pay_online(owed[:3], now)
    rows = [*_transfers(owed[3:-3]), *online, *_oddities(owed, rng)]
    day = f"{local_date(now - timedelta(days=1)):%d/%m/%Y}"
    lines = [f"{day},FT{number:09d},{row}" for number, row in enumerate(rows, start=263270001)]
    text = "\n".join([HEAD.format(number=ACCOUNT.number), *lines])
    upload = SimpleUploadedFile("sao-ke-dien-tap.csv", text.encode(), "text/csv")
    statement = add_statement(upload=upload, by=cashiers[0], at=now)
    read_lines(statement.pk, at=now)
    while settle_matched(statement.pk, at=now):
        pass


def _name_account(cashier: Officer, now: datetime) -> None:
    """A cashier names it a week ago, somebody else confirms it next day."""
    seconds = [one for role in DECIDERS for one in officers_with_role(role) if one.pk != cashier.pk]
    if not seconds:
        return
    named = name_account(ACCOUNT, by=cashier, at=now - timedelta(days=7))
    confirm_account(account=named, number=named.number, by=seconds[0], at=now - timedelta(days=6))


def _bill(number: int, rate: str, cashier: Officer, now: datetime, rng: Random) -> Bill:
    return services.assess(
        subject=f"counter:Nộp_chuyển_khoản#{number}",
        payer=services.Payer(invent(rng).full),
        items=[services.Item(rate)],
        moment="reception",
        by=cashier,
        at=now - timedelta(days=1, minutes=BILLS - number),
    )


def _pay_online(bills: list[Bill], now: datetime) -> list[str]:
    """The first is paid and seen at the bank, the second paid and not seen yet, the third waits."""
    if gateway() is None:
        return []
    orders = [
        open_order(bill=bill, addresses=Addresses("/", "/"), by=SYSTEM, at=now - timedelta(minutes=5))
        for bill in bills
    ]
    for order in orders[:2]:
        note_answer(Answer(order.code, Said.PAID, order.amount, f"DT{order.pk:06d}"), way="sent", at=now)
    return [f",{order.amount},{order.code} nop phi,CONG THANH TOAN" for order in orders[:1]]


def _transfers(bills: list[Bill]) -> list[str]:
    return [f",{bill.total},MBVCB.{bill.pk}.{bill.code}.nop phi,{_plain(bill)}" for bill in bills]


def _oddities(owed: list[Bill], rng: Random) -> list[str]:
    """What banks and people do: a name without a code, another sum, a second transfer, the bank's own fee."""
    nameless, short, twice = owed[-3], owed[-2], owed[3]
    return [
        f",{nameless.total},{_plain(nameless)} chuyen tien le phi,{_plain(nameless)}",
        f",{short.total + 1000},{short.code},{_plain(short)}",
        f",{twice.total},{twice.code} nop lai,{_plain(twice)}",
        f",{rng.randrange(2, 9)}00000,tien thue hoi truong,HTX NONG NGHIEP",
        "3300,,Phi quan ly tai khoan,",
    ]


def _plain(bill: Bill) -> str:
    return fold(bill.payer_name).upper()
