"""Who calls: a session of this site with its CSRF token, or a bearer token; then which person or officer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer

from xaso.kernel.errors import Forbidden, Missing
from xaso.modules.citizens.queries import person_of
from xaso.modules.org.queries import officer_of, with_stand_ins
from xaso.platform.identity.models import User
from xaso.platform.identity.services.tokens import Scope, token_of
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.org.models import Officer

ALL_SCOPES = frozenset(scope.value for scope in Scope)


class ScopeLacking(Forbidden):
    """The token is good but not for this."""

    code = "scope_lacking"
    default_sentence = "Mã truy cập này không có phạm vi cần thiết. Xin cấp mã khác."


@dataclass(frozen=True, slots=True)
class Caller:
    """The user behind a call and what the call may be used for."""

    user: User
    scopes: frozenset[str]


class ApiRequest(TimedRequest):
    """A request of the interface: with its moment, its id, and who calls where that was asked."""

    auth: Caller


class Phien(APIKeyCookie):
    """Phiên đăng nhập của trang này, kèm X-CSRFToken khi ghi."""

    param_name = settings.SESSION_COOKIE_NAME

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        """The signed-in user; the sign-in middleware has asked officers for their second factor before."""
        user = request.user
        return Caller(user, ALL_SCOPES) if isinstance(user, User) and user.is_active else None


class MaTruyCap(HttpBearer):
    """Mã truy cập do quản trị cấp: Authorization: Bearer xaso_…"""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        """The user of a good token."""
        found = token_of(token, at=cast(ApiRequest, request).now)
        return Caller(found.user, frozenset(found.scopes)) if found else None


SIGNED_IN: list[Any] = [MaTruyCap(), Phien()]
"""A token first, so that a program that sends one needs no CSRF token."""


def person(request: ApiRequest, scope: Scope = Scope.READ) -> Person:
    """The person who calls. Raises `Missing` for officers, `ScopeLacking`."""
    caller = request.auth
    found = person_of(caller.user)
    if found is None:
        raise Missing
    _check(caller, scope)
    return found


def officer(request: ApiRequest, scope: Scope = Scope.READ) -> Officer:
    """The officer who calls. Raises `Missing` for people, `ScopeLacking`."""
    caller = request.auth
    found = officer_of(caller.user)
    if found is None:
        raise Missing
    _check(caller, scope)
    return with_stand_ins(found, at=request.now)


def _check(caller: Caller, scope: Scope) -> None:
    if scope.value not in caller.scopes:
        raise ScopeLacking
