"""Security facts of the interface, for the journal."""

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class ApiTokenMade(Event):
    """A token for programs was made for a user."""

    name: ClassVar[str] = "api.token_made"
    username: str
    scopes: list[str]
    days: int


@dataclass(frozen=True, kw_only=True)
class ApiTokensRevoked(Event):
    """Every token of a user was taken away."""

    name: ClassVar[str] = "api.tokens_revoked"
    username: str
    count: int
