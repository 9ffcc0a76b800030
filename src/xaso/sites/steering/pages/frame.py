"""What every page of this site shares: who may open it, and the year in its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

P = ParamSpec("P")
Page = Callable[Concatenate[TimedRequest, "Officer", P], HttpResponse]
Guarded = Callable[Concatenate[HttpRequest, P], HttpResponse]


class UnreadableYear(Invalid):
    """The year in the address is none."""

    code = "unreadable_year"
    default_sentence = "Không hiểu năm trong đường dẫn. Chọn lại năm trên bảng điều hành."


def steering_page(page: Page[P]) -> Guarded[P]:
    """Open a page to leaders, heads of units and whoever keeps the plan; to others it does not exist."""

    @officer_page(Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
    @wraps(page)
    def guarded(request: HttpRequest, officer: Officer, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        return page(cast(TimedRequest, request), officer, *args, **kwargs)

    return guarded


def asked_year(request: TimedRequest) -> int:
    """Return the year in the address (?nam=2026), this year when there is none. Raises `UnreadableYear`."""
    text = request.GET.get("nam", "")
    if not text:
        return local_date(request.now).year
    if not (text.isascii() and text.isdigit() and len(text) == 4 and text >= "1900"):
        raise UnreadableYear
    return int(text)


def show(request: HttpRequest, template: str, context: Mapping[str, Any]) -> HttpResponse:
    """Draw a page of this site; the officers' menu comes with the context of every page."""
    return render(request, f"site_steering/{template}", dict(context))
