"""Judge a password, never before the lockout was asked."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth import authenticate

from xaso.kernel.errors import Refusal

from ..models import User
from . import throttle


class WrongCredentials(Refusal):
    """Name and password do not fit, or the account is closed; which of these is not said."""

    code = "wrong_credentials"
    status = 422
    default_sentence = "Tên đăng nhập hoặc mật khẩu không đúng. Xem phím Caps Lock và bộ gõ rồi nhập lại."


class WrongPassword(Refusal):
    """The signed-in user did not give the own password."""

    code = "wrong_password"
    status = 422
    default_sentence = "Mật khẩu đang dùng không đúng. Hãy nhập lại."


def check_officer(*, username: str, password: str, address: str, at: datetime) -> User:
    """The officer of that name and password. Raises WrongCredentials, TooManyTries."""
    return check(kind=User.Kind.OFFICER, username=username, password=password, address=address, at=at)


def check(*, kind: str, username: str, password: str, address: str, at: datetime) -> User:
    """The user of that kind, name and password. Raises WrongCredentials, TooManyTries."""
    attempt = throttle.start(kind=throttle.PASSWORD, username=username, address=address, at=at)
    user = authenticate(None, username=username, password=password)
    if not isinstance(user, User) or user.kind != kind:
        raise WrongCredentials
    throttle.succeed(attempt)
    return user


def check_own_password(
    *, user: User, password: str, address: str, at: datetime, field: str = "current"
) -> None:
    """Let the signed-in user prove the password again. Raises WrongPassword at that field, TooManyTries."""
    attempt = throttle.start(kind=throttle.PASSWORD, username=user.username, address=address, at=at)
    if not user.check_password(password):
        raise WrongPassword(field=field)
    throttle.succeed(attempt)
