"""What the pages of scores share: who may open them, the period in the address, words of the templates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from xaso.kernel.periods import Period
from xaso.platform.ui.middleware import TimedRequest

from ..access import STEERS
from ..queries.scores import score_period
from ..scoring.wording import plain_words, points_words, rounded

ROLES = STEERS
"""Leaders, heads of offices and whoever keeps the plan; to others the pages do not exist."""


def asked_period(request: TimedRequest) -> Period:
    """Return the period in the address (?ky=2026-Q1), this year when there is none. Raises `Invalid`."""
    return score_period(request.GET.get("ky", ""), request.now)


def show(request: TimedRequest, template: str, context: Mapping[str, Any], status: int = 200) -> HttpResponse:
    """Draw a page of scores."""
    words = {"points": points_words, "plain": plain_words, "rounded": rounded}
    return render(request, f"indicators/scores/{template}", {**words, **context}, status=status)
