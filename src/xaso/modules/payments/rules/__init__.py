"""What the law computes about money, in plain Python: what is owed and why, numbers of receipts, cash."""

from .cash import difference, expected_cash
from .charging import Charge, Relief, Terms, charge
from .counting import counted
from .numbering import LARGEST_NUMBER, bill_code, next_number, receipt_number
from .words import (
    GROUPS,
    KIND_WORDS,
    KINDS,
    METHOD_WORDS,
    METHODS,
    MOMENT_CODES,
    MOMENT_WORDS,
    MOMENTS,
    Group,
    Kind,
    Method,
    Moment,
)

__all__ = [
    "GROUPS",
    "KINDS",
    "KIND_WORDS",
    "LARGEST_NUMBER",
    "METHODS",
    "METHOD_WORDS",
    "MOMENTS",
    "MOMENT_CODES",
    "MOMENT_WORDS",
    "Charge",
    "Group",
    "Kind",
    "Method",
    "Moment",
    "Relief",
    "Terms",
    "bill_code",
    "charge",
    "counted",
    "difference",
    "expected_cash",
    "next_number",
    "receipt_number",
]
