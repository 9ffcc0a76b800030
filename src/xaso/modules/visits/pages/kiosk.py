"""The kiosk: large buttons, one thing per page, back to the start by itself."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Refusal
from xaso.platform.identity.answers import address_of
from xaso.platform.identity.services import throttle
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services
from ..access import KIOSK_KEY, as_actor, kiosk_page
from ..forms import CodeForm
from ..models import Kiosk

RESTS_AFTER = 20


def join(request: TimedRequest) -> HttpResponse:
    """Type the code of the device, given by an officer; the device keeps its key from then on."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            attempt = throttle.start(
                kind="kiosk", username="kiosk", address=address_of(request), at=request.now
            )
            key = services.join_kiosk(code=form.cleaned_data["code"], at=request.now)
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
        else:
            throttle.succeed(attempt)
            request.session[KIOSK_KEY] = key
            request.session.set_expiry(60 * 60 * 24 * 365)
            return redirect("visits:kiosk")
    return render(request, "visits/kiosk_join.html", {"form": form}, status=422 if form.errors else 200)


@kiosk_page
def start(request: TimedRequest, kiosk: Kiosk) -> HttpResponse:
    """What one can do here."""
    return render(request, "visits/kiosk.html", {"kiosk": kiosk})


@kiosk_page
def take(request: TimedRequest, kiosk: Kiosk) -> HttpResponse:
    """Choose the queue; the number is given at once."""
    if request.method == "POST":
        queue = queries.queue_of(request.POST.get("queue", ""))
        priority = request.POST.get("priority") == "1"
        made = services.take_ticket(queue=queue, is_priority=priority, by=as_actor(kiosk), at=request.now)
        return redirect("visits:ticket", made.place)
    return render(request, "visits/kiosk_take.html", {"queues": queries.queues()})


@kiosk_page
def come(request: TimedRequest, kiosk: Kiosk) -> HttpResponse:
    """Type the code of an appointment and get a number for its hour."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.arrive(code=form.cleaned_data["code"], by=as_actor(kiosk), at=request.now)
        except Refusal as refusal:
            form.add_error("code", refusal.sentence)
        else:
            return redirect("visits:ticket", made.place)
    return render(request, "visits/kiosk_come.html", {"form": form}, status=422 if form.errors else 200)


@kiosk_page
def ticket(request: TimedRequest, kiosk: Kiosk, place: tuple[str, int]) -> HttpResponse:
    """The number just given: to print or to remember; then back to the start."""
    found = queries.ticket_of_day(*place, at=request.now)
    ahead, minutes = queries.people_ahead(found, at=request.now)
    context = {"ticket": found, "ahead": ahead, "minutes": minutes, "rests_after": RESTS_AFTER}
    return render(request, "visits/kiosk_ticket.html", context)
