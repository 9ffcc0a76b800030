"""The tables of money, by noun."""

from .accounts import CollectionAccount
from .bank import BankLine, BankStatement, Reconciliation
from .bills import Bill, BillLine, BillSeries, Payment, Refund
from .drafts import FeeDraft
from .orders import GatewayAnswer, GatewayOrder, RehearsedOrder
from .receipts import Receipt, ReceiptSeries
from .shifts import CashHandOver, Shift
from .tables import FeeExemption, FeeRate, FeeTable

__all__ = [
    "BankLine",
    "BankStatement",
    "Bill",
    "BillLine",
    "BillSeries",
    "CashHandOver",
    "CollectionAccount",
    "FeeDraft",
    "FeeExemption",
    "FeeRate",
    "FeeTable",
    "GatewayAnswer",
    "GatewayOrder",
    "Payment",
    "Receipt",
    "ReceiptSeries",
    "Reconciliation",
    "Refund",
    "RehearsedOrder",
    "Shift",
]
