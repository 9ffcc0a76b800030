"""Book an hour, give it back, come at it."""

from __future__ import annotations

import secrets
from datetime import date, datetime, time
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import at as moment
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid, Missing, Problem
from xaso.kernel.text import clean
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import rules
from ..events import AppointmentBooked, AppointmentCancelled
from ..lifecycle import AppointmentState, leave_booked
from ..models import Appointment, Queue
from ..queries.booking import days_ahead, free_slots
from .tickets import take_ticket

if TYPE_CHECKING:
    from ..models import Ticket

MOST_OPEN = 2
_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_LENGTH = 6
EARLY_MINUTES, LATE_MINUTES = 60, 30


class SlotTaken(Conflict):
    """Someone else booked the last place of the hour, or it has passed."""

    code = "slot_taken"
    default_sentence = "Giờ này vừa hết chỗ. Chọn giờ khác."


class UnfitBooking(Invalid):
    """What was entered cannot be booked; every problem is named."""

    code = "unfit_booking"


class NotNow(Conflict):
    """The booked hour is not near."""

    code = "appointment_not_now"


@transaction.atomic
def book(
    *,
    queue: Queue,
    day: date,
    hour: time,
    name: str,
    phone: str,
    subject: str,
    by: Actor | ActsAs,
    at: datetime,
) -> Appointment:
    """Book one place of an hour. Raises `UnfitBooking`, `SlotTaken`.

    One phone holds two hours at most (setting visits.most_open_bookings), so that nobody fills the day.
    """
    held = Queue.objects.select_for_update().get(pk=queue.pk)
    facts = _checked(name, phone, subject, at)
    if day not in days_ahead(at=at) or hour not in free_slots(held, day, at=at):
        raise SlotTaken
    appointment = Appointment.objects.create(
        code=_new_code(),
        queue=held,
        starts_at=moment(day, hour),
        state=AppointmentState.BOOKED,
        booked_at=at,
        **facts,
    )
    event = AppointmentBooked(queue=held.code, starts_at=appointment.starts_at.isoformat())
    record(event, by=by, at=at, subject=f"appointment:{appointment.code}")
    return appointment


@transaction.atomic
def cancel(*, appointment: Appointment, by: Actor | ActsAs, at: datetime) -> Appointment:
    """Give the hour back. Raises `AppointmentClosed`."""
    locked = (
        Appointment.objects.select_for_update(of=("self",)).select_related("queue").get(pk=appointment.pk)
    )
    locked.state, locked.ended_at = leave_booked(locked.state, AppointmentState.CANCELLED), at
    locked.save(update_fields=["state", "ended_at"])
    event = AppointmentCancelled(queue=locked.queue.code, starts_at=locked.starts_at.isoformat())
    record(event, by=by, at=at, subject=f"appointment:{locked.code}")
    return locked


@transaction.atomic
def arrive(*, code: str, by: Actor | ActsAs, at: datetime) -> Ticket:
    """The person who booked is here: give a number that is called at the booked hour.

    From an hour before to half an hour after the booked hour. Raises `Missing` for an unknown code,
    `AppointmentClosed`, `NotNow`.
    """
    wanted = Appointment.objects.select_for_update(of=("self",)).select_related("queue")
    appointment = wanted.filter(code=plain_code(code)).first()
    if appointment is None:
        raise Missing("Không có lịch hẹn mang mã này. Xem lại mã, hoặc lấy số thường.")
    state = leave_booked(appointment.state, AppointmentState.ARRIVED)
    minutes = (at - appointment.starts_at).total_seconds() / 60
    if not -EARLY_MINUTES <= minutes <= LATE_MINUTES:
        raise NotNow("Lịch hẹn này không phải vào giờ này. Xem lại ngày giờ, hoặc lấy số thường.")
    appointment.state, appointment.ended_at = state, at
    appointment.save(update_fields=["state", "ended_at"])
    return take_ticket(queue=appointment.queue, by=by, at=at, appointment=appointment)


def plain_code(text: str) -> str:
    """The code as it is kept, whatever the spaces and the case typed."""
    return "".join(char for char in text.upper() if char.isalnum())


def _checked(name: str, phone: str, subject: str, at: datetime) -> dict[str, str]:
    problems = []
    if not clean(name):
        problems.append(Problem("name", "Nhập họ và tên."))
    if not clean(subject):
        problems.append(Problem("subject", "Ghi việc cần làm, ví dụ: làm giấy khai sinh."))
    digits = ""
    try:
        digits = rules.checked_phone(phone)
    except Invalid as refusal:
        problems.extend(refusal.problems)
    if not problems and _open_of(digits, at) >= int(setting("visits.most_open_bookings", MOST_OPEN)):
        problems.append(
            Problem("phone", "Số điện thoại này đã giữ đủ số lịch hẹn. Hủy bớt một lịch rồi đặt lại.")
        )
    if problems:
        raise UnfitBooking(problems=problems)
    return {"name": clean(name)[:120], "phone": digits, "subject": clean(subject)[:200]}


def _open_of(phone: str, at: datetime) -> int:
    coming = Appointment.objects.filter(phone=phone, state=AppointmentState.BOOKED)
    return coming.filter(starts_at__gte=moment(local_date(at))).count()


def _new_code() -> str:
    while True:
        code = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        if not Appointment.objects.filter(code=code).exists():
            return code
