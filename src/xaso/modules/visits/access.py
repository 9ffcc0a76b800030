"""Who may call numbers and admit devices; what a kiosk may do."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpResponse
from django.shortcuts import redirect

from xaso.modules.org.access import Role
from xaso.platform.journal.actors import Actor
from xaso.platform.ui.middleware import TimedRequest

from .models import Kiosk
from .queries.places import kiosk_of

COUNTER_ROLES = (Role.RECEIVER, Role.RETURNER, Role.CASHIER, Role.CENTRE_HEAD)
"""Those who stand at a counter."""
KIOSK_ROLES = (Role.CENTRE_HEAD, Role.RECEIVER)
"""Those who admit a device."""
KIOSK_KEY = "visits.kiosk"
"""Where a device's session keeps its key."""
VISITOR = Actor(kind="visitor", key="", name="Người đặt lịch hẹn")

P = ParamSpec("P")
KioskPage = Callable[Concatenate[TimedRequest, Kiosk, P], HttpResponse]


def kiosk_page(page: KioskPage[P]) -> Callable[Concatenate[TimedRequest, P], HttpResponse]:
    """Give the page its device; one that was not admitted, or was closed, is asked for its code."""

    @wraps(page)
    def gate(request: TimedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        kiosk = kiosk_of(request.session.get(KIOSK_KEY, ""))
        return page(request, kiosk, *args, **kwargs) if kiosk else redirect("visits:join")

    return gate


def as_actor(kiosk: Kiosk) -> Actor:
    """Who acts when someone presses the device's buttons."""
    return Actor(kind="visitor", key=f"kiosk:{kiosk.pk}", name=f"Ki-ốt {kiosk.name}")
