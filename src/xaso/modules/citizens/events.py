"""What happens to people's records: ids and field names only, since the chain is never erased."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class AccountRegistered(Event):
    """A person has made an account; `was_known`: the commune had the record before."""

    name: ClassVar[str] = "citizens.account_registered"
    person: str = ""
    was_known: bool = False


@dataclass(frozen=True)
class PasswordReset(Event):
    """An officer has given a person a new password after looking at the card."""

    name: ClassVar[str] = "citizens.password_reset"
    person: str = ""


@dataclass(frozen=True)
class PersonRecorded(Event):
    """An officer has written down a person who came to the counter."""

    name: ClassVar[str] = "citizens.person_recorded"
    person: str = ""


@dataclass(frozen=True)
class PersonCorrected(Event):
    """The named fields of a person's record were changed."""

    name: ClassVar[str] = "citizens.person_corrected"
    person: str = ""
    fields: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StoreFilled(Event):
    """Papers came into a person's store."""

    name: ClassVar[str] = "citizens.store_filled"
    person: str = ""
    items: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class StoreUsed(Event):
    """Papers of a person's store were used again, `of` which piece of work."""

    name: ClassVar[str] = "citizens.store_used"
    person: str = ""
    items: list[str] = field(default_factory=list)
    of: str = ""


@dataclass(frozen=True)
class StoreChanged(Event):
    """A paper of the store was compared, limited, replaced or withdrawn."""

    name: ClassVar[str] = "citizens.store_changed"
    person: str = ""
    item: str = ""
    how: str = ""
