"""Verbs of visits: load the queues, take and call numbers, book and cancel hours, admit kiosks."""

from .booking import arrive, book, cancel
from .kiosks import add_kiosk, close_kiosk, join_kiosk
from .loading import load_queues
from .tickets import call_again, call_next, finish, miss, take_back, take_ticket

__all__ = [
    "add_kiosk",
    "arrive",
    "book",
    "call_again",
    "call_next",
    "cancel",
    "close_kiosk",
    "finish",
    "join_kiosk",
    "load_queues",
    "miss",
    "take_back",
    "take_ticket",
]
