"""What came online and waits to be received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from .. import queries

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@officer_page(Role.RECEIVER)
def inbox(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show it, oldest first."""
    now = request.now
    page = queries.inbox(officer, now=now, page=page_number(request.GET.get("trang")))
    return render(request, "dossiers/desk/inbox.html", {"page": page, "now": now})
