"""Many dossiers given to one officer, each on its own: what cannot be given is named, the rest goes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.errors import Missing, Refusal
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import access, queries
from ..forms.desk_list import BulkAssignForm
from ..models import Dossier
from ..services import handling

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

MOST = 20
"""A page of the list."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one dossier: nothing to say when it was given."""

    dossier: Dossier
    refusal: str = ""


@officer_page(Role.UNIT_HEAD, Role.LEADER, Role.CENTRE_HEAD)
def bulk_assign(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Ask who gets the chosen dossiers; then give each, and say how each went."""
    now = request.now
    sent = request.POST if request.method == "POST" else request.GET
    dossiers = list(_seen(officer, list(dict.fromkeys(sent.getlist("chon")))[:MOST]))
    able = [one for one in dossiers if _may_give(officer, one)]
    form = BulkAssignForm(
        request.POST if request.method == "POST" else None, people=_people(officer, able, now)
    )
    outcomes: list[Outcome] = []
    if request.method == "POST" and form.is_valid():
        outcomes = [_give(request, officer, one, form) for one in able]
        refused = [one for one in outcomes if one.refusal]
        if not refused:
            messages.success(request, f"Đã giao {len(outcomes)} hồ sơ cho {form.officer().full_name}.")
            return redirect("dossiers_desk:list")
        able = [one.dossier for one in refused]
    context = {
        "form": form,
        "able": able,
        "unable": [one for one in dossiers if not _may_give(officer, one)] if not outcomes else [],
        "outcomes": outcomes,
        "now": now,
    }
    return render(request, "dossiers/desk/bulk_assign.html", context, status=409 if outcomes else 200)


def _seen(officer: Officer, codes: list[str]) -> Iterator[Dossier]:
    """The chosen dossiers the officer may see; others are passed over in silence."""
    for code in codes:
        with suppress(Missing):
            yield queries.seen_dossier(officer, code)


def _may_give(officer: Officer, dossier: Dossier) -> bool:
    return any(access.can(officer, dossier, code) for code in ("distribute", "reassign"))


def _people(officer: Officer, dossiers: list[Dossier], now: datetime) -> list[Officer]:
    """Everyone who may hold at least one of them."""
    found: dict[int, Officer] = {}
    for dossier in dossiers:
        sends_on = access.can(officer, dossier, "distribute")
        ask = queries.who_may_hold_next if sends_on else queries.who_may_hold
        people = ask(dossier, at=now)
        found |= {one.pk: one for one in people}
    return list(found.values())


def _give(request: TimedRequest, officer: Officer, dossier: Dossier, form: BulkAssignForm) -> Outcome:
    seen = request.POST.get(f"seen-{dossier.code}", "")
    try:
        handling.assign(
            dossier=dossier,
            to=form.officer(),
            by=officer,
            at=request.now,
            seen=int(seen) if seen.isascii() and seen.isdigit() else -1,
            note=form.cleaned_data["note"],
        )
    except Missing:
        raise
    except Refusal as refusal:
        return Outcome(queries.seen_dossier(officer, dossier.code), refusal.sentence)
    return Outcome(dossier)
