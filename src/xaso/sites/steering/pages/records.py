"""The records behind a figure: a list of 20 a page, and the whole of it as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from xaso.kernel.clock import local_date
from xaso.kernel.paging import page_number
from xaso.modules.indicators import queries as indicators
from xaso.modules.indicators.queries import RecordSet
from xaso.platform.ui.middleware import TimedRequest

from ..exports import Sheet, answer
from ..listed import Asked
from ..listings import listing_of
from .frame import show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@steering_page
def records(request: TimedRequest, officer: Officer, measure: str) -> HttpResponse:
    """List the records of one side of a figure that this officer may see."""
    found = _asked(request, measure)
    listing = listing_of(found.measure)
    asked = Asked(officer, found, request.now)
    page = listing.page(asked, page_number(request.GET.get("trang")))
    context = {
        "found": found,
        "listing": listing,
        "page": page,
        "note": listing.note(officer),
        "sides": indicators.sides(found.measure),
    }
    return show(request, "records.html", context)


@steering_page
def records_export(request: TimedRequest, officer: Officer, measure: str, kind: str) -> HttpResponse:
    """Give the same list, whole, as CSV or Excel."""
    found = _asked(request, measure)
    listing = listing_of(found.measure)
    rows = ([cell.text for cell in row] for row in listing.rows(Asked(officer, found, request.now)))
    title = f"{found.measure.name}, {found.period.label}"
    name = f"{found.measure.code.replace('.', '-')}-{found.period.code}-{found.which}"
    return answer(Sheet(title, listing.columns, rows, name, found.name), kind)


def _asked(request: TimedRequest, measure: str) -> RecordSet:
    """The records of ?ky=2026-03&phan=part&chia=field&nhom=… (by default this year, the whole)."""
    return indicators.record_set(
        measure,
        period=request.GET.get("ky") or str(local_date(request.now).year),
        which=request.GET.get("phan") or "whole",
        split=request.GET.get("chia", ""),
        key=request.GET.get("nhom", ""),
    )
