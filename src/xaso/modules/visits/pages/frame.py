"""The menu of the section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from xaso.platform.ui.context import NavItem

from ..access import KIOSK_ROLES

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


def section_nav(officer: Officer, here: str) -> list[NavItem]:
    """The pages of the section that the officer may open; `here` names the present one."""
    pages = [("visits_desk:choose", "Gọi số"), ("visits_desk:appointments", "Lịch hẹn")]
    if officer.has_role(*KIOSK_ROLES):
        pages.append(("visits_desk:devices", "Máy lấy số, màn hình"))
    return [NavItem(reverse(name), words, current=name == here) for name, words in pages]
