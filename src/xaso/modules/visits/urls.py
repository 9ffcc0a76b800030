"""Addresses of visits: the people's, the kiosk's and the screen's; the counter's."""

from __future__ import annotations

from django.urls import URLPattern, path, register_converter

from .pages import booking, counter, devices, kiosk, screen


class TicketConverter:
    """The code of a ticket, ``A12``, as its letter and its number."""

    regex = "[A-Z][0-9]{1,3}"

    def to_python(self, value: str) -> tuple[str, int]:
        """The letter and the number."""
        return value[0], int(value[1:])

    def to_url(self, value: tuple[str, int]) -> str:
        """The letter and the number, written together."""
        return f"{value[0]}{value[1]}"


register_converter(TicketConverter, "ticket")

_QUEUE = "dat-lich/<str:code>/"
_COUNTER = "so-thu-tu/<str:code>/"

people_patterns: list[URLPattern] = [
    path("dat-lich/", booking.choose_queue, name="book"),
    path(_QUEUE, booking.choose_day, name="book_day"),
    path(f"{_QUEUE}<int:year>-<int:month>-<int:day>/", booking.book_hour, name="book_hour"),
    path("lich-hen/", booking.own, name="appointment"),
    path("lich-hen/huy/", booking.give_back, name="give_back"),
    path("man-hinh-goi-so/", screen.screen, name="screen"),
    path("ki-ot/", kiosk.start, name="kiosk"),
    path("ki-ot/nhan-may/", kiosk.join, name="join"),
    path("ki-ot/lay-so/", kiosk.take, name="take"),
    path("ki-ot/lich-hen/", kiosk.come, name="come"),
    path("ki-ot/so/<ticket:place>/", kiosk.ticket, name="ticket"),
]
desk_patterns: list[URLPattern] = [
    path("so-thu-tu/", counter.choose, name="choose"),
    path("so-thu-tu/lich-hen/", counter.appointments, name="appointments"),
    path("so-thu-tu/may/", devices.devices, name="devices"),
    path("so-thu-tu/may/<int:number>/ngung/", devices.close, name="close_device"),
    path(_COUNTER, counter.desk, name="counter"),
    path(f"{_COUNTER}goi/", counter.call, name="call"),
    path(f"{_COUNTER}phat-so/", counter.hand_out, name="hand_out"),
    path(f"{_COUNTER}<ticket:place>/<str:deed>/", counter.act, name="act"),
]
