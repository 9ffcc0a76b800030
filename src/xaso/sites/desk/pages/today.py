"""Today: all that waits for me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from xaso.kernel.paging import page_number
from xaso.modules.dossiers.access import may_take_in
from xaso.modules.dossiers.queries.electronic import to_sign_count
from xaso.modules.org.access import Role, officer_page
from xaso.platform.notices.queries import unread_count
from xaso.platform.ui.middleware import TimedRequest

from .. import queue

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@officer_page()
def today(request: TimedRequest, officer: Officer) -> HttpResponse:
    """One queue, most urgent first, each with its clock and its one next action."""
    now = request.now
    page = queue.waiting(officer, now, page_number(request.GET.get("trang")))
    context = {
        "officer": officer,
        "now": now,
        "page": page,
        "tally": queue.tally(officer, now),
        "unread": unread_count(officer.user),
        "copies": to_sign_count(officer),
        "takes_in": may_take_in(officer),
        "delegates": bool(officer.roles - {Role.SYSADMIN}),
    }
    return render(request, "site_desk/today.html", context)
