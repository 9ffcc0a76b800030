"""Officers' pages of published routes: the list, one of them with its numbers, its BPMN file; a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xaso.kernel.clock import local_date
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_keep_catalogue
from ..forms.routes import NewRouteForm
from ..models import RouteDraft
from ..queries import routes as queries
from ..services import route_drafting
from .frame import Shown, keeper_page, sub_nav, tried
from .route_words import as_bpmn, picture, step_rows

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

HERE = "procedures_desk:routes"
SHOWN_PROCEDURES = 20


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Every family of routes: what is in force, what will be, what is being drawn."""
    keeps = may_keep_catalogue(officer)
    families = queries.families(local_date(request.now))
    context = {
        "families": [family for family in families if keeps or family.route or family.coming],
        "keeps": keeps,
        "sub_nav": sub_nav(HERE),
    }
    return render(request, "procedures/routes/list.html", context)


@require_safe
@officer_page()
def record(request: TimedRequest, officer: Officer, code: str, number: int | None = None) -> HttpResponse:
    """One route as it was published: the line of its steps, its numbers, what uses it."""
    route = queries.route(code, number, on=local_date(request.now))
    rows = step_rows(route_drafting.drawn(route))
    users = queries.versions_on_route(code)
    context = {
        "route": route,
        "rows": rows,
        "picture": picture(rows, route.name),
        "numbers": queries.route_numbers(code),
        "users": list(users[:SHOWN_PROCEDURES]),
        "used": users.count(),
        "keeps": may_keep_catalogue(officer),
        "is_drawn": queries.has_route_draft(code),
        "today": local_date(request.now),
    }
    return render(request, "procedures/routes/record.html", context)


@require_safe
@officer_page()
def bpmn(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """The route as a BPMN 2.0 file."""
    route = queries.route(code, number, on=local_date(request.now))
    answer = HttpResponse(as_bpmn(route), content_type="application/xml; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="quy-trinh-{code}-lan-{number}.bpmn"'
    return answer


@require_POST
@keeper_page
def revise(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Begin the draft of the next number, or go on with the one begun."""
    route = queries.route_numbers(code)
    if route:
        route_drafting.revise_route(route=route[0], by=officer, at=request.now)
    return redirect("procedures_desk:route_draft", code)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def new(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Begin a route under a name, from nothing or like another."""
    families = queries.families(local_date(request.now))
    routes = [family.route for family in families if family.route]
    form = NewRouteForm(request.POST or None, routes=routes)
    shown = Shown()
    if request.method == "POST":
        made: list[RouteDraft] = []
        failed = tried(form, lambda: made.append(_begin(form, officer, request)))
        if failed is None:
            messages.success(request, "Đã lập bản thảo. Thêm, sửa từng bước rồi ban hành.")
            return redirect("procedures_desk:route_draft", made[0].code)
        shown = failed
    context = {"form": form, "errors": shown.errors(form), "sub_nav": sub_nav(HERE)}
    return render(request, "procedures/routes/new.html", context, status=shown.status)


def _begin(form: NewRouteForm, officer: Officer, request: TimedRequest) -> RouteDraft:
    said = form.cleaned_data
    like = queries.route(said["like"], on=local_date(request.now)) if said["like"] else None
    return route_drafting.begin_route(name=said["name"], like=like, by=officer, at=request.now)
