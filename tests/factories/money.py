"""Bills, payments and shifts, made through the services."""

from __future__ import annotations

from datetime import date, datetime
from itertools import count

from tests.cast import Cast
from xaso.kernel.clock import at as moment_at
from xaso.modules.org.models import Officer
from xaso.modules.payments import services
from xaso.modules.payments.models import Bill, CollectionAccount, Payment, Receipt, Shift
from xaso.modules.payments.services import Item, Payer, accounts
from xaso.modules.payments.services.accounts import AccountFacts

COPY, PAGE, LICENCE = "trich-luc", "sao-y", "giay-phep"
"""Rates of the test pack: 8.000 a copy (phí), 2.000 then 1.000 a page (phí), 50.000 a licence (lệ phí)."""
ACCOUNT = AccountFacts(
    bank="970499", bank_name="Ngân hàng thử", number="1900200300400", holder="UBND xã thử",
    decision="Quyết định 15/QĐ-UBND", decided_on=date(2026, 1, 5), issuer="UBND xã",
)  # fmt: skip
"""An account at a bank that does not exist."""
_turn = count(1)


def moment(day: int, hour: int = 9) -> datetime:
    """An hour of a day of March 2026."""
    return moment_at(date(2026, 3, day)).replace(hour=hour)


def bill(cast: Cast, *items: Item, at: datetime | None = None, subject: str = "", payer: str = "") -> Bill:
    """A bill for one copy, or of the given items."""
    return services.assess(
        subject=subject or f"counter:{next(_turn)}",
        payer=Payer(payer or cast.citizen.full_name, cast.citizen.id_number or ""),
        items=items or (Item(COPY),),
        moment="reception",
        by=cast.one_stop_officer,
        at=at or moment(2),
    )


def shift(cashier: Officer, *, at: datetime | None = None, opening_cash: int = 0) -> Shift:
    """An open shift."""
    return services.open_shift(opening_cash=opening_cash, by=cashier, at=at or moment(2, 8))


def paid(cast: Cast, *items: Item, at: datetime | None = None) -> Payment:
    """A bill paid by transfer."""
    owed = bill(cast, *items, at=at)
    return services.take_payment(
        bill=owed,
        amount=owed.total,
        method="transfer",
        key=f"bank:{owed.code}",
        by=cast.one_stop_officer,
        at=at or moment(2),
    )


def named_account(cast: Cast, facts: AccountFacts = ACCOUNT) -> CollectionAccount:
    """An account that waits to be confirmed."""
    return accounts.name_account(facts, by=cast.one_stop_officer, at=moment(2, 8))


def own_account(cast: Cast, facts: AccountFacts = ACCOUNT) -> CollectionAccount:
    """The account in use."""
    waiting = named_account(cast, facts)
    return accounts.confirm_account(account=waiting, number=facts.number, by=cast.chairman, at=moment(2, 8))


def worldly(cast: Cast) -> None:
    """Bills due and paid in an open shift, refunds asked for and approved, accounts used and waiting."""
    cashier, at = cast.one_stop_officer, moment(2)
    open_drawer = shift(cashier)
    bill(cast, subject="world:due")
    taken = bill(cast, subject="world:paid")
    services.take_cash(bill=taken, amount=taken.total, key="world", by=cashier, at=at)
    services.ask_refund(bill=paid(cast).bill, reason="Thu nhầm", by=cashier, at=at)
    approved = services.ask_refund(bill=paid(cast).bill, reason="Thu nhầm", by=cashier, at=at)
    services.approve_refund(refund=approved, by=cast.chairman, at=at)
    own_account(cast)
    named_account(cast)
    assert open_drawer.closed_at is None


def receipt_of(payment: Payment) -> Receipt:
    """Its one receipt in force."""
    return Receipt.objects.select_related("series").get(payment=payment, state="valid")
