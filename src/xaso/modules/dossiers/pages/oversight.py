"""Pages of those who answer for the work of others: how much, how old, where stuck, what will be late."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role, officer_page
from xaso.platform.papers import tables
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from ..access import OVERSEERS
from ..queries import oversight
from ..queries.digests import morning
from ..queries.risks import risk_page
from ..services.timing import notice_days

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

PLACES = (
    ("dossiers_steering:workload", "Khối lượng việc"),
    ("dossiers_steering:risks", "Nguy cơ quá hạn"),
    ("dossiers_steering:bottlenecks", "Điểm nghẽn"),
    ("dossiers_steering:digest", "Đầu ngày"),
)
COLUMNS = (
    "Đơn vị", "Cán bộ", "Đang giữ", "Quá hạn", "Sắp đến hạn", "Nguy cơ quá hạn",
    "Xong trong 20 ngày làm việc", "Phút làm việc một hồ sơ",
)  # fmt: skip


@officer_page(*OVERSEERS)
def workload(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show who has how much, and how old it is."""
    context = {
        "standing": oversight.standing(officer, request.now),
        "loads": oversight.workload(officer, request.now),
        "ages": oversight.ageing(officer, request.now),
        "age_words": oversight.age_words(),
    }
    return _show(request, officer, "workload", context)


@officer_page(*OVERSEERS)
def workload_export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give the table of officers as a file."""
    rows = [
        (
            one.unit_name, one.name, one.total, one.overdue, one.soon, one.at_risk, one.done,
            one.each_minutes if one.each_minutes is not None else "",
        )
        for one in oversight.workload(officer, request.now)
    ]  # fmt: skip
    if kind == "csv":
        answer = HttpResponse(b"".join(tables.csv(COLUMNS, rows)), content_type=tables.CSV_TYPE)
    else:
        answer = HttpResponse(
            tables.xlsx("Khối lượng hồ sơ của cán bộ", COLUMNS, rows), content_type=tables.XLSX_TYPE
        )
    name = f"khoi-luong-ho-so-{local_date(request.now):%Y%m%d}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@officer_page(*OVERSEERS)
def risks(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show what will be late if work goes on as it does."""
    unit = request.GET.get("don-vi", "")
    number = page_number(request.GET.get("trang"))
    context = {
        "page": risk_page(officer, request.now, unit=unit, page=number),
        "units": org.units() if officer.has_role(Role.LEADER, Role.CENTRE_HEAD) else [],
        "unit": unit,
        "counted_at": oversight.forecast_at(),
        "notice_days": notice_days(),
    }
    return _show(request, officer, "risks", context)


@officer_page(*OVERSEERS)
def bottlenecks(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show at which steps work gets stuck."""
    return _show(request, officer, "bottlenecks", {"necks": oversight.bottlenecks(officer, request.now)})


@officer_page(*OVERSEERS)
def digest(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the counts of the latest morning, or of the day in the address."""
    return _show(request, officer, "digest", {"found": morning(officer, _day(request.GET.get("ngay", "")))})


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None


def _show(request: TimedRequest, officer: Officer, name: str, context: dict[str, object]) -> HttpResponse:
    here = f"dossiers_steering:{name}"
    nav = [NavItem(reverse(place), words, current=place == here) for place, words in PLACES]
    whole = {"sub_nav": nav, "sees_all": officer.has_role(Role.LEADER, Role.CENTRE_HEAD), "officer": officer}
    return render(request, f"dossiers/steering/{name}.html", whole | context)
