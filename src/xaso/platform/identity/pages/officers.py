"""Officers sign in: name and password, then the code of the phone."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Refusal
from xaso.platform.ui.middleware import TimedRequest

from .. import second_factor, sessions
from ..answers import add_refusal, address_of, home_of, safe_next, status_of
from ..forms import OfficerSignInForm, SecondFactorForm
from ..models import User
from ..services import codes_of_officers, passwords


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: TimedRequest) -> HttpResponse:
    """Name and password."""
    user, next_url = request.user, safe_next(request)
    if isinstance(user, User) and user.kind == User.Kind.OFFICER:
        return HttpResponseRedirect(next_url or home_of(user))
    form = OfficerSignInForm(request.POST or None)
    if form.is_valid():
        try:
            found = passwords.check_officer(**form.cleaned_data, address=address_of(request), at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            return _after_password(request, found, next_url)
    context = {"form": form, "next": next_url}
    return render(request, "identity/officer_sign_in.html", context, status=status_of(form))


def _after_password(request: TimedRequest, user: User, next_url: str) -> HttpResponse:
    """On to the code; an officer without a second factor yet enters and is held at the door (middleware)."""
    if second_factor.is_active(user):
        sessions.hold_officer(request, user, next_url=next_url, at=request.now)
        return HttpResponseRedirect(reverse("identity:officer_code"))
    sessions.enter(request, user)
    sessions.keep_next(request, next_url)
    door = "identity:officer_password" if user.must_change_password else "identity:officer_totp"
    return HttpResponseRedirect(reverse(door))


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: TimedRequest) -> HttpResponse:
    """The code of the phone, or a recovery code."""
    user = sessions.held_officer(request, request.now)
    if user is None:
        return HttpResponseRedirect(reverse("identity:officer_sign_in"))
    if not second_factor.is_active(user):
        return HttpResponseRedirect(reverse("identity:officer_totp"))
    form = SecondFactorForm(request.POST or None)
    if form.is_valid():
        try:
            codes_of_officers.check(
                user=user, code=form.cleaned_data["code"], address=address_of(request), at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            next_url = sessions.take_next(request)
            sessions.enter_proven(request, user, at=request.now)
            return HttpResponseRedirect(next_url or home_of(user))
    return render(request, "identity/officer_code.html", {"form": form}, status=status_of(form))
