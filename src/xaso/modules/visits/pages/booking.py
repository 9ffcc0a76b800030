"""People book an hour, see it, give it back."""

from __future__ import annotations

from datetime import date, time

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Invalid, Missing, Refusal
from xaso.platform.identity.answers import address_of
from xaso.platform.identity.services import throttle
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services
from ..access import VISITOR
from ..forms import BookForm, FindForm
from ..models import Appointment
from ..rules import checked_phone
from ..services.booking import SlotTaken, plain_code

OWN = "visits.appointment"


def choose_queue(request: TimedRequest) -> HttpResponse:
    """Choose what the visit is for."""
    found = [queue for queue in queries.queues() if queue.places_per_slot]
    return render(request, "visits/book_queue.html", {"queues": found})


def choose_day(request: TimedRequest, code: str) -> HttpResponse:
    """Choose the day; each with how many hours are free."""
    queue = queries.queue_of(code)
    free = queries.free_by_day(queue, queries.days_ahead(at=request.now), at=request.now)
    days = [(day, len(hours)) for day, hours in free.items()]
    return render(request, "visits/book_day.html", {"queue": queue, "days": days})


def book_hour(request: TimedRequest, code: str, year: int, month: int, day: int) -> HttpResponse:
    """Choose the hour, say who comes and why, and book it."""
    queue, on = queries.queue_of(code), _day(year, month, day)
    if on not in queries.days_ahead(at=request.now):
        return redirect("visits:book_day", code)
    hours = queries.free_slots(queue, on, at=request.now)
    form = BookForm(request.POST or None, hours=hours)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data | {"hour": time.fromisoformat(form.cleaned_data["hour"])}
        try:
            made = services.book(queue=queue, day=on, by=VISITOR, at=request.now, **facts)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.field, problem.sentence)
        except SlotTaken as refusal:
            form = BookForm(request.POST, hours=queries.free_slots(queue, on, at=request.now))
            form.add_error("hour", refusal.sentence)
        else:
            request.session[OWN] = [made.code, made.phone]
            return redirect("visits:appointment")
    context = {"form": form, "queue": queue, "day": on, "hours": hours}
    return render(request, "visits/book_hour.html", context, status=422 if form.errors else 200)


def own(request: TimedRequest) -> HttpResponse:
    """The appointment just booked, or the one that code and phone open."""
    form = FindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            found = _find(request, form.cleaned_data["code"], form.cleaned_data["phone"])
        except Invalid as refusal:
            form.add_error("phone", refusal.sentence)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
        else:
            request.session[OWN] = [found.code, found.phone]
            return redirect("visits:appointment")
    context = {"form": form, "appointment": None if request.method == "POST" else _kept(request)}
    answer = render(request, "visits/appointment.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def give_back(request: TimedRequest) -> HttpResponse:
    """Cancel the appointment that is shown."""
    appointment = _kept(request)
    if appointment is None:
        raise Missing
    services.cancel(appointment=appointment, by=VISITOR, at=request.now)
    messages.success(request, "Đã hủy lịch hẹn. Chỗ này dành cho người khác.")
    return redirect("visits:appointment")


def _find(request: TimedRequest, code: str, phone: str) -> Appointment:
    """Raises `Invalid` for a phone that is none, `Missing`, `TooManyTries`."""
    plain, digits = plain_code(code), checked_phone(phone)
    attempt = throttle.start(kind="visit", username=plain, address=address_of(request), at=request.now)
    found = queries.find_appointment(plain, digits)
    throttle.succeed(attempt)
    return found


def _kept(request: TimedRequest) -> Appointment | None:
    kept = request.session.get(OWN)
    try:
        return queries.find_appointment(*kept) if kept else None
    except Missing:
        return None


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError as wrong:
        raise Missing from wrong
