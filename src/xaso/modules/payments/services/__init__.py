"""What payments do on request."""

from .billing import AlreadyBilled, Item, NoSuchRate, Payer, assess, cancel_bill
from .collecting import AlreadyPaid, KeyUsed, NoShift, WrongAmount, take_cash, take_payment
from .loading import load_fees
from .receipting import replace_receipt, reprint_receipt
from .refunding import approve_refund, ask_refund, pay_refund, reject_refund
from .shifts import close_shift, hand_over, open_shift

__all__ = [
    "AlreadyBilled",
    "AlreadyPaid",
    "Item",
    "KeyUsed",
    "NoShift",
    "NoSuchRate",
    "Payer",
    "WrongAmount",
    "approve_refund",
    "ask_refund",
    "assess",
    "cancel_bill",
    "close_shift",
    "hand_over",
    "load_fees",
    "open_shift",
    "pay_refund",
    "reject_refund",
    "replace_receipt",
    "reprint_receipt",
    "take_cash",
    "take_payment",
]
