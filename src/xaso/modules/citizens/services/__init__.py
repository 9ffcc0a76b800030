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

__all__ = [
    "AccountExists",
    "NoAccount",
    "PersonDiffers",
    "correct_contact",
    "record_person",
    "register_account",
    "reset_password",
]
