"""The calling screen in the hall."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xaso.platform.ui.middleware import TimedRequest

from .. import queries

EVERY_SECONDS = 8


def screen(request: TimedRequest) -> HttpResponse:
    """Codes and counters of now; the page asks again by itself. No name of anybody."""
    context = {"board": queries.board(at=request.now), "every": EVERY_SECONDS}
    return render(request, "visits/screen.html", context)
