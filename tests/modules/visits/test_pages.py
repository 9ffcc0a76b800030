"""The pages: a person books, a device gives a number, a counter calls it, the screen shows it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, sign_in
from xaso.kernel.clock import SystemClock, local
from xaso.modules.visits import queries, services
from xaso.modules.visits.models import Appointment, Kiosk, Ticket

pytestmark = pytest.mark.django_db


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def free_hour() -> tuple[dict[str, str | int], str]:
    now = SystemClock().now()
    queue = queries.queue_of("ho-tich")
    for day, hours in queries.free_by_day(queue, queries.days_ahead(at=now), at=now).items():
        if hours:
            return {
                "code": "ho-tich",
                "year": day.year,
                "month": day.month,
                "day": day.day,
            }, f"{hours[0]:%H:%M}"
    raise AssertionError("no free hour in the days ahead")


def test_a_person_books_sees_and_gives_back(client: Client) -> None:
    where, hour = free_hour()
    typed = {"hour": hour, "name": "Giàng Thị Say", "phone": "0912 000 901", "subject": "Khai sinh"}

    answer = client.post(reverse("visits:book_hour", kwargs=where), typed, follow=True)

    made = Appointment.objects.get()
    assert made.code in text(answer)
    assert "Giàng Thị Say" in text(answer)
    client.post(reverse("visits:give_back"))
    made.refresh_from_db()
    assert made.state == "cancelled"


def test_what_was_typed_stays_when_it_cannot_be_taken(client: Client) -> None:
    where, hour = free_hour()

    answer = client.post(
        reverse("visits:book_hour", kwargs=where),
        {"hour": hour, "name": "Giàng Thị Say", "phone": "12", "subject": "Khai sinh"},
    )

    assert answer.status_code == 422
    assert 'value="Giàng Thị Say"' in text(answer)
    assert "10 số" in text(answer)


def test_an_appointment_opens_with_code_and_phone_only(client: Client) -> None:
    where, hour = free_hour()
    other = Client()
    other.post(
        reverse("visits:book_hour", kwargs=where),
        {"hour": hour, "name": "Giàng Thị Say", "phone": "0912000901", "subject": "Khai sinh"},
    )
    code = Appointment.objects.get().code

    wrong = client.post(reverse("visits:appointment"), {"code": code, "phone": "0912000902"})
    right = client.post(reverse("visits:appointment"), {"code": code, "phone": "0912000901"}, follow=True)

    assert wrong.status_code == 422
    assert "Giàng Thị Say" not in text(wrong)
    assert "Giàng Thị Say" in text(right)


def test_a_device_that_was_not_admitted_gives_no_number(client: Client) -> None:
    answer = client.post(reverse("visits:take"), {"queue": "ho-tich"})

    assert answer.headers["Location"] == reverse("visits:join")
    assert not Ticket.objects.exists()


def test_from_the_device_to_the_counter_to_the_screen(client: Client, cast: Cast) -> None:
    officer, device = Client(), Client()
    sign_in(officer, cast.one_stop_officer)
    officer.post(reverse("visits_desk:devices"), {"name": "Cửa chính"})
    code = Kiosk.objects.get().code
    assert code in text(officer.get(reverse("visits_desk:devices")))

    device.post(reverse("visits:join"), {"code": code})
    given = device.post(reverse("visits:take"), {"queue": "ho-tich", "priority": "1"}, follow=True)
    assert "A001" in text(given)
    officer.post(reverse("visits_desk:call", args=["quay-1"]))
    assert "A001" in text(client.get(reverse("visits:screen")))
    page = text(officer.get(reverse("visits_desk:counter", args=["quay-1"])))
    assert "Đang phục vụ số A001" in page
    officer.post(reverse("visits_desk:act", args=["quay-1", ("A", 1), "xong"]))

    assert Ticket.objects.get().state == "done"
    assert "Chưa gọi số nào" in text(client.get(reverse("visits:screen")))


def test_pages_shown_on_a_device_have_its_way_home(cast: Cast) -> None:
    device = Client()
    kiosk = services.add_kiosk(name="Cửa chính", by=cast.centre_head, at=SystemClock().now())
    device.post(reverse("visits:join"), {"code": kiosk.code})

    page = text(device.get(reverse("dossiers:track")))

    assert f'data-home="{reverse("visits:kiosk")}"' in page
    assert "kiosk.js" in page


def test_the_list_of_appointments_asks_a_fixed_number_of_questions(
    client: Client, cast: Cast, django_assert_max_num_queries: object
) -> None:
    now = SystemClock().now()
    queue = queries.queue_of("ho-tich")
    Appointment.objects.bulk_create(
        Appointment(
            code=f"A{n:05d}", queue=queue, starts_at=now + timedelta(seconds=n), name="Giàng Thị Say",
            phone="0912000901", subject="Khai sinh", state="booked", booked_at=now,
        )
        for n in range(25)
    )  # fmt: skip
    sign_in(client, cast.one_stop_officer)
    address = f"{reverse('visits_desk:appointments')}?ngay={local(now):%Y-%m-%d}"
    client.get(address)

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        answer = client.get(address)

    assert text(answer).count("Giàng Thị Say") == 20


def test_someone_with_no_counter_work_gets_404(client: Client, cast: Cast) -> None:
    sign_in(client, cast.clerk)

    assert client.get(reverse("visits_desk:choose")).status_code == 404
