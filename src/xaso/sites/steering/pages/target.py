"""One target, and the notes beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Invalid
from xaso.kernel.paging import page_number
from xaso.modules.indicators import queries as indicators
from xaso.modules.indicators.access import may_type
from xaso.modules.indicators.services.noting import LONGEST_NOTE, add_note, strike_note
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, problem_links

from .frame import asked_year, show, steering_page

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


MORE_ABOUT = {"dossiers.asked_once": ("steering:asking", "Giấy nào lấy lại, giấy nào nộp lại, vì sao")}
"""Pages that tell more of a measure: address and words."""
COSTS = ("steering:costs", "Chi phí tuân thủ thủ tục tính từ danh mục và hồ sơ, làm căn cứ nhập số")
MORE_OF_TARGET = {"III.2-01": COSTS, "III.2-02": COSTS}
"""The same by the target's code, where no measure counts it."""


@steering_page
def target(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Show what a target means, where its figure comes from, its past, its notes."""
    return _page(request, officer, code)


@require_POST
@steering_page
def note(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Keep a note beside the target; refused, the page comes back with what was written."""
    text = request.POST.get("text", "")
    try:
        add_note(target=code, text=text, by=officer, at=request.now)
    except Invalid as refusal:
        return _page(request, officer, code, typed=text, errors=problem_links(refusal.problems))
    messages.success(request, "Đã lưu ghi chú.")
    return redirect(_notes_of(code))


@require_POST
@steering_page
def strike(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Take one's own note off the page."""
    struck = strike_note(note_id=number, by=officer, at=request.now)
    messages.success(request, "Đã rút ghi chú.")
    return redirect(_notes_of(struck.target_code))


def _notes_of(code: str) -> str:
    return f"{reverse('steering:target', args=[code])}#ghi-chu"


def _page(
    request: TimedRequest,
    officer: Officer,
    code: str,
    *,
    typed: str = "",
    errors: list[ErrorLink] | None = None,
) -> HttpResponse:
    notes_page = page_number(request.GET.get("trang"))
    found = indicators.target_page(code, asked_year(request), request.now, notes_page=notes_page)
    context = {
        "page": found,
        "months": [(point.label, point.value) for point in found.months],
        "windows": [(line.label, line.value) for line in found.typed],
        "over_years": [(str(line.year), line.value) for line in found.years if line.begun],
        "may_type": found.measure is None and may_type(officer, found.row.owner_id),
        "officer": officer,
        "more": MORE_OF_TARGET.get(code) or (MORE_ABOUT.get(found.measure.code) if found.measure else None),
        "typed_text": typed,
        "most": LONGEST_NOTE,
        "errors": errors or [],
    }
    return show(request, "target.html", context, status=422 if errors else 200)
