"""What the commune promised in its plan, and how far it is: for everybody, on the page and as data."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local, local_date
from xaso.modules.indicators import queries as indicators
from xaso.modules.indicators.queries import PublicBoard
from xaso.modules.org import queries as org
from xaso.platform.papers import tables
from xaso.platform.ui.middleware import TimedRequest

COLUMNS = (
    "ma", "muc", "ten", "don_vi_phu_trach", "don_vi_tinh", "so_lieu", "gia_tri", "tu_so_mau_so", "nguong",
    "trang_thai", "nguon", "so_da_khoa",
)  # fmt: skip


@require_safe
def promises(request: TimedRequest) -> HttpResponse:
    """Show every published target of a year by section."""
    return render(request, "site_portal/promises.html", {"board": _board(request)})


@require_safe
def promise(request: TimedRequest, code: str) -> HttpResponse:
    """Explain one target: what is counted, its months, its years."""
    found = indicators.public_target(code, _year(request), request.now)
    return render(request, "site_portal/promise.html", {"page": found})


@require_safe
def promises_data(request: TimedRequest, kind: str) -> HttpResponse:
    """Give the same list as JSON or CSV."""
    board = _board(request)
    rows = _rows(board)
    if kind == "csv":
        response = HttpResponse(b"".join(tables.csv(COLUMNS, rows)), content_type=tables.CSV_TYPE)
    else:
        counted = board.freshness.counted_at
        body = {
            "xa": org.commune().full_name if org.has_commune() else "",
            "ke_hoach": board.plan,
            "nam": board.year,
            "tinh_den": local(counted).isoformat() if counted else None,
            "ky_da_khoa": board.closed_window or None,
            "chi_tieu": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        }
        response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    name = f"chi-tieu-{board.year}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _board(request: TimedRequest) -> PublicBoard:
    return indicators.public_board(_year(request), request.now)


def _year(request: TimedRequest) -> int:
    """The year asked for; this year when the address asks for none, or for no year."""
    text = request.GET.get("nam", "")
    is_year = text.isascii() and text.isdigit() and len(text) == 4 and text >= "1900"
    return int(text) if is_year else local_date(request.now).year


def _rows(board: PublicBoard) -> list[tuple[str, ...]]:
    return [
        (
            row.code, section.name, row.name, row.owner, row.unit, row.figure,
            "" if row.value is None else f"{row.value.normalize():f}", row.fraction, row.threshold,
            row.state.words, row.origin, row.closed,
        )
        for section in board.sections
        for row in section.rows
    ]  # fmt: skip
