"""What org announces."""

from dataclasses import dataclass
from typing import Any, ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class ReferenceLoaded(Event):
    """One file of the commune pack was loaded; only what it added or changed is named."""

    name: ClassVar[str] = "org.reference_loaded"
    part: str
    added: list[str]
    changed: list[str]


@dataclass(frozen=True)
class ReferenceChanged(Event):
    """Someone at the commune changed a setting, a village, a unit or a day of the calendar."""

    name: ClassVar[str] = "org.reference_changed"
    kind: str
    code: str
    before: dict[str, Any]
    after: dict[str, Any]


@dataclass(frozen=True)
class OfficerAdded(Event):
    """An officer may now sign in."""

    name: ClassVar[str] = "org.officer_added"
    username: str
    full_name: str
    unit: str
    position: str
    roles: list[str]
    is_demo: bool


@dataclass(frozen=True)
class OfficerPasswordReset(Event):
    """An officer was given a new one-time password. The password itself is nowhere kept."""

    name: ClassVar[str] = "org.officer_password_reset"
    username: str


@dataclass(frozen=True, kw_only=True)
class DelegationFact(Event):
    """What both facts of a delegation carry; people by key and name."""

    giver: str
    giver_name: str
    substitute: str
    substitute_name: str
    role: str
    unit: str
    starts_on: str
    ends_on: str


@dataclass(frozen=True, kw_only=True)
class DelegationGiven(DelegationFact):
    """For some days an officer stands in for another in one role."""

    name: ClassVar[str] = "org.delegation_given"
    reason: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class DelegationWithdrawn(DelegationFact):
    """A delegation ended before its last day."""

    name: ClassVar[str] = "org.delegation_withdrawn"
