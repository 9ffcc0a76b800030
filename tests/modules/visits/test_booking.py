"""Book, give back, come; a full hour, a full phone, a wrong hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from tests.cast import NOW
from xaso.kernel.clock import at
from xaso.kernel.errors import Missing
from xaso.modules.visits import queries, services
from xaso.modules.visits.access import VISITOR
from xaso.modules.visits.lifecycle import AppointmentClosed
from xaso.modules.visits.models import Appointment, Queue
from xaso.modules.visits.services.booking import NotNow, SlotTaken, UnfitBooking
from xaso.modules.visits.services.kiosks import KioskIsClosed, WrongKioskCode

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 3, 3)


def booked(hour: time = time(8, 30), phone: str = "0912000901", when: datetime = NOW) -> Appointment:
    return services.book(
        queue=Queue.objects.get(code="ho-tich"),
        day=TUESDAY,
        hour=hour,
        name="Giàng Thị Say",
        phone=phone,
        subject="Làm giấy khai sinh",
        by=VISITOR,
        at=when,
    )


def test_an_hour_is_booked_and_no_longer_free() -> None:
    queue = Queue.objects.get(code="ho-tich")

    booked()

    assert time(8, 30) not in queries.free_slots(queue, TUESDAY, at=NOW)
    with pytest.raises(SlotTaken):
        booked(phone="0912000902")


def test_an_hour_given_back_is_free_again() -> None:
    services.cancel(appointment=booked(), by=VISITOR, at=NOW)

    assert booked(phone="0912000902").code


def test_hours_that_have_begun_and_days_off_cannot_be_booked() -> None:
    queue = Queue.objects.get(code="ho-tich")

    hours = queries.free_slots(queue, NOW.date(), at=NOW)

    assert hours[0] == time(8, 30)
    assert queries.free_slots(queue, date(2026, 3, 8), at=NOW) == []
    assert queries.free_slots(Queue.objects.get(code="viec-khac"), TUESDAY, at=NOW) == []


def test_one_phone_holds_two_hours() -> None:
    booked(time(8, 30))
    booked(time(9, 30))

    with pytest.raises(UnfitBooking) as refused:
        booked(time(10, 30))

    assert [problem.field for problem in refused.value.problems] == ["phone"]


def test_every_problem_is_named_at_once() -> None:
    with pytest.raises(UnfitBooking) as refused:
        services.book(
            queue=Queue.objects.get(code="ho-tich"), day=TUESDAY, hour=time(8, 30),
            name=" ", phone="12", subject="", by=VISITOR, at=NOW,
        )  # fmt: skip

    assert {problem.field for problem in refused.value.problems} == {"name", "phone", "subject"}


def test_code_and_phone_together_open_an_appointment() -> None:
    made = booked()

    assert queries.find_appointment(made.code, "0912000901") == made
    with pytest.raises(Missing):
        queries.find_appointment(made.code, "0912000902")


def test_whoever_booked_gets_a_number_for_the_hour() -> None:
    made = booked()

    ticket = services.arrive(code=f" {made.code.lower()} ", by=VISITOR, at=at(TUESDAY, time(8, 10)))

    assert ticket.appointment == made
    with pytest.raises(AppointmentClosed):
        services.arrive(code=made.code, by=VISITOR, at=at(TUESDAY, time(8, 12)))


@pytest.mark.parametrize("hour", [time(7, 0), time(9, 30)])
def test_far_from_the_hour_the_number_is_an_ordinary_one(hour: time) -> None:
    made = booked()

    with pytest.raises(NotNow):
        services.arrive(code=made.code, by=VISITOR, at=at(TUESDAY, hour))


def test_an_unknown_code_is_told_so() -> None:
    with pytest.raises(Missing):
        services.arrive(code="KHONGCO", by=VISITOR, at=NOW)


def test_a_device_is_admitted_once_and_closed_for_good(cast: object) -> None:
    kiosk = services.add_kiosk(name="Cửa chính", by=cast.centre_head, at=NOW)  # type: ignore[attr-defined]

    key = services.join_kiosk(code=kiosk.code, at=NOW)

    assert queries.kiosk_of(key) == kiosk
    with pytest.raises(WrongKioskCode):
        services.join_kiosk(code=kiosk.code, at=NOW)
    services.close_kiosk(kiosk=kiosk, by=cast.centre_head, at=NOW + timedelta(hours=1))  # type: ignore[attr-defined]
    assert queries.kiosk_of(key) is None
    with pytest.raises(KioskIsClosed):
        services.close_kiosk(kiosk=kiosk, by=cast.centre_head, at=NOW)  # type: ignore[attr-defined]
