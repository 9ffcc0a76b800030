"""What the sign-in pages share: where to go next, who asks, a refusal put at its field."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from xaso.kernel.errors import Invalid, Refusal

from .models import User


def safe_next(request: HttpRequest) -> str:
    """The address in `next` when it is one of this site, else empty."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if own else ""


def home_of(user: User) -> str:
    """Where a user goes who wanted nowhere in particular."""
    return str(settings.OFFICER_HOME if user.kind == User.Kind.OFFICER else settings.CITIZEN_HOME)


def address_of(request: HttpRequest) -> str:
    """The network address of the visitor; behind our own proxy the last one it has written down."""
    behind = request.headers.get("X-Forwarded-For", "") if settings.BEHIND_PROXY else ""
    return behind.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def add_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Show a refusal in the form, at its field when it names one of the form's."""
    problems = refusal.problems if isinstance(refusal, Invalid) else []
    if not problems:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
    for problem in problems:
        form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)


def status_of(form: forms.Form) -> int:
    """422 for a form that was sent and has errors, else 200."""
    return 422 if form.is_bound and form.errors else 200
