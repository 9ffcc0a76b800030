"""What happens at the counter, as told to the journal. No name and no phone of anybody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """What every fact of a ticket carries."""

    ticket: str
    queue: str
    day: str


@dataclass(frozen=True, kw_only=True)
class TicketTaken(TicketEvent):
    """Someone took a number."""

    name: ClassVar[str] = "visits.ticket_taken"
    is_priority: bool
    with_appointment: bool


@dataclass(frozen=True, kw_only=True)
class TicketCalled(TicketEvent):
    """A counter called the number; again when `again`."""

    name: ClassVar[str] = "visits.ticket_called"
    counter: str
    again: bool


@dataclass(frozen=True, kw_only=True)
class TicketFinished(TicketEvent):
    """The person was served."""

    name: ClassVar[str] = "visits.ticket_finished"


@dataclass(frozen=True, kw_only=True)
class TicketMissed(TicketEvent):
    """Called, and nobody came."""

    name: ClassVar[str] = "visits.ticket_missed"


@dataclass(frozen=True, kw_only=True)
class TicketBack(TicketEvent):
    """One who was not there came back and waits again."""

    name: ClassVar[str] = "visits.ticket_back"


@dataclass(frozen=True, kw_only=True)
class AppointmentBooked(Event):
    """An hour was booked."""

    name: ClassVar[str] = "visits.appointment_booked"
    queue: str
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class AppointmentCancelled(Event):
    """A booked hour was given back."""

    name: ClassVar[str] = "visits.appointment_cancelled"
    queue: str
    starts_at: str


@dataclass(frozen=True, kw_only=True)
class KioskAdded(Event):
    """A device may give numbers from now on, once its code was typed in."""

    name: ClassVar[str] = "visits.kiosk_added"
    device: str


@dataclass(frozen=True, kw_only=True)
class KioskClosed(Event):
    """A device gives no more numbers."""

    name: ClassVar[str] = "visits.kiosk_closed"
    device: str
