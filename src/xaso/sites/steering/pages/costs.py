"""The cost meter: what procedures cost people against the baseline; what leaving a paper out saves."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.paging import Page, page_number, window
from xaso.kernel.periods import Period
from xaso.modules.dossiers.queries.counting import received_by_procedure
from xaso.modules.org import queries as org
from xaso.modules.procedures.queries import costs
from xaso.modules.procedures.rules.costs import Counted
from xaso.platform.papers.tables import XLSX_TYPE, Column, xlsx
from xaso.platform.ui.middleware import TimedRequest

from .frame import asked_year, places, show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@steering_page
def meter(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The year's meter and the procedures that cost people most, 20 a page."""
    year = asked_year(request)
    found = costs.cost_year(_counts(year), _day(year, request))
    number = page_number(request.GET.get("trang"))
    context = {
        "found": found,
        "page": Page.cut(found.rows[window(number)], number, total=len(found.rows)),
        "prices": costs.prices(),
        "goal": org.setting(costs.GOAL, 20),
        "year": year,
        "sub_nav": places("steering:board", officer),
    }
    return show(request, "costs.html", context)


@require_safe
@steering_page
def meter_file(request: TimedRequest, officer: Officer) -> HttpResponse:
    """The year's sheet as Excel: evidence for III.2-02."""
    year = asked_year(request)
    found = costs.cost_year(_counts(year), _day(year, request))
    money = {"width": 20, "kind": "money"}
    columns = [
        Column("Mã", 14),
        Column("Thủ tục", 60),
        Column("Hồ sơ tại quầy, bưu chính", 14, "number"),
        Column("Hồ sơ trực tuyến", 14, "number"),
        Column("Chi phí theo mốc", **money),  # type: ignore[arg-type]
        Column("Chi phí theo quy định nay", **money),  # type: ignore[arg-type]
        Column("Chi phí nay", **money),  # type: ignore[arg-type]
        Column("Phí", 12),
    ]
    rows = (
        (
            row.code,
            row.name,
            row.count.counter,
            row.count.online,
            round(row.before),
            round(row.rules),
            round(row.now),
            "chưa rõ, tính 0" if row.fee_unknown else "",
        )
        for row in found.rows
    )
    answer = HttpResponse(xlsx(f"Chi phí tuân thủ {year}", columns, rows), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="chi-phi-tuan-thu-{year}.xlsx"'
    return answer


@require_safe
@steering_page
def what_if(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """One procedure: its papers; tick some (?bo=tp01) to see what leaving them out saves."""
    year = asked_year(request)
    dropped = set(request.GET.getlist("bo"))
    count = _counts(year).get(code, Counted())
    found = costs.what_if(code, dropped, count, _day(year, request))
    return show(request, "cost.html", {"found": found, "dropped": dropped, "count": count, "year": year})


def _counts(year: int) -> dict[str, Counted]:
    rows = received_by_procedure(Period.year(year))
    return {code: Counted(counter=here, online=away) for code, (here, away) in rows.items()}


def _day(year: int, request: TimedRequest) -> date:
    """The day whose versions are counted: today, or the last of a year gone by."""
    return min(local_date(request.now), date(year, 12, 31))
