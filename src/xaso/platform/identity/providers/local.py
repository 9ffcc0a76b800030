"""Sign-in of people inside this installation: personal number, password, one-time code."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ..models import SignInCode, User
from ..ports import Challenge
from ..services import codes, passwords


class WrongIdNumberOrPassword(passwords.WrongCredentials):
    """Number and password do not fit."""

    default_sentence = (
        "Số định danh hoặc mật khẩu không đúng. Kiểm tra lại 12 số trên thẻ căn cước rồi nhập lại. "
        "Quên mật khẩu thì mang thẻ đến Trung tâm Phục vụ hành chính công."
    )


class LocalSignIn:
    """Stands in for VNeID until the commune is connected to it."""

    notice = "Cách đăng nhập này đứng thay VNeID trong bản cài đặt này."

    def begin(self, *, id_number: str, password: str, address: str, at: datetime) -> Challenge:
        """Check number and password, send a code. Raises WrongCredentials, TooManyTries, CodeTooSoon."""
        try:
            user = passwords.check(
                kind=User.Kind.CITIZEN, username=id_number, password=password, address=address, at=at
            )
        except passwords.WrongCredentials:
            raise WrongIdNumberOrPassword from None
        return _challenge(codes.begin(user=user, at=at))

    def resend(self, *, challenge_id: str, at: datetime) -> Challenge:
        """Send another code. Raises CodeTooSoon, CodeOver."""
        return _challenge(codes.resend(code_id=UUID(challenge_id), at=at))

    def sent_to(self, *, challenge_id: str) -> str:
        """Where the code went (masked)."""
        row = SignInCode.objects.filter(pk=UUID(challenge_id)).first()
        return row.sent_to if row else ""

    def finish(self, *, challenge_id: str, code: str, at: datetime) -> User:
        """The user whose code it is. Raises CodeWrong, CodeOver."""
        return codes.finish(code_id=UUID(challenge_id), code=code, at=at)


def _challenge(row: SignInCode) -> Challenge:
    return Challenge(str(row.pk), row.sent_to)
