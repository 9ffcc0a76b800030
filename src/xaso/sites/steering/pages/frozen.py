"""The records behind a frozen figure, as they stood when the window was closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from xaso.kernel.paging import page_number
from xaso.modules.indicators.queries.frozen import frozen_records
from xaso.platform.ui.middleware import TimedRequest

from ..frozen import names_of
from .frame import show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@steering_page
def records(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """List the frozen records of one side of a figure; those outside the officer's sight have no name."""
    found = frozen_records(
        code,
        number,
        which=request.GET.get("phan") or "whole",
        page=page_number(request.GET.get("trang")),
    )
    context = {"found": found, "line": found.line, "names": names_of(officer, found)}
    return show(request, "frozen_records.html", context)
