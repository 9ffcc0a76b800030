"""One's own password and second factor; and the way out."""

from __future__ import annotations

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Refusal
from xaso.platform.ui.middleware import TimedRequest

from .. import second_factor, sessions
from ..answers import add_refusal, address_of, home_of, status_of
from ..forms import NewPasswordForm, SecondFactorForm, TotpSetupForm
from ..gates import role_page, signed_in
from ..layouts import layout_of
from ..models import User
from ..services import accounts, codes_of_officers, passwords

_SECRET = "identity.totp_secret"  # noqa: S105 - the name of a session key


@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: TimedRequest) -> HttpResponse:
    """Ask once when it came by a link; by the button, leave."""
    if request.method == "GET":
        return render(request, "identity/sign_out.html")
    logout(request)
    messages.success(request, "Đã đăng xuất.")
    return HttpResponseRedirect("/")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@signed_in
def password(request: TimedRequest, user: User) -> HttpResponse:
    """A new password; at an officer's first sign-in it is the first thing asked."""
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            passwords.check_own_password(
                user=user, password=typed["current"], address=address_of(request), at=request.now
            )
            accounts.change_password(user=user, password=typed["password"])
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "Đã đổi mật khẩu.")
            return HttpResponseRedirect(home_of(user))
    context = {"form": form, "layout": layout_of(user), "is_first": user.must_change_password}
    context["username"] = user.get_username()
    return render(request, "identity/password.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
@role_page()
def totp(request: TimedRequest, user: User) -> HttpResponse:
    """Set up the phone's code; the recovery codes are in the answer, this once."""
    if user.must_change_password:
        return HttpResponseRedirect(reverse("identity:officer_password"))
    if second_factor.is_active(user):
        return HttpResponseRedirect(home_of(user))
    secret = str(request.session.setdefault(_SECRET, second_factor.new_secret()))
    form = TotpSetupForm(request.POST or None)
    if form.is_valid():
        try:
            recovery = codes_of_officers.set_up(
                user=user, secret=secret, code=form.cleaned_data["code"], at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            del request.session[_SECRET]
            sessions.mark_proven(request.session, at=request.now)
            go_on = sessions.take_next(request) or home_of(user)
            return render(request, "identity/recovery_codes.html", {"codes": recovery, "next": go_on})
    uri = second_factor.setup_uri(user, secret, str(settings.TOTP_ISSUER))
    picture = segno.make(uri, error="m").svg_data_uri(scale=5, border=3, light="#fff")
    grouped = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    context = {"form": form, "picture": picture, "secret": grouped}
    return render(request, "identity/totp.html", context, status=status_of(form))


@never_cache
@require_http_methods(["GET", "POST"])
@role_page()
def recovery(request: TimedRequest, user: User) -> HttpResponse:
    """How many recovery codes are left, and new ones against a code of the phone."""
    form = SecondFactorForm(request.POST or None)
    if form.is_valid():
        try:
            codes_of_officers.check(
                user=user, code=form.cleaned_data["code"], address=address_of(request), at=request.now
            )
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            fresh = second_factor.renew_recovery_codes(user)
            return render(request, "identity/recovery_codes.html", {"codes": fresh, "next": home_of(user)})
    context = {"form": form, "left": second_factor.recovery_left(user)}
    return render(request, "identity/recovery.html", context, status=status_of(form))
