"""How punctual the one-stop is, late dossiers included: for everybody, on the page and as data."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from xaso.kernel.clock import local, local_date
from xaso.modules.dossiers.queries.public import PublicPunctuality, Punctuality, public_punctuality
from xaso.modules.org import queries as org
from xaso.platform.papers import tables
from xaso.platform.ui.middleware import TimedRequest

COLUMNS = ("nhom", "ten", "tiep_nhan", "da_xong", "dung_han", "tre_han", "dang_qua_han", "ty_le_dung_han")
FIRST_YEAR = 2025


@require_safe
def punctuality(request: TimedRequest) -> HttpResponse:
    """Show a year by month and field."""
    found = public_punctuality(_year(request), now=request.now)
    years = range(local_date(request.now).year, FIRST_YEAR - 1, -1)
    return render(request, "site_portal/punctuality.html", {"found": found, "years": list(years)})


@require_safe
def punctuality_data(request: TimedRequest, kind: str) -> HttpResponse:
    """Give the same as JSON or CSV."""
    found = public_punctuality(_year(request), now=request.now)
    rows = _rows(found)
    if kind == "csv":
        response = HttpResponse(b"".join(tables.csv(COLUMNS, rows)), content_type=tables.CSV_TYPE)
    else:
        body = {
            "xa": org.commune().full_name if org.has_commune() else "",
            "nam": found.year,
            "tinh_den": local(found.counted_at).isoformat(),
            "xin_loi_hen_lai": found.put_off,
            "so_lieu": [dict(zip(COLUMNS, row, strict=True)) for row in rows],
        }
        response = JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="dung-han-{found.year}.{kind}"'
    return response


def _rows(found: PublicPunctuality) -> list[tuple[object, ...]]:
    groups = (("nam", [found.whole]), ("thang", found.months), ("linh_vuc", found.fields))
    return [_cells(group, one) for group, rows in groups for one in rows]


def _cells(group: str, one: Punctuality) -> tuple[object, ...]:
    share = "" if one.share is None else f"{one.share:.2f}"
    return group, one.name, one.received, one.done, one.done - one.late, one.late, one.open_late, share


def _year(request: TimedRequest) -> int:
    """The year asked for; this year when the address asks for none, or for none there can be."""
    text, this_year = request.GET.get("nam", ""), local_date(request.now).year
    known = {str(year) for year in range(FIRST_YEAR, this_year + 1)}
    return int(text) if text in known else this_year
