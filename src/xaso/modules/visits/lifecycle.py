"""States of a ticket and of an appointment, and the moves between them.

Source: design; no text that we have seen fixes how a centre calls people (onestop.md 3.4 names the
duty only).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from xaso.kernel.errors import Conflict


class TicketState(StrEnum):
    """Where the holder of a number is."""

    WAITING = "waiting"
    CALLED = "called"
    DONE = "done"
    MISSED = "missed"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and Vietnamese words, for a model field."""
        return [(state.value, TICKET_WORDS[state]) for state in cls]


class AppointmentState(StrEnum):
    """What became of a booking."""

    BOOKED = "booked"
    ARRIVED = "arrived"
    CANCELLED = "cancelled"

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Return value and Vietnamese words, for a model field."""
        return [(state.value, APPOINTMENT_WORDS[state]) for state in cls]


TICKET_WORDS = {
    TicketState.WAITING: "Đang chờ",
    TicketState.CALLED: "Đang phục vụ",
    TicketState.DONE: "Đã xong",
    TicketState.MISSED: "Gọi không có mặt",
}
APPOINTMENT_WORDS = {
    AppointmentState.BOOKED: "Đã hẹn",
    AppointmentState.ARRIVED: "Đã đến",
    AppointmentState.CANCELLED: "Đã hủy",
}


class Move(StrEnum):
    """What can happen to a ticket."""

    CALL = "call"
    FINISH = "finish"
    MISS = "miss"
    TAKE_BACK = "take_back"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: from which state, to which, and its name as a refusal says it."""

    source: TicketState
    target: TicketState
    words: str


MOVES: dict[Move, Rule] = {
    Move.CALL: Rule(TicketState.WAITING, TicketState.CALLED, "gọi"),
    Move.FINISH: Rule(TicketState.CALLED, TicketState.DONE, "ghi đã xong"),
    Move.MISS: Rule(TicketState.CALLED, TicketState.MISSED, "ghi vắng mặt"),
    Move.TAKE_BACK: Rule(TicketState.MISSED, TicketState.WAITING, "cho chờ lại"),
}


class TicketMoved(Conflict):
    """The ticket is no longer where the page showed it."""

    code = "ticket_moved"


class AppointmentClosed(Conflict):
    """The appointment was used or cancelled before."""

    code = "appointment_closed"


def after(state: TicketState | str, move: Move) -> TicketState:
    """Return the state that `move` leads to; raise `TicketMoved` when it may not start from `state`."""
    rule = MOVES[move]
    if TicketState(state) != rule.source:
        now = TICKET_WORDS[TicketState(state)].lower()
        raise TicketMoved(f"Số này {now} nên không {rule.words} được. Tải lại trang để xem tiếp.")
    return rule.target


def leave_booked(state: AppointmentState | str, target: AppointmentState) -> AppointmentState:
    """Return `target` for an appointment still booked; raise `AppointmentClosed` for any other."""
    if AppointmentState(state) != AppointmentState.BOOKED:
        now = APPOINTMENT_WORDS[AppointmentState(state)].lower()
        raise AppointmentClosed(f"Lịch hẹn này {now}. Đặt lịch mới hoặc lấy số tại quầy.")
    return target
