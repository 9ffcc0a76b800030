"""A group in the making: its filings in order, the last look over all of them, sending, giving it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..forms.people import DeclarationForm
from ..queries.group_path import GroupObstacle, GroupPath
from ..services.group_drafting import discard_group
from ..services.group_filing import OneRefused, file_group
from .filing_gate import group_page

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


@group_page
def overview(request: TimedRequest, person: Person, path: GroupPath) -> HttpResponse:
    """Every filing of the group with what stands with it, and the one to go on with."""
    return render(request, "dossiers/people/group.html", {"path": path, "first": path.paths[0].draft})


@group_page
def check(request: TimedRequest, person: Person, path: GroupPath) -> HttpResponse:
    """Show all once more; POST sends them all. Sending twice gives the same receipt (see `group_page`)."""
    obstacles = path.obstacles()
    form = DeclarationForm(request.POST or None)
    errors = [ErrorLink(one.obstacle.sentence, _href(one)) for one in obstacles]
    if request.method == "POST" and form.is_valid() and not obstacles:
        try:
            made = file_group(group=path.group, by=person, at=request.now)
        except OneRefused as refused:
            away = reverse("dossiers:draft_discard", args=[refused.draft.public_id])
            errors = [ErrorLink(f"{refused.sentence} {refused.hint}", away)]
        else:
            return redirect("dossiers:group_filed", made.code)
    context = {
        "path": path,
        "first": path.paths[0].draft,
        "cards": path.cards(),
        "form": form,
        "errors": errors + (form_errors(form) if form.is_bound else []),
        "has_obstacles": bool(obstacles),
    }
    return render(request, "dossiers/people/group_check.html", context, status=422 if form.is_bound else 200)


@group_page
def discard(request: TimedRequest, person: Person, path: GroupPath) -> HttpResponse:
    """Give the whole group up, asked once more."""
    if request.method == "POST":
        discard_group(group=path.group, at=request.now)
        messages.success(request, "Đã xóa nhóm hồ sơ soạn dở.")
        return redirect("dossiers:mine")
    return render(request, "dossiers/people/group_discard.html", {"path": path})


def _href(one: GroupObstacle) -> str:
    name = "dossiers:draft_paper" if one.obstacle.is_paper else "dossiers:draft_section"
    return reverse(name, args=[one.draft.public_id, one.obstacle.code])
