"""The verbs of citizens."""

from .accounts import (
    AccountExists,
    NoAccount,
    PersonDiffers,
    correct_contact,
    register_account,
    reset_password,
)
from .records import record_person
from .store import ItemIn, NotUsable, end_item, keep_items, limit_item, use_items, verify_item

__all__ = [
    "AccountExists",
    "ItemIn",
    "NoAccount",
    "NotUsable",
    "PersonDiffers",
    "correct_contact",
    "end_item",
    "keep_items",
    "limit_item",
    "record_person",
    "register_account",
    "reset_password",
    "use_items",
    "verify_item",
]
