"""Who may open people's own pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase

from xaso.kernel.errors import Missing
from xaso.modules.org.access import Role
from xaso.platform.identity.gates import to_sign_in

from .models import Person
from .queries import person_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def person_page(
    page: Callable[Concatenate[Any, Person, P], R],
) -> Callable[Concatenate[Any, P], R | HttpResponse]:
    """`@person_page def page(request, person, …)`: visitors sign in and come back, officers get 404."""

    @wraps(page)
    def gate(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> R | HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        person = person_of(request.user)
        if person is None:
            raise Missing
        return page(request, person, *args, **kwargs)

    return gate


def may_end_items(officer: Officer) -> bool:
    """Return whether the officer may take a paper of a store out of use: the head of the centre."""
    return officer.has_role(Role.CENTRE_HEAD)
