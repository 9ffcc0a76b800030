"""The account that fees and charges are transferred into, and the code put on a transfer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from vietnam_qr_pay import BanksObject

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org.queries import setting

from ..gateway import vietqr_text
from ..lifecycle import AccountState
from ..models import Bill, CollectionAccount
from .bills import require_looker

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

DEFAULT_PREFIX = "XS"
TRIAL_AMOUNT, TRIAL_WORDS = 1_000, "KIEM TRA TAI KHOAN"
"""What the code asks that the second person tries with a bank's app before confirming."""


@dataclass(frozen=True, slots=True)
class TransferOrder:
    """How to pay a bill by transfer: account, sum, words of the transfer, and the same as a VietQR."""

    account: CollectionAccount
    amount: int
    words: str
    qr: str


def receiving_account() -> CollectionAccount | None:
    """The account a second person confirmed; None while there is none."""
    return CollectionAccount.objects.filter(state=AccountState.CONFIRMED).first()


def known_numbers() -> frozenset[str]:
    """The numbers of every account ever in use: statements of an earlier one are still the commune's."""
    used = CollectionAccount.objects.filter(state__in=[AccountState.CONFIRMED, AccountState.ENDED])
    return frozenset(used.values_list("number", flat=True))


def account_list(viewer: Officer, number: int) -> Page[CollectionAccount]:
    """Every account ever named, the newest first. Raises Missing."""
    require_looker(viewer)
    rows = CollectionAccount.objects.select_related("named_by", "settled_by", "ended_by")
    ordered = rows.order_by("-named_at", "-pk")
    return Page.cut(list(ordered[window(number)]), number, total=rows.count())


def account_record(viewer: Officer, key: int) -> CollectionAccount:
    """One account as it was named and decided on. Raises Missing."""
    require_looker(viewer)
    rows = CollectionAccount.objects.select_related("named_by", "settled_by", "ended_by")
    found = rows.filter(pk=key).first()
    if found is None:
        raise Missing
    return found


def trial_code(account: CollectionAccount) -> str:
    """A VietQR of a small sum: a bank's app shows who really holds the account. Nobody need pay it."""
    return vietqr_text(bank=account.bank, account=account.number, amount=TRIAL_AMOUNT, purpose=TRIAL_WORDS)


def banks() -> list[tuple[str, str]]:
    """The banks that take a VietQR: six digits at NAPAS and the name, by name."""
    names: dict[str, str] = {}
    for one in BanksObject.values():
        if one.bin and one.bin not in names and not one.deprecated:
            names[one.bin] = f"{one.short_name} – {one.name}"
    return sorted(names.items(), key=lambda pair: pair[1].casefold())


def bill_prefix() -> str:
    """The letters every bill's code begins with (setting payments.bill_prefix)."""
    return str(setting("payments.bill_prefix", DEFAULT_PREFIX))


def transfer_order(bill: Bill) -> TransferOrder | None:
    """How to pay this bill by transfer; None when nothing is due or no account was confirmed.

    Basis: onestop.md 10.5 (NoiDungThanhToan names what is paid; here the bill's code).
    """
    if bill.state != "due":
        return None
    account = receiving_account()
    if account is None:
        return None
    text = vietqr_text(bank=account.bank, account=account.number, amount=bill.total, purpose=bill.code)
    return TransferOrder(account, bill.total, bill.code, text)
