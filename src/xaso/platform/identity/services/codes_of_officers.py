"""Judge and set up an officer's second factor, under the same lockout as the password."""

from __future__ import annotations

from datetime import datetime

from xaso.kernel.errors import Refusal

from .. import second_factor
from ..models import User
from . import throttle

RECOVERY_DIGITS = 8


class WrongSecondFactor(Refusal):
    """Neither the phone's code nor an unused recovery code."""

    code = "wrong_second_factor"
    status = 422
    default_sentence = (
        "Mã không đúng hoặc đã dùng rồi. Đợi ứng dụng hiện mã mới rồi nhập lại; "
        "xem giờ trên điện thoại có đúng không."
    )


def check(*, user: User, code: str, address: str, at: datetime) -> None:
    """Accept the phone's code or a recovery code. Raises WrongSecondFactor, TooManyTries."""
    attempt = throttle.start(kind=throttle.CODE, username=user.username, address=address, at=at)
    digits = "".join(char for char in code if char.isascii() and char.isdigit())
    if len(digits) == RECOVERY_DIGITS:
        right = second_factor.accepts_recovery(user, digits)
    else:
        right = second_factor.accepts(user, digits, at=at)
    if not right:
        raise WrongSecondFactor(field="code")
    throttle.succeed(attempt)


def set_up(*, user: User, secret: str, code: str, at: datetime) -> list[str]:
    """Set up the second factor with its first code; return the recovery codes. Raises WrongSecondFactor."""
    recovery = second_factor.activate(user, secret, code, at=at)
    if recovery is None:
        raise WrongSecondFactor(field="code")
    return recovery
