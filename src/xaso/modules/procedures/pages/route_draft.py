"""Pages of a route being drawn: the draft, its name, one step, throwing it away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Missing
from xaso.platform.ui.middleware import TimedRequest

from ..forms.routes import RouteNameForm, SeenForm, StepForm
from ..models import RouteDraft
from ..queries import routes as queries
from ..rules.routes import Step
from ..services import route_drafting
from .frame import Shown, keeper_page, tried
from .route_words import picture, step_rows

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

page_of_draft = require_http_methods(["GET", "HEAD", "POST"])


@page_of_draft
@keeper_page
def draft(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The draft: its steps with their buttons, what keeps it from being published, the drawing."""
    found = queries.route_draft(code)
    form = SeenForm(request.POST if request.method == "POST" else None)
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, lambda: _act(request, found, form.cleaned_data["seen"], officer))
        if failed is None:
            return redirect("procedures_desk:route_draft", code)
        shown = failed
    checked = queries.check_route(found)
    bad = {fault.step for fault in checked.faults if fault.step is not None}
    rows = step_rows(checked.steps)
    context = {
        "draft": found,
        "rows": rows,
        "picture": picture(rows, found.name, bad),
        "faults": checked.faults,
        "cautions": checked.cautions,
        "bad": bad,
        "errors": shown.errors(form),
    }
    return render(request, "procedures/routes/draft.html", context, status=shown.status)


def _act(request: TimedRequest, draft: RouteDraft, seen: int, officer: Officer) -> None:
    """Move or drop the step the pressed button names: `len:3`, `xuong:3`, `bo:3`."""
    verb, _, number = request.POST.get("viec", "").partition(":")
    if not number.isdecimal() or verb not in ("len", "xuong", "bo"):
        raise Missing
    place = int(number)
    if verb == "bo":
        route_drafting.drop_step(draft=draft, place=place, by=officer, at=request.now, seen=seen)
        return
    to = place - 1 if verb == "len" else place + 1
    route_drafting.move_step(draft=draft, place=place, to=to, by=officer, at=request.now, seen=seen)


@page_of_draft
@keeper_page
def name(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """What the route is called and founded on."""
    found = queries.route_draft(code)
    initial = {"name": found.name, "basis": found.basis, "note": found.note, "seen": found.revision}
    form = RouteNameForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: route_drafting.name_route(draft=found, by=officer, at=request.now, **form.cleaned_data),
        )
        if failed is None:
            return redirect("procedures_desk:route_draft", code)
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/routes/name.html", context, status=shown.status)


@page_of_draft
@keeper_page
def step(request: TimedRequest, officer: Officer, code: str, place: int | None = None) -> HttpResponse:
    """One step: a new one, or the one at a place (from 0)."""
    found = queries.route_draft(code)
    form = StepForm(request.POST or None, initial={"seen": found.revision, **_initial(found, place)})
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, _deed(found, place, form, officer, request))
        if failed is None:
            return redirect("procedures_desk:route_draft", code)
        shown = failed
    context = {"draft": found, "place": place, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/routes/step.html", context, status=shown.status)


def _initial(draft: RouteDraft, place: int | None) -> dict[str, object]:
    if place is None:
        return {"kind": "handle", "role": "specialist", "may_return": True}
    if place >= len(draft.steps):
        raise route_drafting.StepMissing
    row = Step.of(draft.steps[place])
    return {name: getattr(row, name) for name in StepForm.base_fields if name != "seen"}


def _deed(
    draft: RouteDraft, place: int | None, form: StepForm, officer: Officer, request: TimedRequest
) -> Callable[[], object]:
    def deed() -> object:
        seen = form.cleaned_data["seen"]
        if place is None:
            return route_drafting.add_step(
                draft=draft, step=form.step(), by=officer, at=request.now, seen=seen
            )
        return route_drafting.change_step(
            draft=draft, place=place, step=form.step(), by=officer, at=request.now, seen=seen
        )

    return deed


@page_of_draft
@keeper_page
def discard(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    found = queries.route_draft(code)
    form = SeenForm(request.POST or None, initial={"seen": found.revision})
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: route_drafting.discard_route(
                draft=found, by=officer, at=request.now, seen=form.cleaned_data["seen"]
            ),
        )
        if failed is None:
            messages.success(request, "Đã bỏ bản thảo.")
            return redirect("procedures_desk:routes")
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/routes/discard.html", context, status=shown.status)
