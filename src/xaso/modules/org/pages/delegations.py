"""Who stands in for whom: the list, a new one, taking one back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Refusal
from xaso.kernel.paging import page_number
from xaso.modules.org import services
from xaso.modules.org.access import Role, officer_page
from xaso.modules.org.forms import DelegationForm
from xaso.modules.org.queries import delegations as queries
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

WORKING = tuple(role for role in Role if role not in queries.NOT_GIVEN_ON)


@officer_page(*WORKING)
def delegations(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show who stands in for whom, as far as it is the officer's business."""
    page = queries.delegations_page(officer, page_number(request.GET.get("trang")), at=request.now)
    return render(request, "org/delegations.html", {"page": page, "mine": officer.standing_in})


@officer_page(*WORKING)
def delegate(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask who stands in for the officer, or for the one of ?nguoi=…, and note it."""
    giver = queries.giver_for(officer, request.GET.get("nguoi", ""))
    form = DelegationForm(
        request.POST or None,
        giver=giver,
        initial={
            "roles": [role.value for role in queries.roles_to_give(giver)],
            "starts_on": local_date(request.now),
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            absence = services.Absence(giver=giver, **form.chosen())
            services.delegate(absence, by=officer, at=request.now)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, f"{absence.substitute.full_name} sẽ làm thay {giver.full_name}.")
            return redirect("org_desk:delegations")
    context = {"form": form, "giver": giver, "officer": officer, "givers": queries.givers_for(officer)}
    return render(request, "org/delegate.html", context, status=422 if form.errors else 200)


@officer_page(*WORKING)
def withdraw(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Ask whether to end a delegation early, and end it."""
    found = queries.seen_delegation(officer, number)
    if request.method == "POST":
        services.withdraw_delegation(delegation=found, by=officer, at=request.now)
        messages.success(request, f"{found.substitute.full_name} thôi làm thay {found.giver.full_name}.")
        return redirect("org_desk:delegations")
    return render(request, "org/withdraw_delegation.html", {"one": found})
