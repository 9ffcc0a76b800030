"""The lockout: counted in the database over all processes, and asked before anything is hashed."""

from __future__ import annotations

from datetime import datetime, timedelta

from xaso.kernel.errors import Refusal
from xaso.kernel.wording import hour_words

from ..models import SignInAttempt

WINDOW = timedelta(minutes=15)
PER_USERNAME = 5
PER_ADDRESS = 30
KEEP = timedelta(days=90)
PASSWORD, CODE, REGISTER = "password", "code", "register"


class TooManyTries(Refusal):
    """Too many wrong tries; the sentence says when to try again."""

    code = "too_many_tries"
    status = 429


def start(*, kind: str, username: str, address: str, at: datetime) -> SignInAttempt:
    """Note a try as wrong before it is judged, so that tries side by side count too.

    Raises TooManyTries after 5 wrong ones for the name or 30 from the address within 15 minutes; a
    refused try is not counted.
    """
    name = username[:60].lower()
    attempt = SignInAttempt.objects.create(kind=kind, username=name, address=address[:45], at=at)
    free_again = _free_again(attempt)
    if free_again is not None:
        attempt.delete()
        minute = hour_words(free_again + timedelta(seconds=59))
        raise TooManyTries(f"Đã nhập sai quá nhiều lần. Thử lại sau {minute}.")
    return attempt


def succeed(attempt: SignInAttempt) -> None:
    """Note that the try was right; the wrong ones before it no longer count for the name."""
    attempt.outcome = SignInAttempt.Outcome.RIGHT
    attempt.save(update_fields=["outcome"])
    SignInAttempt.objects.filter(at__lt=attempt.at - KEEP).delete()


def _free_again(attempt: SignInAttempt) -> datetime | None:
    """When the name or the address may try again; None when it may now."""
    earlier = SignInAttempt.objects.filter(kind=attempt.kind, at__gt=attempt.at - WINDOW, pk__lt=attempt.pk)
    own = earlier.filter(username=attempt.username)
    right, wrong = SignInAttempt.Outcome.RIGHT, SignInAttempt.Outcome.WRONG
    last_right = own.filter(outcome=right).order_by("-pk").values_list("pk", flat=True).first()
    counted = (
        (own.filter(outcome=wrong, pk__gt=last_right or 0), PER_USERNAME),
        (earlier.filter(outcome=wrong, address=attempt.address), PER_ADDRESS),
    )
    ends = []
    for rows, limit in counted:
        latest = list(rows.order_by("-at").values_list("at", flat=True)[:limit])
        if len(latest) == limit:
            ends.append(latest[-1] + WINDOW)
    return max(ends, default=None)
