"""Pages of one piece of an e-form being drawn: a section, a field, a rule; and trying the form out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.platform.eforms.answers import box_id, by_box, read_section
from xaso.platform.eforms.definition import Form
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink

from ..forms.designing import (
    FieldForm,
    NewFieldForm,
    RuleForm,
    SectionForm,
    condition_initial,
    field_initial,
)
from ..models import FormDraft
from ..queries import eforms as queries
from ..rules.forms import TYPES, fields_before, fields_of
from ..services import form_parts as services
from .form_draft import back_to
from .frame import Shown, keeper_page, tried
from .route_draft import page_of_draft

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@page_of_draft
@keeper_page
def section(request: TimedRequest, officer: Officer, code: str, place: int | None = None) -> HttpResponse:
    """One section's title, words and condition: a new one, or the one at a place."""
    draft = queries.form_draft(code)
    sections = draft.definition["sections"]
    if place is not None and place >= len(sections):
        raise services.PartMissing
    before = fields_before(draft.definition, len(sections) if place is None else place)
    held = sections[place] if place is not None else {}
    initial = {name: held.get(name) or "" for name in ("title", "intro")}
    form = SectionForm(
        request.POST or None, before=before, initial=initial | condition_initial(held.get("show_if"), before)
    )
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, lambda: _put_section(draft, place, form, _act(request, officer, form)))
        if failed is None:
            number = len(sections) if place is None else place
            return back_to(code, f"o-len:{number}")
        shown = failed
    return _page(request, "section", draft, form, shown, {"place": place, "before": before})


def _put_section(draft: FormDraft, place: int | None, form: SectionForm, act: services.Act) -> None:
    said = form.said()
    if place is not None:
        services.change_section(draft=draft, place=place, said=said, **act)
        return
    services.add_section(draft=draft, said=said, **act)


@page_of_draft
@keeper_page
def new_field(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """A new field at the end of a section: what it asks, and which kind of answer; then the rest."""
    draft = queries.form_draft(code)
    if number >= len(draft.definition["sections"]):
        raise services.PartMissing
    form = NewFieldForm(request.POST or None)
    shown = Shown()
    if request.method == "POST":
        made: list[FormDraft] = []
        failed = tried(
            form,
            lambda: made.append(
                services.add_field(
                    draft=draft,
                    section=number,
                    kind=form.cleaned_data["kind"],
                    label=form.cleaned_data["label"],
                    **_act(request, officer, form),
                )
            ),
        )
        if failed is None:
            last = len(made[0].definition["sections"][number]["fields"]) - 1
            return redirect("procedures_desk:form_field", code, number, last)
        shown = failed
    more = {"section": draft.definition["sections"][number], "number": number}
    return _page(request, "new_field", draft, form, shown, more)


@page_of_draft
@keeper_page
def field(request: TimedRequest, officer: Officer, code: str, number: int, place: int) -> HttpResponse:
    """One field: what its type has, and when it is asked."""
    draft = queries.form_draft(code)
    sections = draft.definition["sections"]
    if number >= len(sections) or place >= len(sections[number]["fields"]):
        raise services.PartMissing
    edited = sections[number]["fields"][place]
    before = fields_before(draft.definition, number, place)
    form = FieldForm(
        request.POST or None, before=before, edited=edited, initial=field_initial(edited, before)
    )
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: services.change_field(
                draft=draft, section=number, place=place, said=form.said(), **_act(request, officer, form)
            ),
        )
        if failed is None:
            return back_to(code, f"o-len:{number}")
        shown = failed
    more = {"edited": edited, "kind": TYPES[edited["type"]], "before": before, "number": number}
    return _page(request, "field", draft, form, shown, more)


@page_of_draft
@keeper_page
def rule(request: TimedRequest, officer: Officer, code: str, place: int | None = None) -> HttpResponse:
    """One rule: a new one, or the one at a place."""
    draft = queries.form_draft(code)
    rules = draft.definition["rules"]
    if place is not None and place >= len(rules):
        raise services.PartMissing
    fields = [one for _, one in fields_of(draft.definition)]
    form = RuleForm(request.POST or None, fields=fields, initial=rules[place] if place is not None else {})
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: services.put_rule(
                draft=draft, place=place, said=form.said(), **_act(request, officer, form)
            ),
        )
        if failed is None:
            return back_to(code)
        shown = failed
    return _page(request, "rule", draft, form, shown, {"place": place, "before": fields})


def _act(request: TimedRequest, officer: Officer, form: forms.Form) -> services.Act:
    return {"by": officer, "at": request.now, "seen": form.cleaned_data["seen"]}


def _page(  # noqa: PLR0917 - each is a different thing
    request: TimedRequest, name: str, draft: FormDraft, form: forms.Form, shown: Shown, more: dict[str, Any]
) -> HttpResponse:
    context = {"draft": draft, "form": form, "errors": shown.errors(form), **more}
    return render(request, f"procedures/forms/{name}.html", context, status=shown.status)


@page_of_draft
@keeper_page
def preview(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """The form as people see it, all its pages one under another, to be tried out; nothing is kept."""
    draft = queries.form_draft(code)
    checked = queries.check_form(draft)
    tried_out = _try_out(checked.form, request) if checked.form else {}
    context = {"draft": draft, "problems": checked.problems, "form": checked.form, **tried_out}
    return render(request, "procedures/forms/preview.html", context)


def _try_out(form: Form, request: TimedRequest) -> dict[str, Any]:
    """Read every page in turn as a person's answers; what is wrong, and what each page shows then."""
    answers: dict[str, Any] = {}
    problems = []
    if request.method == "POST":
        for part in form.sections:
            result = read_section(form, part.code, request.POST, answers, today=local_date(request.now))
            answers |= result.values
            problems += result.problems
    links = [ErrorLink(sentence, f"#{box_id(form, box)}") for box, sentence in by_box(problems).items()]
    return {
        "values": answers,
        "box_errors": by_box(problems),
        "errors": links,
        "is_tried": request.method == "POST",
    }
