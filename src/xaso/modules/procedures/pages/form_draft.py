"""Pages of an e-form being drawn: the draft with its pieces, its name, throwing it away, publishing it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.platform.ui.middleware import TimedRequest

from ..forms.designing import FormNameForm, PublishFormForm
from ..forms.routes import SeenForm
from ..models import FormDefinition, FormDraft
from ..queries import eforms as queries
from ..queries.form_papers import held_against
from ..rules.forms import differences
from ..services import form_drafting, form_parts
from ..services.form_publishing import publish_form
from .form_words import rows_of
from .frame import Shown, keeper_page, tried
from .route_draft import page_of_draft

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

UP, DOWN, DROP = "len", "xuong", "bo"


@page_of_draft
@keeper_page
def draft(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The draft: sections, fields and rules with their buttons, and what keeps it from being published."""
    found = queries.form_draft(code)
    form = SeenForm(request.POST if request.method == "POST" else None)
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, lambda: _act(request, found, form.cleaned_data["seen"], officer))
        if failed is None:
            return back_to(code, request.POST.get("viec", ""))
        shown = failed
    checked = queries.check_form(found)
    problems: dict[str, list[str]] = defaultdict(list)
    for one in checked.problems:
        problems[one.place].append(one.sentence)
    context = {
        "draft": found,
        "rows": rows_of(found.definition, problems),
        "problems": checked.problems,
        "errors": shown.errors(form),
    }
    return render(request, "procedures/forms/draft.html", context, status=shown.status)


def back_to(code: str, at: str = "") -> HttpResponse:
    """The draft's page, at the piece that was worked on: `phan`, `o` or `quy-tac` with its place."""
    what = at.partition(":")[0].rsplit("-", 1)[0]
    anchor = {"phan": "#cac-phan", "o": f"#phan-{at.partition(':')[2].partition('.')[0]}"}.get(what, "")
    return HttpResponseRedirect(reverse("procedures_desk:form_draft", args=[code]) + anchor)


def _act(request: TimedRequest, draft: FormDraft, seen: int, officer: Officer) -> None:
    """Move or drop the piece the pressed button names: `phan-len:1`, `o-bo:1.2`, `quy-tac-bo:0`."""
    verb, _, where = request.POST.get("viec", "").partition(":")
    what, _, way = verb.rpartition("-")
    deed = _DEEDS.get(what)
    places = where.split(".")
    if deed is None or way not in (UP, DOWN, DROP) or not all(place.isdecimal() for place in places):
        raise Missing
    deed(draft, way, [int(place) for place in places], {"by": officer, "at": request.now, "seen": seen})


def _on_section(draft: FormDraft, way: str, places: list[int], act: form_parts.Act) -> None:
    place = places[0]
    if way == DROP:
        form_parts.drop_section(draft=draft, place=place, **act)
    else:
        form_parts.move_section(draft=draft, place=place, to=place + (1 if way == DOWN else -1), **act)


def _on_field(draft: FormDraft, way: str, places: list[int], act: form_parts.Act) -> None:
    if len(places) != 2:
        raise Missing
    section, place = places
    if way == DROP:
        form_parts.drop_field(draft=draft, section=section, place=place, **act)
        return
    to = (section, place + (1 if way == DOWN else -1))
    form_parts.move_field(draft=draft, section=section, place=place, to=to, **act)


def _on_rule(draft: FormDraft, way: str, places: list[int], act: form_parts.Act) -> None:
    if way != DROP:
        raise Missing
    form_parts.drop_rule(draft=draft, place=places[0], **act)


_DEEDS: dict[str, Callable[[FormDraft, str, list[int], form_parts.Act], None]] = {
    "phan": _on_section,
    "o": _on_field,
    "quy-tac": _on_rule,
}


@page_of_draft
@keeper_page
def name(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """What the form is called and founded on."""
    found = queries.form_draft(code)
    initial = {
        "title": found.title,
        "basis": found.basis,
        "certainty": found.certainty,
        "seen": found.revision,
    }
    form = FormNameForm(request.POST or None, initial=initial)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: form_drafting.name_form(draft=found, by=officer, at=request.now, **form.cleaned_data),
        )
        if failed is None:
            return redirect("procedures_desk:form_draft", code)
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/forms/name.html", context, status=shown.status)


@page_of_draft
@keeper_page
def discard(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask once more, then throw the draft away."""
    found = queries.form_draft(code)
    form = SeenForm(request.POST or None, initial={"seen": found.revision})
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: form_drafting.discard_form(
                draft=found, by=officer, at=request.now, seen=form.cleaned_data["seen"]
            ),
        )
        if failed is None:
            messages.success(request, "Đã bỏ bản thảo.")
            return redirect("procedures_desk:forms")
        shown = failed
    context = {"draft": found, "form": form, "errors": shown.errors(form)}
    return render(request, "procedures/forms/discard.html", context, status=shown.status)


@page_of_draft
@keeper_page
def publish(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask from when; what will differ stands beside."""
    found = queries.form_draft(code)
    form = PublishFormForm(request.POST or None, initial={"seen": found.revision})
    shown = Shown()
    if request.method == "POST":
        made: list[FormDefinition] = []
        failed = tried(
            form,
            lambda: made.append(publish_form(draft=found, by=officer, at=request.now, **form.cleaned_data)),
        )
        if failed is None:
            start = made[0].valid_from
            messages.success(request, f"Đã ban hành tờ khai, áp dụng từ {start:%d/%m/%Y}.")
            return redirect("procedures_desk:form_version", code, start.isoformat())
        shown = failed
    before = form_drafting.drawn(found.based_on) if found.based_on else None
    context = {
        "draft": found,
        "form": form,
        "errors": shown.errors(form),
        "problems": queries.check_form(found).problems,
        "changes": differences(before, found.definition),
        "used": queries.versions_with_form(code).count(),
        "papers": held_against(found.definition, code, since=local_date(request.now)),
    }
    return render(request, "procedures/forms/publish.html", context, status=shown.status)
