"""One target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from xaso.modules.indicators import queries as indicators
from xaso.platform.ui.middleware import TimedRequest

from .frame import asked_year, show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@steering_page
def target(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show what a target means, its months, its splits, and the way to its records."""
    found = indicators.target_page(code, asked_year(request), request.now)
    months = [(point.label, point.value) for point in found.months]
    return show(request, "target.html", {"page": found, "months": months})
