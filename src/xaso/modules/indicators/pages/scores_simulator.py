"""The simulator: what finishing open dossiers today would add."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from xaso.kernel.paging import PAGE_SIZE, page_number
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..queries.simulator import simulate
from .scores_frame import ROLES, show

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*ROLES)
def simulator(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show gains by office, by officer, and the dossiers, those that add most first."""
    unit, holder = request.GET.get("don-vi", ""), request.GET.get("nguoi", "")
    found = simulate(
        officer,
        code,
        period=request.GET.get("ky", ""),
        unit=unit,
        holder=holder,
        page=page_number(request.GET.get("trang")),
        at=request.now,
    )
    context = {
        "found": found,
        "unit": unit,
        "holder": holder,
        "most": PAGE_SIZE,
        "sees_all": officer.has_role(Role.LEADER),
    }
    return show(request, "simulator.html", context)
