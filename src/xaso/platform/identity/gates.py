"""Gates of pages that belong to no module: signed in, or an officer with a role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from xaso.kernel.errors import Missing

from .models import User

P = ParamSpec("P")
UserPage = Callable[Concatenate[Any, User, P], HttpResponse]
Page = Callable[Concatenate[Any, P], HttpResponse]


def to_sign_in(request: HttpRequest, name: str = "identity:sign_in") -> HttpResponse:
    """Send a visitor to the sign-in page and back afterwards."""
    query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
    return HttpResponseRedirect(reverse(name) + (f"?{query}" if query else ""))


def signed_in(page: UserPage[P]) -> Page[P]:
    """`@signed_in def page(request, user, …)`: anyone signed in; visitors go to the people's sign-in."""

    @wraps(page)
    def gate(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        user = request.user
        return page(request, user, *args, **kwargs) if isinstance(user, User) else to_sign_in(request)

    return gate


def role_page(*roles: str) -> Callable[[UserPage[P]], Page[P]]:
    """`@role_page("sysadmin") def page(request, user, …)`: visitors go to the officers' sign-in.

    Anyone else without one of the roles gets 404. Without roles every officer may enter.
    """

    def wrap(page: UserPage[P]) -> Page[P]:
        @wraps(page)
        def gate(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            user = request.user
            if not isinstance(user, User):
                return to_sign_in(request, "identity:officer_sign_in")
            if user.kind != User.Kind.OFFICER or (roles and not user.roles & set(roles)):
                raise Missing
            return page(request, user, *args, **kwargs)

        return gate

    return wrap
