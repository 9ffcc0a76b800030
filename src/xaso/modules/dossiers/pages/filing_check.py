"""The last look: answers and papers in words, the declaration, and sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xaso.kernel.errors import Invalid
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from ..forms.people import DeclarationForm
from ..queries.filing_path import FilingPath, Obstacle
from ..services import filing
from .filing_gate import draft_page, to_group

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


@draft_page
def check(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """Show all once more; POST files it. Sending twice gives the same receipt (see `draft_page`). One of a
    group is looked over with the others.
    """
    if path.draft.group_id is not None:
        return to_group(path)
    obstacles = path.obstacles()
    form = DeclarationForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and not obstacles:
        try:
            dossier = filing.file_draft(draft=path.draft, by=person, at=request.now)
        except Invalid:
            obstacles = FilingPath(path.draft, today=path.today).obstacles()
        else:
            return redirect("dossiers:filed", dossier.code)
    links = [ErrorLink(one.sentence, _href(path, one)) for one in obstacles]
    context = {
        "draft": path.draft,
        "form": form,
        "errors": links + (form_errors(form) if form.is_bound else []),
        "has_obstacles": bool(obstacles),
        "sections": path.summary(),
        "papers": path.papers,
        "last": path.last,
    }
    return render(request, "dossiers/people/check.html", context, status=422 if form.is_bound else 200)


def _href(path: FilingPath, obstacle: Obstacle) -> str:
    name = "dossiers:draft_paper" if obstacle.is_paper else "dossiers:draft_section"
    return reverse(name, args=[path.draft.public_id, obstacle.code])
