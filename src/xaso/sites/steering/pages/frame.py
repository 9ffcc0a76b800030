"""What every page of this site shares: who may open it, and the year in its address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.modules.dossiers.access import OVERSEERS
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

steering_page = officer_page(Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
"""Opens a page to leaders, heads of units and whoever keeps the plan; to others it does not exist."""

PLACES = (
    ("steering:board", "Chỉ tiêu"),
    ("plan_reading:home", "Kế hoạch"),
    ("dossiers_steering:workload", "Hồ sơ"),
    ("tasks:overview", "Nhiệm vụ"),
    ("money:overview", "Kinh phí"),
    ("closings:list", "Kỳ báo cáo"),
    ("scores:list", "Bộ chỉ số"),
)
"""What else those who steer open, by address; each is for the same roles as the board, but for `NARROWER`."""
NARROWER = {"dossiers_steering:workload": OVERSEERS}
"""Places for some of them only."""


class UnreadableYear(Invalid):
    """The year in the address is none."""

    code = "unreadable_year"
    default_sentence = "Không hiểu năm trong đường dẫn. Chọn lại năm trên bảng điều hành."


def asked_year(request: TimedRequest) -> int:
    """Return the year in the address (?nam=2026), this year when there is none. Raises `UnreadableYear`."""
    text = request.GET.get("nam", "")
    if not text:
        return local_date(request.now).year
    if not (text.isascii() and text.isdigit() and len(text) == 4 and text >= "1900"):
        raise UnreadableYear
    return int(text)


def places(here: str, officer: Officer) -> tuple[NavItem, ...]:
    """Return the entries of the menu under the board; ``here`` is the address that is open."""
    return tuple(
        NavItem(reverse(name), text, name == here)
        for name, text in PLACES
        if name not in NARROWER or officer.has_role(*NARROWER[name])
    )


def show(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page of this site; the officers' menu comes with the context of every page."""
    return render(request, f"site_steering/{template}", dict(context), status=status)
