"""The ask-once meter: how often people need not bring again what the commune holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from xaso.kernel.periods import Period
from xaso.modules.dossiers.queries import ask_meter
from xaso.platform.ui.middleware import TimedRequest

from .frame import asked_year, show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@steering_page
def asking(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the meter of one year."""
    year = asked_year(request)
    meter = ask_meter(Period.year(year))
    return show(request, "asking.html", {"meter": meter, "year": year})
