"""What the lists of a reading's rows have in common: the ticked rows, the revision seen, the tabs."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponseRedirect

from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

SIDE_BY_SIDE = "doi-chieu"
"""Where source and understanding stand beside each other; from there the button is two Tabs away."""


def ticked(request: TimedRequest) -> list[int]:
    """The numbers of the rows that were ticked."""
    return [int(text) for text in request.POST.getlist("chon") if text.isascii() and text.isdigit()]


def seen_revision(request: TimedRequest) -> int:
    """Which revision of the row the page showed; one that never was where the form does not say."""
    text = request.POST.get("seen", "")
    return int(text) if text.isascii() and text.isdigit() else -1


def tabs(address: str, shows: Sequence[tuple[str, str]], show: str) -> list[NavItem]:
    """The ways a list is narrowed, the one shown marked."""
    return [
        NavItem(f"{address}?xem={code}" if code else address, words, code == show) for code, words in shows
    ]


def back_to(address: str, request: TimedRequest) -> HttpResponseRedirect:
    """Back to the list as it was narrowed."""
    query = request.POST.get("query", "")
    return HttpResponseRedirect(f"{address}?{query}" if query else address)
