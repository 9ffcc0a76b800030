"""Home: what do you need to do, and how is the commune doing."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.text import shorten
from xaso.modules.indicators import queries as indicators
from xaso.modules.procedures import queries as procedures
from xaso.platform.ui.middleware import TimedRequest

POPULAR = 5
EXAMPLES = 4
LONGEST_NAME = 110


@require_safe
def home(request: TimedRequest) -> HttpResponse:
    """Search, life events, the procedures asked for most, a dossier to look up, four live figures."""
    popular = procedures.popular(POPULAR, on=local_date(request.now))
    context = {
        "events": procedures.life_events(),
        "popular": [(version, shorten(version.name, LONGEST_NAME)) for version in popular],
        "examples": procedures.example_words(EXAMPLES),
        "figures": indicators.headline(request.now),
    }
    return render(request, "site_portal/home.html", context)
