"""Middleware shared by all pages: the request's id and moment, and foreseen refusals as pages."""

import logging
import re
import uuid
from collections.abc import Callable
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xaso.kernel.clock import SystemClock
from xaso.kernel.errors import Missing, Refusal

log = logging.getLogger("xaso.request")

SAFE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")

Respond = Callable[[HttpRequest], HttpResponse]


class TimedRequest(HttpRequest):
    """What a request is after RequestIdMiddleware: it knows its id and its moment."""

    request_id: str
    now: datetime


class RequestIdMiddleware:
    """Give each request an id, answered in X-Request-ID, and read the clock once, into `request.now`."""

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response
        self.clock = SystemClock()

    def __call__(self, request: TimedRequest) -> HttpResponse:
        """Answer the request with its id in the headers; log an unforeseen failure under that id."""
        given = request.headers.get("X-Request-ID", "")
        request.request_id = given if SAFE_ID.fullmatch(given) else uuid.uuid4().hex
        request.now = self.clock.now()
        response = self.get_response(request)
        if response.status_code >= 500:
            log.error(
                "request_id=%s %s %s -> %s",
                request.request_id,
                request.method,
                request.path,
                response.status_code,
            )
        response["X-Request-ID"] = request.request_id
        return response


class RefusalMiddleware:
    """Turn a foreseen refusal into a page with its sentence and status. Anything else stays a bug.

    An address of a page with a NUL in it names nothing: PostgreSQL cannot even be asked about one. The
    interface for programs checks its addresses by its own shapes.
    """

    def __init__(self, get_response: Respond) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; refusals arrive in process_exception."""
        has_nul = "\0" in request.path or "%00" in request.META.get("QUERY_STRING", "")
        if has_nul and not request.path.startswith("/api/"):
            return _page(request, Missing())
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Return the refusal's page, or None for anything that was not foreseen."""
        return _page(request, exception) if isinstance(exception, Refusal) else None


def _page(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    if refusal.status == 404:
        return render(request, "ui/errors/404.html", {"sentence": refusal.sentence}, status=404)
    return render(request, "ui/errors/refused.html", {"refusal": refusal}, status=refusal.status)
