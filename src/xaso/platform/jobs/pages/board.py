"""What was laid aside, for the one who looks after the system."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from xaso.kernel.paging import page_number
from xaso.platform.identity.gates import role_page
from xaso.platform.identity.models import User
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services

SYSADMIN = "sysadmin"


@require_GET
@role_page(SYSADMIN)
def board(request: TimedRequest, user: User) -> HttpResponse:
    """The dead letters and how many jobs stand where."""
    page = queries.dead_jobs(page_number(request.GET.get("trang")))
    return render(request, "jobs/board.html", {"page": page, "counts": queries.counts_by_state()})


@require_POST
@role_page(SYSADMIN)
def retry(request: TimedRequest, user: User, job_id: UUID) -> HttpResponse:
    """Put one back into the queue."""
    job = services.retry(job_id, at=request.now)
    messages.success(request, f"Đã xếp lại việc “{job}”.")
    return HttpResponseRedirect(reverse("jobs:board"))
