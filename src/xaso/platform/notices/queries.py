"""Read notices; each question begins with whose they are."""

from __future__ import annotations

from xaso.kernel.paging import Page, window
from xaso.platform.identity.models import User

from .models import Notice


def unread_count(user: User) -> int:
    """How many notices the user has not read."""
    return Notice.objects.filter(recipient=user, read_at=None).count()


def notices_of(user: User, number: int) -> Page[Notice]:
    """The user's notices with their deliveries, newest first, 20 a page."""
    rows = Notice.objects.filter(recipient=user)
    cut = rows.order_by("-created_at", "-pk").prefetch_related("deliveries")[window(number)]
    return Page.cut(list(cut), number, total=rows.count())
