"""Which frame a shared page wears: the people's or the officers'."""

from __future__ import annotations

from .models import User

PORTAL, DESK = "ui/portal.html", "ui/desk.html"


def layout_of(user: User) -> str:
    """The base template for pages that people and officers share."""
    return DESK if user.kind == User.Kind.OFFICER else PORTAL
