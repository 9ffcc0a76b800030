"""Who may open people's own pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpResponse

from xaso.kernel.errors import Missing
from xaso.platform.identity.gates import to_sign_in

from .models import Person
from .queries import person_of

P = ParamSpec("P")
PersonPage = Callable[Concatenate[Any, Person, P], HttpResponse]


def person_page(page: PersonPage[P]) -> Callable[Concatenate[Any, P], HttpResponse]:
    """`@person_page def page(request, person, …)`: visitors sign in and come back, officers get 404."""

    @wraps(page)
    def gate(request: Any, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        person = person_of(request.user)
        if person is None:
            raise Missing
        return page(request, person, *args, **kwargs)

    return gate
