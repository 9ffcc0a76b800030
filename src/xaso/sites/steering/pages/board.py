"""The board, on the screen, on A4 and as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from xaso.kernel.wording import moment_words
from xaso.modules.indicators import queries as indicators
from xaso.modules.indicators.queries import Board, BoardRow, Origin
from xaso.modules.plan.queries import Kind
from xaso.platform.ui.middleware import TimedRequest

from ..exports import Sheet, answer
from .frame import asked_year, places, show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COLUMNS = (
    "Mã", "Mục", "Chỉ tiêu", "Đơn vị phụ trách", "Số liệu", "Tử số/mẫu số", "Ngưỡng năm", "Trạng thái",
    "Dự báo cuối năm", "Nguồn của số", "Minh chứng", "Loại nguồn theo kế hoạch", "Ghi chú gần nhất",
)  # fmt: skip


@steering_page
def board(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show every target of the plan with its figure."""
    found = _board(request)
    context = {"board": found, "chosen": _chosen(found), "sub_nav": places("steering:board", officer)}
    return show(request, "board.html", context)


@steering_page
def board_print(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Show the board as sheets of A4."""
    found = _board(request)
    words = "; ".join(f"{kind.label}: {number}" for kind, number in found.tally)
    chosen = ", ".join(one["text"] for one in _chosen(found))
    context = {"board": found, "officer": officer, "now": request.now, "tally": words, "chosen": chosen}
    return show(request, "board_print.html", context)


@steering_page
def board_export(request: TimedRequest, officer: Officer, kind: str) -> HttpResponse:
    """Give the board as CSV or Excel, with the filters of the page."""
    found = _board(request)
    counted = found.freshness.counted_at
    note = f"Số liệu tính đến {moment_words(counted)}" if counted else "Chưa đếm lần nào"
    rows = [_cells(section.name, row) for section in found.sections for row in section.rows]
    title = f"Bảng điều hành năm {found.year}"
    return answer(Sheet(title, COLUMNS, rows, f"bang-dieu-hanh-{found.year}", note), kind)


def _board(request: TimedRequest) -> Board:
    return indicators.board(
        asked_year(request),
        unit=request.GET.get("don-vi", ""),
        section=request.GET.get("muc", ""),
        state=request.GET.get("trang-thai", ""),
        origin=request.GET.get("nguon", ""),
        at=request.now,
    )


def _chosen(found: Board) -> list[dict[str, str]]:
    """What the filter panel names as chosen: query name, words."""
    on = found.filters
    names = (
        ("don-vi", on.unit, dict(found.units)),
        ("muc", on.section, {code: f"{code}. {name}" for code, name in found.all_sections}),
        ("trang-thai", on.state, {kind.value: kind.label for kind in Kind}),
        ("nguon", on.origin, {kind.value: kind.label for kind in Origin}),
    )
    return [{"name": name, "text": words.get(value, value)} for name, value, words in names if value]


def _cells(section: str, row: BoardRow) -> tuple[str, ...]:
    return (
        row.code, section, row.name, row.owner, row.figure, row.fraction, row.threshold, row.state.words,
        row.forecast, row.origin_words, row.typed.evidence_words if row.typed else "", row.source,
        row.notes.last.text if row.notes else "",
    )  # fmt: skip
