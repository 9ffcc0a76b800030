"""Questions to visits."""

from .booking import appointments_of, days_ahead, find_appointment, free_by_day, free_slots
from .places import counters, kiosk_of, kiosks, queue_of, queues
from .tickets import Board, CounterDesk, board, counter_desk, people_ahead, ticket_of_day

__all__ = [
    "Board",
    "CounterDesk",
    "appointments_of",
    "board",
    "counter_desk",
    "counters",
    "days_ahead",
    "find_appointment",
    "free_by_day",
    "free_slots",
    "kiosk_of",
    "kiosks",
    "people_ahead",
    "queue_of",
    "queues",
    "ticket_of_day",
]
