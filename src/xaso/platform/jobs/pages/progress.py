"""How far one's own job is."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xaso.platform.identity.gates import signed_in
from xaso.platform.identity.layouts import layout_of
from xaso.platform.identity.models import User
from xaso.platform.ui.middleware import TimedRequest

from .. import queries


@require_GET
@signed_in
def progress(request: TimedRequest, user: User, job_id: UUID) -> HttpResponse:
    """The stage, the bar, and what came of it; asked again by htmx while it runs."""
    job = queries.own_job(user.get_username(), job_id)
    is_fragment = bool(getattr(request, "htmx", False))
    template = "jobs/fragments/progress.html" if is_fragment else "jobs/progress.html"
    return render(request, template, {"job": job, "layout": layout_of(user)})
