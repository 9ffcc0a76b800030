"""The verbs of identity: make accounts, sign in, lock out, send codes."""

from .accounts import (
    UsernameTaken,
    WeakPassword,
    change_password,
    create_citizen_user,
    create_officer_user,
    random_password,
    reset_password,
    set_contact,
    set_roles,
)
from .passwords import WrongCredentials, check_officer, check_own_password
from .throttle import TooManyTries

__all__ = [
    "TooManyTries",
    "UsernameTaken",
    "WeakPassword",
    "WrongCredentials",
    "change_password",
    "check_officer",
    "check_own_password",
    "create_citizen_user",
    "create_officer_user",
    "random_password",
    "reset_password",
    "set_contact",
    "set_roles",
]
