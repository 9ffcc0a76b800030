"""Tokens by which a program acts as its user: made, judged, taken away."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from hashlib import sha256

from django.utils.timezone import is_aware

from xaso.kernel.errors import Invalid

from ..models import ApiToken, User

PREFIX = "xaso_"
LONGEST_DAYS = 366
USED_EVERY = timedelta(hours=1)
_HINT = 12


class Scope(StrEnum):
    """What a token may be used for; its user's own rights bound it further."""

    READ = "read"
    FILE = "file"


class UnfitToken(Invalid):
    """The token asked for would live too long or may do nothing."""

    code = "unfit_token"


def make_token(*, user: User, days: int, scopes: Iterable[str], at: datetime) -> str:
    """Make a token for the user, returned to be told once: 256 bits by chance, so its plain digest is enough.

    Raises `UnfitToken` for more than 366 days, less than one, or an unknown scope.
    """
    assert is_aware(at), "a moment needs its time zone"
    wanted = sorted(set(scopes))
    if not 1 <= days <= LONGEST_DAYS:
        raise UnfitToken(f"Mã truy cập dùng được từ 1 đến {LONGEST_DAYS} ngày.", field="days")
    if not wanted or not set(wanted) <= {scope.value for scope in Scope}:
        known = ", ".join(Scope)
        raise UnfitToken(f"Phạm vi của mã truy cập chỉ gồm: {known}.", field="scopes")
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(
        user=user,
        digest=_digest(token),
        hint=token[:_HINT],
        scopes=wanted,
        created_at=at,
        expires_at=at + timedelta(days=days),
    )
    return token


def token_of(text: str, *, at: datetime) -> ApiToken | None:
    """The token that is good now, with its user; None for an unknown, old or revoked one, a closed account.

    Notes its use, at most once an hour.
    """
    rows = ApiToken.objects.select_related("user").filter(
        digest=_digest(text), revoked_at=None, expires_at__gt=at
    )
    found = rows.filter(user__is_active=True).first()
    if found is not None and (found.last_used_at is None or at - found.last_used_at > USED_EVERY):
        found.last_used_at = at
        found.save(update_fields=["last_used_at"])
    return found


def revoke_tokens(*, user: User, at: datetime) -> int:
    """Take every token of the user away; return how many were good."""
    return ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=at).update(revoked_at=at)


def _digest(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
