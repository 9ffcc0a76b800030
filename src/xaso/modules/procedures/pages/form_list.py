"""Officers' pages of published e-forms: the list, one of them with its versions; a new one."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_keep_catalogue
from ..forms.designing import NewFormForm
from ..models import FormDraft
from ..queries import eforms as queries
from ..services import form_drafting
from .form_words import rows_of
from .frame import Shown, keeper_page, sub_nav, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

HERE = "procedures_desk:forms"
SHOWN_PROCEDURES = 20


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Every e-form: what holds, what will, what is being drawn."""
    keeps = may_keep_catalogue(officer)
    families = queries.form_families(local_date(request.now))
    context = {
        "families": [family for family in families if keeps or family.form or family.coming],
        "keeps": keeps,
        "sub_nav": sub_nav(HERE),
    }
    return render(request, "procedures/forms/list.html", context)


@require_safe
@officer_page()
def record(request: TimedRequest, officer: Officer, code: str, start: str = "") -> HttpResponse:
    """One version of a form: its sections and fields, the other versions, what uses it."""
    today = local_date(request.now)
    form = queries.form_version(code, _day(start), on=today)
    users = queries.versions_with_form(code)
    context = {
        "form": form,
        "rows": rows_of(form_drafting.drawn(form)),
        "versions": queries.form_versions(code),
        "users": list(users[:SHOWN_PROCEDURES]),
        "used": users.count(),
        "keeps": may_keep_catalogue(officer),
        "is_drawn": queries.has_form_draft(code),
        "today": today,
    }
    return render(request, "procedures/forms/record.html", context)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Missing from None


@require_POST
@keeper_page
def revise(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Begin the draft of what follows, or go on with the one begun."""
    latest = queries.form_versions(code)[0]
    form_drafting.revise_form(form=latest, by=officer, at=request.now)
    return redirect("procedures_desk:form_draft", code)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def new(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Begin a form under a title, from nothing or like another."""
    families = queries.form_families(local_date(request.now))
    form = NewFormForm(request.POST or None, known=[family.form for family in families if family.form])
    shown = Shown()
    if request.method == "POST":
        made: list[FormDraft] = []
        failed = tried(form, lambda: made.append(_begin(form, officer, request)))
        if failed is None:
            messages.success(request, "Đã lập bản thảo. Thêm phần, thêm ô rồi ban hành.")
            return redirect("procedures_desk:form_draft", made[0].code)
        shown = failed
    context = {"form": form, "errors": shown.errors(form)}
    return render(request, "procedures/forms/new.html", context, status=shown.status)


def _begin(form: NewFormForm, officer: Officer, request: TimedRequest) -> FormDraft:
    said = form.cleaned_data
    like = queries.form_version(said["like"], None, on=local_date(request.now)) if said["like"] else None
    return form_drafting.begin_form(title=said["title"], like=like, by=officer, at=request.now)
