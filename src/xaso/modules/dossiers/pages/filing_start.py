"""Before the questions: what a filing needs, for whom it is, and giving it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.modules.citizens.access import person_page
from xaso.modules.citizens.queries import person_of
from xaso.modules.org.queries import setting
from xaso.modules.procedures.queries import form_definition, version_page
from xaso.platform.eforms.definition import Form, parse
from xaso.platform.ui.middleware import TimedRequest

from .. import rules
from ..forms.people import MYSELF, OTHER, OtherForm, PartyForm
from ..queries.filing_path import FilingPath, begun_draft, wanted_papers
from ..queries.group_path import group_lives
from ..services import drafting
from .filing_gate import draft_page
from .filing_papers import after_papers

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person
    from xaso.modules.procedures.models import ProcedureVersion

FILED_HERE = "here"
GENERIC_FORM = "generic"


@require_http_methods(["GET", "POST"])
def start(request: TimedRequest, code: str) -> HttpResponse:
    """What it needs and how long it takes; where to file when it is not here. POST begins a draft."""
    version = version_page(code, local_date(request.now))
    if version.procedure.filing_place != FILED_HERE:
        return _elsewhere(request, version)
    if request.method == "POST":
        return _begin(request, code)
    form = parse(form_definition(version, local_date(request.now)).definition)
    person = person_of(request.user)
    return render(
        request,
        "dossiers/people/start.html",
        {
            "version": version,
            "form": form,
            **_papers(form, version),
            "span": rules.span_of(version.time_value, version.time_unit),
            "person": person,
            "is_officer": request.user.is_authenticated and person is None,
            "begun": begun_draft(person, version) if person else None,
        },
    )


def _papers(form: Form, version: ProcedureVersion) -> dict[str, object]:
    """What to have at hand: the form's own papers, or the catalogue's where the form does not name them."""
    if form.code == GENERIC_FORM:
        return {"surely": [], "perhaps": [], "listed": list(version.components.all())}
    surely, perhaps = wanted_papers(form)
    return {"surely": surely, "perhaps": perhaps, "listed": []}


@person_page
def _begin(request: TimedRequest, person: Person, code: str) -> HttpResponse:
    today = local_date(request.now)
    version = version_page(code, today)
    form = form_definition(version, today)
    draft = drafting.start_draft(person=person, version=version, form=form, at=request.now)
    return redirect("dossiers:draft_party", draft.public_id)


def _elsewhere(request: TimedRequest, version: ProcedureVersion) -> HttpResponse:
    return render(
        request,
        "dossiers/people/not_here.html",
        {
            "version": version,
            "national_url": setting("portal.national_url"),
            "address": setting("portal.address"),
            "hotline": setting("portal.hotline"),
        },
    )


@draft_page
def party(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """For oneself, or for another person."""
    draft = path.draft
    form = PartyForm(request.POST or None, initial={"who": OTHER if draft.for_other else MYSELF})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["who"] == OTHER:
            return redirect("dossiers:draft_other", draft.public_id)
        drafting.save_party(
            draft=draft, for_other=False, other_name="", other_id_number="", relation="", at=request.now
        )
        return _to_questions(path)
    status = 422 if form.is_bound else 200
    return render(request, "dossiers/people/party.html", {"form": form, "draft": draft}, status=status)


@draft_page
def other(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """Who the other person is, and what the submitter is to that person."""
    draft = path.draft
    form = OtherForm(
        request.POST or None,
        initial={name: getattr(draft, name) for name in ("other_name", "other_id_number", "relation")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            drafting.save_party(draft=draft, for_other=True, at=request.now, **form.cleaned_data)
        except Invalid as refused:
            for problem in refused.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            return _to_questions(path)
    status = 422 if form.is_bound else 200
    return render(request, "dossiers/people/other.html", {"form": form, "draft": draft}, status=status)


@draft_page
def discard(request: TimedRequest, person: Person, path: FilingPath) -> HttpResponse:
    """Give a draft up, asked once more."""
    if request.method == "POST":
        drafting.discard_draft(draft=path.draft, at=request.now)
        messages.success(request, "Đã xóa bản soạn dở.")
        group = path.draft.group
        if group is not None and group_lives(group):
            return redirect("dossiers:group_draft", group.public_id)
        return redirect("dossiers:mine")
    return render(request, "dossiers/people/discard.html", {"draft": path.draft})


def _to_questions(path: FilingPath) -> HttpResponse:
    """The first page that asks something; in a group nothing may be left to ask."""
    first = next(iter(path.sections), None)
    if first is None:
        return after_papers(path)
    return redirect("dossiers:draft_section", path.draft.public_id, first.code)
