"""The page that publishes a route."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.platform.ui.middleware import TimedRequest

from ..forms.routes import PublishRouteForm
from ..models import Route
from ..queries import routes as queries
from ..services.route_publishing import publish_route
from .frame import Shown, keeper_page, tried
from .route_draft import page_of_draft
from .route_words import picture, step_rows

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@page_of_draft
@keeper_page
def publish(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask from when and by which decision; the route as it will be stands beside."""
    draft = queries.route_draft(code)
    form = PublishRouteForm(request.POST or None, initial={"seen": draft.revision})
    shown = Shown()
    if request.method == "POST":
        made: list[Route] = []
        failed = tried(
            form,
            lambda: made.append(publish_route(draft=draft, by=officer, at=request.now, **form.cleaned_data)),
        )
        if failed is None:
            return _done(request, made[0])
        shown = failed
    checked = queries.check_route(draft)
    numbers = queries.route_numbers(code)
    context = {
        "draft": draft,
        "form": form,
        "errors": shown.errors(form),
        "faults": checked.faults,
        "picture": picture(step_rows(checked.steps), draft.name),
        "used": queries.versions_on_route(code).count(),
        "number": numbers[0].number + 1 if numbers else 1,
    }
    return render(request, "procedures/routes/publish.html", context, status=shown.status)


def _done(request: TimedRequest, route: Route) -> HttpResponse:
    day = f"{route.valid_from:%d/%m/%Y}"
    messages.success(request, f"Đã ban hành lần {route.number}, áp dụng từ {day}.")
    return redirect("procedures_desk:route_number", route.code, route.number)
