"""Who may open an officers' page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http.response import HttpResponseBase
from django.urls import reverse

from xaso.kernel.errors import Missing
from xaso.modules.org.models import Officer, Role
from xaso.modules.org.queries import officer_of, with_stand_ins
from xaso.platform.ui.middleware import TimedRequest

__all__ = ["Role", "officer_page"]

P = ParamSpec("P")
Page = Callable[Concatenate[TimedRequest, Officer, P], HttpResponseBase]
GuardedPage = Callable[Concatenate[TimedRequest, P], HttpResponseBase]


def officer_page(*roles: Role) -> Callable[[Page[P]], GuardedPage[P]]:
    """Give the page its officer as second argument, with the roles they have in place of absent colleagues.

    Nobody signed in: to the officers' sign-in and back. Signed in but not an officer, or holding none of the
    given roles: Missing (404), as for any stranger.
    """

    def guard(page: Page[P]) -> GuardedPage[P]:
        @wraps(page)
        def guarded(request: TimedRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path(), reverse("identity:officer_sign_in"))
            officer = officer_of(request.user)
            if officer is not None:
                with_stand_ins(officer, at=request.now)
            if officer is None or (roles and not officer.has_role(*roles)):
                raise Missing
            return page(request, officer, *args, **kwargs)

        return guarded

    return guard
