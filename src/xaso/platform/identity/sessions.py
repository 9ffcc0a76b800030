"""What a session knows about how its user signed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from . import second_factor
from .models import User

PENDING_LASTS = timedelta(minutes=10)
_PENDING = "identity.pending_officer"
_NEXT = "identity.next"
_SHOWN = "identity.second_factor_at"
_CHALLENGE = "identity.challenge"
_BACKEND = "django.contrib.auth.backends.ModelBackend"


def next_door(request: HttpRequest, user: User) -> str | None:
    """The URL name of the page the user must pass now, or None when all is done."""
    is_officer = user.kind == User.Kind.OFFICER
    if user.must_change_password:
        return "identity:officer_password" if is_officer else "identity:password"
    if not is_officer or _SHOWN in request.session:
        return None
    return "identity:officer_code" if second_factor.is_active(user) else "identity:officer_totp"


def hold_officer(request: HttpRequest, user: User, *, next_url: str, at: datetime) -> None:
    """Remember whose password was right while the code is asked; nobody is signed in yet."""
    request.session.flush()
    request.session[_PENDING] = {"user": user.pk, "at": at.isoformat()}
    request.session[_NEXT] = next_url


def held_officer(request: HttpRequest, at: datetime) -> User | None:
    """The officer whose code is asked: held after the password, or signed in but not proven."""
    held = request.session.get(_PENDING)
    if held:
        fresh = at - datetime.fromisoformat(held["at"]) <= PENDING_LASTS
        return User.objects.filter(pk=held["user"], is_active=True).first() if fresh else None
    user = request.user
    return user if isinstance(user, User) and user.kind == User.Kind.OFFICER else None


def enter(request: HttpRequest, user: User) -> None:
    """Sign the user in under a new session key, without a second factor shown."""
    login(request, user, backend=_BACKEND)
    request.session.cycle_key()


def enter_proven(request: HttpRequest, user: User, *, at: datetime) -> None:
    """Sign the user in under a new session key, the second factor shown."""
    enter(request, user)
    mark_proven(request.session, at=at)


def mark_proven(session: SessionBase, *, at: datetime) -> None:
    """Note that the second factor was shown in this session, under a new session key."""
    session.pop(_PENDING, None)
    session[_SHOWN] = at.isoformat()
    session.cycle_key()


def keep_next(request: HttpRequest, next_url: str) -> None:
    """Remember where the user wanted to go."""
    request.session[_NEXT] = next_url


def take_next(request: HttpRequest) -> str:
    """Where the user wanted to go, once; empty when nowhere in particular."""
    return str(request.session.pop(_NEXT, ""))


def hold_challenge(request: HttpRequest, challenge_id: str, *, next_url: str) -> None:
    """Remember which one-time code this visitor is asked for."""
    request.session.flush()
    request.session[_CHALLENGE] = challenge_id
    request.session[_NEXT] = next_url


def held_challenge(request: HttpRequest) -> str:
    """The one-time code this visitor is asked for; empty when none."""
    return str(request.session.get(_CHALLENGE, ""))


def drop_challenge(request: HttpRequest) -> None:
    """Forget the one-time code."""
    request.session.pop(_CHALLENGE, None)
