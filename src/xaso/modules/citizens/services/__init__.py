"""The verbs of citizens."""

from .accounts import AccountExists, PersonDiffers, correct_contact, register_account
from .records import record_person

__all__ = ["AccountExists", "PersonDiffers", "correct_contact", "record_person", "register_account"]
