"""The account that fees and charges are transferred into, and the code put on a transfer."""

from __future__ import annotations

from dataclasses import dataclass

from vietnam_qr_pay import BanksObject

from xaso.modules.org.queries import setting

from ..gateway import vietqr_text
from ..models import Bill

DEFAULT_PREFIX = "XS"


@dataclass(frozen=True, slots=True)
class Account:
    """The commune's account: the bank's number at NAPAS, its name, the account and its holder."""

    bank: str
    bank_name: str
    number: str
    holder: str


@dataclass(frozen=True, slots=True)
class TransferOrder:
    """How to pay a bill by transfer: account, sum, words of the transfer, and the same as a VietQR."""

    account: Account
    amount: int
    words: str
    qr: str


def receiving_account() -> Account | None:
    """The account of setting payments.account; None while the commune has not named one."""
    told = setting("payments.account", {}) or {}
    bank, number = str(told.get("bank", "")), str(told.get("number", ""))
    if not bank or not number:
        return None
    known = next((one.short_name for one in BanksObject.values() if one.bin == bank), "")
    return Account(bank, str(told.get("bank_name", "")) or known, number, str(told.get("holder", "")))


def bill_prefix() -> str:
    """The letters every bill's code begins with (setting payments.bill_prefix)."""
    return str(setting("payments.bill_prefix", DEFAULT_PREFIX))


def transfer_order(bill: Bill) -> TransferOrder | None:
    """How to pay this bill by transfer; None when nothing is due, no account is named, or it is no account.

    Basis: onestop.md 10.5 (NoiDungThanhToan names what is paid; here the bill's code).
    """
    account = receiving_account()
    if account is None or bill.state != "due":
        return None
    try:
        text = vietqr_text(bank=account.bank, account=account.number, amount=bill.total, purpose=bill.code)
    except ValueError:
        return None
    return TransferOrder(account, bill.total, bill.code, text)
