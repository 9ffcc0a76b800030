"""The officer at a counter: call, serve, miss; the day's appointments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services
from ..access import COUNTER_ROLES
from ..models import Ticket
from ..services.tickets import NobodyWaits
from .frame import section_nav

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNTER = "visits.counter"
_DEEDS: dict[str, tuple[Callable[..., Ticket], str]] = {
    "goi-lai": (services.call_again, "Đã gọi lại số {code}."),
    "xong": (services.finish, "Đã phục vụ xong số {code}."),
    "vang": (services.miss, "Số {code} vắng mặt. Khi người đó quay lại, bấm “Cho chờ lại”."),
    "cho-lai": (services.take_back, "Số {code} chờ lại."),
}


@officer_page(*COUNTER_ROLES)
def choose(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Choose the counter; the one used last in this session opens by itself."""
    known = queries.counters()
    last = request.session.get(COUNTER)
    if last in {one.code for one in known} and "doi" not in request.GET:
        return redirect("visits_desk:counter", last)
    context = {"counters": known, "sub_nav": section_nav(officer, "visits_desk:choose")}
    return render(request, "visits/desk/choose.html", context)


@officer_page(*COUNTER_ROLES)
def desk(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Who is served, who waits, who was not there."""
    found = queries.counter_desk(code, at=request.now)
    request.session[COUNTER] = code
    context = {
        "desk": found,
        "queues": queries.queues(),
        "sub_nav": section_nav(officer, "visits_desk:choose"),
    }
    return render(request, "visits/desk/counter.html", context)


@require_POST
@officer_page(*COUNTER_ROLES)
def call(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Call the next; who was being served is done."""
    counter = queries.counter_desk(code, at=request.now).counter
    try:
        called = services.call_next(counter=counter, by=officer, at=request.now)
    except NobodyWaits as refusal:
        messages.info(request, refusal.sentence)
    else:
        messages.success(request, f"Đã gọi số {called.code} đến {counter.name}.")
    return redirect("visits_desk:counter", code)


@require_POST
@officer_page(*COUNTER_ROLES)
def hand_out(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Give a number by hand to someone who does not use the device."""
    queue = queries.queue_of(request.POST.get("queue", ""))
    priority = request.POST.get("priority") == "1"
    made = services.take_ticket(queue=queue, is_priority=priority, by=officer, at=request.now)
    messages.success(request, f"Đã phát số {made.code}, hàng {queue.name}.")
    return redirect("visits_desk:counter", code)


@require_POST
@officer_page(*COUNTER_ROLES)
def act(
    request: TimedRequest, officer: Officer, code: str, place: tuple[str, int], deed: str
) -> HttpResponse:
    """Call again, finish, miss, take back."""
    if deed not in _DEEDS:
        raise Missing
    verb, words = _DEEDS[deed]
    done = verb(ticket=queries.ticket_of_day(*place, at=request.now), by=officer, at=request.now)
    messages.success(request, words.format(code=done.code))
    return redirect("visits_desk:counter", code)


@officer_page(*COUNTER_ROLES)
def appointments(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Who booked for a day (?ngay=2026-11-24), today unless said."""
    day = _day(request.GET.get("ngay", "")) or local_date(request.now)
    context = {
        "day": day,
        "days": queries.days_ahead(at=request.now),
        "page": queries.appointments_of(day, page_number(request.GET.get("trang"))),
        "sub_nav": section_nav(officer, "visits_desk:appointments"),
    }
    return render(request, "visits/desk/appointments.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
