"""The tables of visits, by noun."""

from .booking import Appointment
from .places import Counter, Kiosk, Queue
from .tickets import Ticket, TicketSeries

__all__ = ["Appointment", "Counter", "Kiosk", "Queue", "Ticket", "TicketSeries"]
