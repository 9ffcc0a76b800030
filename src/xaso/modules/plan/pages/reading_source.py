"""The text of a plan as it was read, and what it lists as tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.paging import PAGE_SIZE, Page, page_number
from xaso.modules.org.access import officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS
from ..queries import readings

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*FOLLOWERS)
def source(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """The text with line numbers; lines with a promise or a doubt are marked."""
    found = readings.reading(reading_id)
    lines, page = readings.source_page(found, page_number(request.GET.get("trang")))
    context = {"reading": found, "lines": lines, "page": page, "size": readings.SOURCE_PAGE}
    return render(request, "plan/reading/source.html", context)


@require_safe
@officer_page(*FOLLOWERS)
def tasks(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Tasks named in the text, 20 a page."""
    found = readings.reading(reading_id)
    page = _page(request, readings.whole_reading(reading_id).get("tasks", []))
    return render(request, "plan/reading/tasks.html", {"reading": found, "page": page})


def _page(request: TimedRequest, rows: list[Any]) -> Page[Any]:
    number = page_number(request.GET.get("trang"))
    start = (number - 1) * PAGE_SIZE
    return Page.cut(rows[start : start + PAGE_SIZE + 1], number, total=len(rows))
