"""Which hours are free, and who comes."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from xaso.kernel.clock import at as moment
from xaso.kernel.clock import local, local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import PAGE_SIZE, Page
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org.queries import calendar, setting

from ..lifecycle import AppointmentState
from ..models import Appointment, Queue
from ..rules import slots_of

DAYS_AHEAD = 10


def days_ahead(*, at: datetime) -> list[date]:
    """The working days that can be booked: from today, so many as setting visits.days_ahead says."""
    found: list[date] = []
    day, week = local_date(at), calendar()
    wanted = int(setting("visits.days_ahead", DAYS_AHEAD))
    try:
        while len(found) < wanted:
            if week.is_workday(day):
                found.append(day)
            day += timedelta(days=1)
    except CalendarGap:
        pass  # the calendar ends: what it covers can be booked
    return found


def free_slots(queue: Queue, day: date, *, at: datetime) -> list[time]:
    """The hours of a day with a free place that have not begun. Raises `CalendarGap`."""
    return free_by_day(queue, [day], at=at)[day]


def free_by_day(queue: Queue, days: Sequence[date], *, at: datetime) -> dict[date, list[time]]:
    """The free hours of each day, asked once for all. Raises `CalendarGap`."""
    if not queue.places_per_slot or not days:
        return {day: [] for day in days}
    taken = Appointment.objects.filter(queue=queue).exclude(state=AppointmentState.CANCELLED)
    span = taken.filter(starts_at__gte=moment(min(days)), starts_at__lt=moment(max(days)) + timedelta(days=1))
    held = Tally(local(one) for one in span.values_list("starts_at", flat=True))
    week = calendar()
    return {
        day: [
            hour
            for hour in slots_of(week, day, queue.slot_minutes)
            if held[moment(day, hour)] < queue.places_per_slot and moment(day, hour) > at
        ]
        for day in days
    }


def find_appointment(code: str, phone: str) -> Appointment:
    """The appointment that code and phone together open. Raises `Missing`."""
    found = Appointment.objects.select_related("queue").filter(code=code, phone=phone).first()
    if found is None:
        raise Missing("Không thấy lịch hẹn. Xem lại mã hẹn và số điện thoại.")
    return found


def appointments_of(day: date, page: int) -> Page[Appointment]:
    """The appointments of a day by hour, for officers of the centre."""
    begin = moment(day)
    rows = Appointment.objects.filter(starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1))
    ordered = rows.select_related("queue", "ticket__queue").order_by("starts_at", "pk")
    start = (page - 1) * PAGE_SIZE
    return Page.cut(list(ordered[start : start + PAGE_SIZE + 1]), page)
