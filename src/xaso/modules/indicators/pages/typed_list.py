"""The targets whose figures are typed, and the figures of one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render

from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..queries import figure as figures
from ..queries import typing

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@officer_page()
def typing_list(request: TimedRequest, officer: Officer) -> HttpResponse:
    """List the typed targets this officer may see, with what each asks for now."""
    if not officer.user.roles - {Role.SYSADMIN}:
        raise Missing
    found = typing.typing_list(
        officer,
        unit=request.GET.get("don-vi", ""),
        need=request.GET.get("viec", ""),
        number=page_number(request.GET.get("trang")),
        at=request.now,
    )
    chosen = []
    if found.unit:
        chosen.append({"name": "don-vi", "text": dict(found.units).get(found.unit, found.unit)})
    if found.need:
        known = {kind.value: kind.label for kind in typing.Need}
        chosen.append({"name": "viec", "text": known.get(found.need, found.need)})
    return render(request, "indicators/typed/list.html", {"found": found, "chosen": chosen})


@officer_page()
def typed_target(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show every figure typed for one target, newest first."""
    number = page_number(request.GET.get("trang"))
    found = figures.typed_target(officer, code, number=number, at=request.now)
    return render(request, "indicators/typed/target.html", {"found": found})
