"""What was told to the one who is signed in."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from xaso.kernel.paging import page_number
from xaso.platform.identity.gates import signed_in
from xaso.platform.identity.layouts import layout_of
from xaso.platform.identity.models import User
from xaso.platform.ui.middleware import TimedRequest

from .. import queries, services
from ..channels import LABELS


@require_GET
@signed_in
def inbox(request: TimedRequest, user: User) -> HttpResponse:
    """The list, newest first."""
    page = queries.notices_of(user, page_number(request.GET.get("trang")))
    context = {
        "page": page,
        "layout": layout_of(user),
        "unread": queries.unread_count(user),
        "channels": LABELS,
    }
    return render(request, "notices/inbox.html", context)


@require_POST
@signed_in
def read(request: TimedRequest, user: User, notice_id: int) -> HttpResponse:
    """Mark one as read, then go where it leads, or back to the list."""
    notice = services.mark_read(user, notice_id, at=request.now)
    follow = "mo" in request.POST and notice.link.startswith("/") and not notice.link.startswith("//")
    return HttpResponseRedirect(notice.link if follow else reverse("notices:inbox"))


@require_POST
@signed_in
def read_all(request: TimedRequest, user: User) -> HttpResponse:
    """Mark all as read."""
    services.mark_all_read(user, at=request.now)
    return HttpResponseRedirect(reverse("notices:inbox"))
