"""Sets of criteria: the list of them, one of them with its points, and the same as a file."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local_date
from xaso.modules.org.access import officer_page
from xaso.platform.papers import tables
from xaso.platform.ui.middleware import TimedRequest

from .. import access
from ..queries.scores import LeafLine, ScorePage, indexes, score_page
from ..queries.scores_frozen import frozen_score
from ..scoring.wording import points_words
from .scores_frame import ROLES, asked_period, show

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Nhóm", "Mã", "Tiêu chí", "Điểm tối đa", "Điểm đếm được", "Điểm kể cả tự chấm", "Cách ra điểm",
    "Công thức", "Nguồn", "Đơn vị phụ trách", "Minh chứng", "Mức chắc chắn", "Điểm chính thức", "Chênh lệch",
)  # fmt: skip


@require_safe
@officer_page(*ROLES)
def listing(request: TimedRequest, officer: Officer) -> HttpResponse:
    """List the sets of criteria in force."""
    return show(request, "list.html", {"rows": indexes(local_date(request.now))})


@require_safe
@officer_page(*ROLES)
def index(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show the points of an index in a period, leaf by leaf."""
    page = score_page(code, asked_period(request), request.now)
    said = {
        "page": page,
        "frozen": frozen_score(page.index, page.period),
        "may_record": access.may_record_official(officer),
    }
    return show(request, "index.html", said)


@require_safe
@officer_page(*ROLES)
def export(request: TimedRequest, officer: Officer, code: str, kind: str) -> HttpResponse:
    """Give the same as CSV or Excel."""
    page = score_page(code, asked_period(request), request.now)
    rows = [
        _cells(group.group.name, line)
        for group in page.groups
        for one in group.criteria
        for line in one.leaves
    ]
    rows.append(_total(page))
    title = f"{page.index.name}, {page.period.label}"
    data = tables.csv(COLUMNS, rows) if kind == "csv" else tables.xlsx(title, COLUMNS, rows)
    response = HttpResponse(data, content_type=tables.CSV_TYPE if kind == "csv" else tables.XLSX_TYPE)
    name = f"bo-chi-so-{page.index.code}-{page.period.code}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _cells(group: str, line: LeafLine) -> tuple[str, ...]:
    leaf = line.leaf
    return (
        group, leaf.code, leaf.name, points_words(leaf.max_points),
        points_words(line.counted.outcome.points) if line.counted.outcome.counted else "",
        points_words(line.own.outcome.points) if line.own.outcome.counted else "",
        "; ".join(line.own.outcome.how), leaf.how, leaf.source.label, line.owner, leaf.evidence,
        leaf.certainty.label, _words(line.official), _words(line.gap),
    )  # fmt: skip


def _total(page: ScorePage) -> tuple[str, ...]:
    official = page.official.points if page.official else None
    told = f"{points_words(page.tally.points)} trên {points_words(page.tally.counted)} điểm đo được"
    empty = ("",) * 6
    return (
        "", "", "Tổng", points_words(page.index.max_points), points_words(page.tally.points),
        points_words(page.own.points), told, *empty[:5], _words(official), _words(page.gap),
    )  # fmt: skip


def _words(points: Decimal | None) -> str:
    return "" if points is None else points_words(points)
