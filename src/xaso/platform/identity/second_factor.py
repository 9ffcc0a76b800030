"""The officers' second factor: a code every 30 seconds (RFC 6238), and ten codes for the lost phone.

Secrets lie sealed in allauth.mfa's rows (docs/adr/0003-officer-sign-in.md); a code counts once over all
processes.
"""

from __future__ import annotations

from datetime import datetime
from hmac import compare_digest
from typing import Any
from urllib.parse import quote, urlencode

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.db import transaction

from .models import User

STEP_SECONDS = 30
_TOTP = Authenticator.Type.TOTP
_RECOVERY = Authenticator.Type.RECOVERY_CODES


def is_active(user: User) -> bool:
    """Whether the user has set up a second factor."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=_TOTP).exists())


def new_secret() -> str:
    """A new secret in base32, 160 bits, kept nowhere yet."""
    return str(generate_totp_secret())


def setup_uri(user: User, secret: str, issuer: str) -> str:
    """What the QR code says to the phone's code program."""
    query = urlencode({"secret": secret, "issuer": issuer}, quote_via=quote)
    return f"otpauth://totp/{quote(f'{issuer}:{user.username}')}?{query}"


def code_at(secret: str, at: datetime) -> str:
    """The six digits shown by the phone at that moment."""
    return str(format_hotp_value(hotp_value(secret, _step(at))))


@transaction.atomic
def activate(user: User, secret: str, code: str, *, at: datetime) -> list[str] | None:
    """Set up the second factor and return the recovery codes; None when the code is wrong."""
    step = _matching_step(secret, code, at, after=0)
    if step is None:
        return None
    remove(user)
    _save_step(TOTP.activate(user, secret).instance, step)
    return renew_recovery_codes(user)


@transaction.atomic
def accepts(user: User, code: str, *, at: datetime) -> bool:
    """Whether the code is right at this moment and was not used before."""
    row = Authenticator.objects.select_for_update().filter(user_id=user.pk, type=_TOTP).first()
    if row is None:
        return False
    step = _matching_step(decrypt(row.data["secret"]), code, at, after=int(row.data.get("step", 0)))
    if step is None:
        return False
    _save_step(row, step)
    return True


def accepts_recovery(user: User, code: str) -> bool:
    """Whether it is one of the user's unused recovery codes, which is used up by this."""
    row = Authenticator.objects.filter(user_id=user.pk, type=_RECOVERY).first()
    return row is not None and bool(RecoveryCodes(row).validate_code(_digits(code)))


def recovery_left(user: User) -> int:
    """How many recovery codes the user has left."""
    row = Authenticator.objects.filter(user_id=user.pk, type=_RECOVERY).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


@transaction.atomic
def renew_recovery_codes(user: User) -> list[str]:
    """Make new recovery codes; the old ones no longer work."""
    Authenticator.objects.filter(user_id=user.pk, type=_RECOVERY).delete()
    return [str(code) for code in RecoveryCodes.activate(user).generate_codes()]


def remove(user: User) -> None:
    """Take the second factor away (lost phone); it is asked for again at the next sign-in."""
    Authenticator.objects.filter(user_id=user.pk).delete()


def _step(at: datetime) -> int:
    return int(at.timestamp()) // STEP_SECONDS


def _matching_step(secret: str, code: str, at: datetime, *, after: int) -> int | None:
    """The step whose code this is: now or one step either side, later than the last one used."""
    typed = _digits(code)
    for step in (_step(at) - 1, _step(at), _step(at) + 1):
        if step > after and compare_digest(typed, str(format_hotp_value(hotp_value(secret, step)))):
            return step
    return None


def _digits(code: str) -> str:
    return "".join(char for char in code if char.isascii() and char.isdigit())


def _save_step(row: Any, step: int) -> None:
    row.data["step"] = step
    row.save(update_fields=["data"])
