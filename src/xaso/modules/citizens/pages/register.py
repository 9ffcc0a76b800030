"""A new account."""

from __future__ import annotations

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Refusal
from xaso.platform.identity.answers import add_refusal, address_of, status_of
from xaso.platform.identity.services import throttle
from xaso.platform.ui.middleware import TimedRequest

from .. import rules, services
from ..forms import RegisterForm


@never_cache
@sensitive_post_parameters("password", "again")
@require_http_methods(["GET", "POST"])
def register(request: TimedRequest) -> HttpResponse:
    """Ask for the data on the card, make the account, go on to sign in."""
    form = RegisterForm(request.POST or None)
    if form.is_valid():
        typed = {name: value for name, value in form.cleaned_data.items() if name != "again"}
        try:
            who = {"username": typed["id_number"], "address": address_of(request)}
            attempt = throttle.start(kind=throttle.REGISTER, **who, at=request.now)
            services.register_account(**typed, at=request.now)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            throttle.succeed(attempt)
            messages.success(request, "Đã tạo tài khoản. Đăng nhập bằng số định danh và mật khẩu vừa đặt.")
            return HttpResponseRedirect(reverse("identity:sign_in"))
    elif form.is_bound:
        _name_the_other_problems(form, request.now)
    return render(request, "citizens/register.html", {"form": form}, status=status_of(form))


def _name_the_other_problems(form: RegisterForm, now: datetime) -> None:
    """When something is missing, say at once what else is wrong, so that nobody sends the page twice."""
    typed = form.cleaned_data
    texts = (str(typed.get(name, "")) for name in ("id_number", "full_name", "phone", "email"))
    number, name, phone, email = texts
    born = typed.get("date_of_birth")
    for problem in rules.account_problems(number, name, born, phone, email, today=local_date(now)):
        if problem.field not in form.errors:
            form.add_error(problem.field, problem.sentence)
