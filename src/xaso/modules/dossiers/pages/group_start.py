"""Choosing what to file in one go: the procedures of a life event, and where the others are filed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Refusal
from xaso.modules.citizens.access import person_page
from xaso.modules.citizens.queries import person_of
from xaso.modules.org.queries import setting
from xaso.modules.procedures import queries as procedures
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from ..services.group_drafting import start_group
from ..services.grouping import FEWEST, MOST
from .filing_start import FILED_HERE

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import LifeEvent, ProcedureVersion


@require_http_methods(["GET", "POST"])
def start(request: TimedRequest, event: str) -> HttpResponse:
    """What of a life event can be filed here together, and where the rest is filed. POST begins the group."""
    row = procedures.life_event(event)
    versions = procedures.catalogue(event=event, on=local_date(request.now)).rows
    here = [one for one in versions if one.procedure.filing_place == FILED_HERE]
    if request.method == "POST":
        return _begin(request, row, versions, here)
    return _page(request, row, versions, here)


@person_page
def _begin(
    request: TimedRequest,
    person: Person,
    event: LifeEvent,
    versions: Sequence[ProcedureVersion],
    here: Sequence[ProcedureVersion],
) -> HttpResponse:
    ticked = set(request.POST.getlist("thu-tuc"))
    chosen = [one for one in here if one.procedure.code in ticked]
    try:
        group = start_group(person=person, versions=chosen, name=event.name, at=request.now)
    except Refusal as refusal:
        href = "#thu-tuc-1" if here else ""
        return _page(request, event, versions, here, ErrorLink(refusal.sentence, href))
    first = group.drafts.order_by("group_order").values_list("public_id", flat=True)[0]
    return redirect("dossiers:draft_party", first)


def _page(
    request: HttpRequest,
    event: LifeEvent,
    versions: Sequence[ProcedureVersion],
    here: Sequence[ProcedureVersion],
    error: ErrorLink | None = None,
) -> HttpResponse:
    person = person_of(request.user)
    sent = request.POST if request.method == "POST" else request.GET
    context = {
        "event": event,
        "here": here,
        "elsewhere": [one for one in versions if one not in here],
        "ticked": set(sent.getlist("thu-tuc")),
        "is_offered": len(here) >= FEWEST,
        "most": MOST,
        "person": person,
        "is_officer": request.user.is_authenticated and person is None,
        "national_url": setting("portal.national_url", ""),
        "address": setting("portal.address", ""),
        "back": f"{reverse('procedures:list')}?su-kien={event.code}",
        "errors": [error] if error else [],
    }
    return render(request, "dossiers/people/group_start.html", context, status=422 if error else 200)
