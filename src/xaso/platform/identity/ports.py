"""What identity asks of the outside: how people prove who they are, and how a code reaches them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from .models import User


@dataclass(frozen=True, slots=True)
class Challenge:
    """A proof that is still asked for: its id, and where the code went (masked)."""

    id: str
    sent_to: str


class CitizenSignIn(Protocol):
    """How people sign in; named by settings.CITIZEN_SIGN_IN."""

    notice: str
    """A sentence for the sign-in page when this way stands in for another; may be empty."""

    def begin(self, *, id_number: str, password: str, address: str, at: datetime) -> Challenge:
        """Check the first proof and send the second. Raises a Refusal that says what to do."""
        ...  # pragma: no cover - a protocol has no body

    def resend(self, *, challenge_id: str, at: datetime) -> Challenge:
        """Send the second proof once more. Raises a Refusal."""
        ...  # pragma: no cover - a protocol has no body

    def sent_to(self, *, challenge_id: str) -> str:
        """Where the second proof went (masked); empty when there is no such challenge."""
        ...  # pragma: no cover - a protocol has no body

    def finish(self, *, challenge_id: str, code: str, at: datetime) -> User:
        """The user who has given both proofs. Raises a Refusal."""
        ...  # pragma: no cover - a protocol has no body


class CodeSender(Protocol):
    """How a one-time code reaches a user; named by settings.CODE_SENDER."""

    def send_code(self, user: User, *, code: str, minutes: int) -> str:
        """Send it at once; return where it went, masked. Raises a Refusal when it cannot be sent."""
        ...  # pragma: no cover - a protocol has no body
