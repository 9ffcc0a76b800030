"""People sign in: number and password, then the code."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Refusal
from xaso.platform.ui.middleware import TimedRequest

from .. import sessions
from ..answers import add_refusal, address_of, home_of, safe_next, status_of
from ..forms import CitizenSignInForm, CodeForm
from ..models import User
from ..ports import CitizenSignIn


def provider() -> CitizenSignIn:
    """How people sign in here."""
    chosen: CitizenSignIn = import_string(settings.CITIZEN_SIGN_IN)()
    return chosen


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: TimedRequest) -> HttpResponse:
    """Number and password."""
    user, next_url, way = request.user, safe_next(request), provider()
    if isinstance(user, User) and user.kind == User.Kind.CITIZEN:
        return HttpResponseRedirect(next_url or home_of(user))
    form = CitizenSignInForm(request.POST or None)
    if form.is_valid():
        try:
            challenge = way.begin(**form.cleaned_data, address=address_of(request), at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            sessions.hold_challenge(request, challenge.id, next_url=next_url)
            return HttpResponseRedirect(reverse("identity:code"))
    context = {"form": form, "next": next_url, "notice": way.notice}
    return render(request, "identity/sign_in.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
def code(request: TimedRequest) -> HttpResponse:
    """The one-time code, or another one."""
    way, challenge_id = provider(), sessions.held_challenge(request)
    sent_to = way.sent_to(challenge_id=challenge_id) if challenge_id else ""
    if not sent_to:
        return HttpResponseRedirect(reverse("identity:sign_in"))
    if "resend" in request.POST:
        return _resend(request, way, challenge_id, sent_to)
    form = CodeForm(request.POST or None)
    if form.is_valid():
        try:
            user = way.finish(challenge_id=challenge_id, code=form.cleaned_data["code"], at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            next_url = sessions.take_next(request)
            sessions.drop_challenge(request)
            sessions.enter_proven(request, user, at=request.now)
            return HttpResponseRedirect(next_url or home_of(user))
    return render(request, "identity/code.html", {"form": form, "sent_to": sent_to}, status=status_of(form))


def _resend(request: TimedRequest, way: CitizenSignIn, challenge_id: str, sent_to: str) -> HttpResponse:
    form = CodeForm()
    context = {"form": form, "sent_to": sent_to, "resent": False, "errors": []}
    try:
        way.resend(challenge_id=challenge_id, at=request.now)
    except Refusal as refusal:
        context["errors"] = [{"text": refusal.sentence}]
        return render(request, "identity/code.html", context, status=refusal.status)
    return render(request, "identity/code.html", context | {"resent": True})
