"""One-time codes: six digits, five minutes, five tries, sent by the port of settings.CODE_SENDER."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac
from django.utils.module_loading import import_string

from xaso.kernel.errors import Refusal
from xaso.kernel.wording import hour_words

from ..models import SignInCode, User
from ..ports import CodeSender

LASTS = timedelta(minutes=5)
TRIES = 5
RESEND_AFTER = timedelta(seconds=60)
SENDS = 3
BEGINS = 5
BEGINS_WINDOW = timedelta(minutes=15)
KEEP = timedelta(days=30)


class CodeOver(Refusal):
    """The code can no longer be used; signing in starts again."""

    code = "code_over"
    status = 422
    default_sentence = "Mã này đã hết hiệu lực. Đăng nhập lại để nhận mã mới."


class CodeWrong(Refusal):
    """The code is not the one sent."""

    code = "code_wrong"
    status = 422


class CodeTooSoon(Refusal):
    """Codes are sent with a pause between them, and not without end."""

    code = "code_too_soon"
    status = 429


def begin(*, user: User, at: datetime) -> SignInCode:
    """Send the user a new code. Raises CodeTooSoon after five unused ones within 15 minutes."""
    recent = SignInCode.objects.filter(user=user, used_at=None, begun_at__gt=at - BEGINS_WINDOW)
    begun = list(recent.order_by("begun_at").values_list("begun_at", flat=True))
    if len(begun) >= BEGINS:
        raise CodeTooSoon(f"Đã gửi quá nhiều mã. Thử lại sau {hour_words(begun[-BEGINS] + BEGINS_WINDOW)}.")
    SignInCode.objects.filter(user=user, begun_at__lt=at - KEEP).delete()
    row = SignInCode(user=user, begun_at=at, sent_at=at)
    _send(row, at)
    row.save(force_insert=True)
    return row


def resend(*, code_id: UUID, at: datetime) -> SignInCode:
    """Send another code for the one before; tries used stay used. Raises CodeTooSoon, CodeOver."""
    row = SignInCode.objects.select_related("user").filter(pk=code_id, used_at=None).first()
    if row is None or row.tries >= TRIES or at - row.begun_at > BEGINS_WINDOW:
        raise CodeOver
    if row.sent_count >= SENDS:
        raise CodeTooSoon(f"Đã gửi {SENDS} mã. Chưa nhận được thì đến Trung tâm Phục vụ hành chính công.")
    wait = (row.sent_at + RESEND_AFTER - at).total_seconds()
    if wait > 0:
        raise CodeTooSoon(f"Vừa gửi mã. Đợi {int(wait) + 1} giây nữa rồi bấm gửi lại.")
    row.sent_count += 1
    row.sent_at = at
    _send(row, at)
    row.save(update_fields=["digest", "sent_at", "sent_count", "sent_to"])
    return row


def finish(*, code_id: UUID, code: str, at: datetime) -> User:
    """The user whose code this is; it is used up by this. Raises CodeWrong with the tries left, CodeOver."""
    with transaction.atomic():
        open_codes = SignInCode.objects.select_for_update(of=("self",)).select_related("user")
        row = open_codes.filter(pk=code_id, used_at=None).first()
        if row is None or row.tries >= TRIES or at - row.sent_at > LASTS or not row.user.is_active:
            raise CodeOver
        row.tries += 1
        typed = "".join(char for char in code if char.isascii() and char.isdigit())
        right = compare_digest(row.digest, _digest(row, typed))
        row.used_at = at if right else None
        row.save(update_fields=["tries", "used_at"])
    if right:
        return row.user
    left = TRIES - row.tries
    if not left:
        raise CodeOver(f"Đã nhập sai {TRIES} lần. Đăng nhập lại để nhận mã mới.")
    raise CodeWrong(f"Mã không đúng. Xem lại tin nhắn mới nhất; còn {left} lần nhập.", field="code")


def _send(row: SignInCode, at: datetime) -> None:
    code = f"{secrets.randbelow(1_000_000):06d}"
    row.digest = _digest(row, code)
    sender: CodeSender = import_string(settings.CODE_SENDER)()
    row.sent_to = sender.send_code(row.user, code=code, minutes=int(LASTS.total_seconds()) // 60)


def _digest(row: SignInCode, code: str) -> str:
    return salted_hmac(f"xaso.identity.code:{row.pk}", code, algorithm="sha256").hexdigest()
