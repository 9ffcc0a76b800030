"""Keeps users at the door: who was given a password sets an own one, officers show the second factor too; and
keeps what they were shown to themselves."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from . import sessions
from .models import User

_OPEN = (
    "identity:sign_out",
    "identity:password",
    "identity:officer_password",
    "identity:officer_totp",
    "identity:officer_code",
)


class FirstSignInMiddleware:
    """No other page before an own password; for officers also before an own second factor, shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, User) and not self._is_open(request.path):
            door = sessions.next_door(request, user)
            if door:
                return HttpResponseRedirect(reverse(door))
        return self.get_response(request)

    @staticmethod
    def _is_open(path: str) -> bool:
        static = str(settings.STATIC_URL)
        return path.startswith(static) or path in {reverse(name) for name in _OPEN}


class PrivateAnswersMiddleware:
    """What is drawn for someone signed in is kept by no cache, unless its page says otherwise.

    On a computer that many use, the browser's way back must not show the one before (Luật 91/2025/QH15).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_theirs = isinstance(request.user, User)
        response = self.get_response(request)
        if is_theirs and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "private, no-store"
        return response
