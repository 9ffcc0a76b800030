"""What decides the order of people at the counter, and which hours can be booked.

Nothing here stands in a law that we have read; each rule says so. Rule of the order: who booked comes at the
booked hour, who must not be kept standing comes before others, but never so often that others wait for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from statistics import median

from xaso.kernel.codes import is_phone, phone_digits
from xaso.kernel.errors import Invalid
from xaso.kernel.workdays import WorkCalendar

PLACES = 3
MOST_NUMBERS = 999


@dataclass(frozen=True, slots=True)
class Waiting:
    """One who waits: since when, whether before others, and the hour booked."""

    number: int
    since: datetime
    is_priority: bool
    booked_for: datetime | None = None


def ticket_code(letter: str, number: int) -> str:
    """Return ``A012``: the letter of the queue and the number of the day.

    Basis: design; what is shown and called at the counter.
    """
    return f"{letter}{number:0{PLACES}d}"


def next_waiting(
    waiting: Sequence[Waiting], *, at: datetime, priority_in_a_row: int, most_in_a_row: int
) -> Waiting | None:
    """Return who is called next: a booked hour that has come, then those before others, then by arrival.

    After `most_in_a_row` calls of those before others in a row, one ordinary ticket is called first, if any
    waits.

    Basis: design, a convention (setting visits.most_priority_in_a_row); courtesy to the aged, disabled and
    pregnant is recalled from their laws, no text was checked.
    """
    if not waiting:
        return None
    due = [one for one in waiting if one.booked_for is not None and one.booked_for <= at]
    ordinary = [one for one in waiting if not one.is_priority]
    if due:
        return min(due, key=lambda one: (one.booked_for or at, one.since, one.number))
    if ordinary and priority_in_a_row >= most_in_a_row:
        return min(ordinary, key=lambda one: (one.since, one.number))
    return min(waiting, key=lambda one: (not one.is_priority, one.since, one.number))


def expected_wait(ahead: int, minutes_each: Sequence[float], counters: int) -> int | None:
    """Return the minutes one may expect to wait, rounded up to five; None where nothing tells.

    `ahead` people wait before, each taking the median of `minutes_each` at one of `counters`.
    Basis: design; told as an estimate, never as a promise.
    """
    if not minutes_each or counters < 1:
        return None
    minutes = ahead * median(minutes_each) / counters
    return int(-(-minutes // 5) * 5)


def slots_of(calendar: WorkCalendar, day: date, minutes: int) -> list[time]:
    """Return the hours of a day at which one can be booked; none on a day off.

    Every `minutes` inside the working hours, the last so that it ends with them. Raises `CalendarGap`.

    Basis: design, by the commune's working calendar; the length is a setting of the queue.
    """
    if minutes < 1 or not calendar.is_workday(day):
        return []
    found: list[time] = []
    for opening, closing in calendar.windows:
        at = datetime.combine(day, opening)
        while at + timedelta(minutes=minutes) <= datetime.combine(day, closing):
            found.append(at.time())
            at += timedelta(minutes=minutes)
    return found


def checked_phone(text: str) -> str:
    """Return the digits of a Vietnamese phone number. Raises `Invalid` for anything else.

    Basis: design, see `is_phone`.
    """
    digits = phone_digits(text)
    if not is_phone(digits):
        raise Invalid("Nhập số điện thoại 10 số, bắt đầu bằng 03, 05, 07, 08 hoặc 09.", field="phone")
    return digits


def mark_of(key: str) -> str:
    """Return the mark of a device's key that the database keeps in its stead.

    Basis: design; a stolen database opens no device.
    """
    return sha256(key.encode()).hexdigest()
