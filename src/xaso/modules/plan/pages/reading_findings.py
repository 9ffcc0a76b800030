"""Doubts about a plan's text: the list, and one at a time with the source beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.errors import Invalid
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.platform.ui.context import NavItem
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_keep_plan
from ..forms.reading import RulingForm
from ..models import PlanReading, ReadingFinding
from ..queries import readings
from ..reading.lifecycle import Move, allows
from ..services.reading_deciding import rule_finding
from ..services.reading_rows import ItemChanged

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHOWS = (
    ("", "Tất cả"),
    ("open", "Chưa có ý kiến"),
    ("cao", "Mức cao"),
    ("trung bình", "Mức trung bình"),
    ("thấp", "Mức thấp"),
)


@require_safe
@officer_page(*FOLLOWERS)
def findings(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Every doubt, the grave ones first, 20 a page."""
    found = readings.reading(reading_id)
    show = request.GET.get("xem", "")
    address = reverse("plan_reading:findings", args=[reading_id])
    context = {
        "reading": found,
        "page": readings.findings(found, show=show, number=page_number(request.GET.get("trang"))),
        "tabs": [
            NavItem(f"{address}?xem={code}" if code else address, words, code == show)
            for code, words in SHOWS
        ],
    }
    return render(request, "plan/reading/findings.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*FOLLOWERS)
def finding(request: TimedRequest, officer: Officer, reading_id: UUID, order: int) -> HttpResponse:
    """One doubt: the source on the left, what is doubtful and the ruling on the right."""
    found = readings.reading(reading_id)
    one = readings.finding(found, order)
    initial = {"ruling": one.ruling, "correction": one.correction, "reason": one.reason, "seen": one.revision}
    form = RulingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            rule_finding(reading=found, order=order, by=officer, at=request.now, **form.cleaned_data)
        except ItemChanged as refusal:
            one = readings.finding(found, order)
            data = request.POST.copy()
            data["seen"] = str(one.revision)
            form = RulingForm(data)
            form.is_valid()
            form.add_error(None, refusal.sentence)
            return _page(request, officer, found, one, form, status=409)
        except Invalid as refusal:
            for problem in refusal.problems:
                form.add_error(problem.field if problem.field in form.fields else None, problem.sentence)
        else:
            return _next(request, found, order)
    return _page(request, officer, found, one, form, status=422 if request.method == "POST" else 200)


def _next(request: TimedRequest, found: PlanReading, order: int) -> HttpResponse:
    following = readings.next_unruled(found, order)
    messages.success(
        request, "Đã ghi ý kiến. Đây là chỗ tiếp theo." if following else "Đã có ý kiến cho mọi chỗ."
    )
    if following:
        return HttpResponseRedirect(reverse("plan_reading:finding", args=[found.public_id, following]))
    return HttpResponseRedirect(reverse("plan_reading:reading", args=[found.public_id]))


def _page(
    request: TimedRequest,
    officer: Officer,
    found: PlanReading,
    one: ReadingFinding,
    form: RulingForm,
    *,
    status: int,
) -> HttpResponse:
    context = {
        "reading": found,
        "finding": one,
        "form": form,
        "around": readings.around_finding(found, one.order),
        "lines": readings.excerpt(found, one.lines, around=1 if len(one.lines) > 2 else readings.AROUND),
        "source_page": readings.page_of_line(found, one.lines[0]) if one.lines else 1,
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
    }
    return render(request, "plan/reading/finding.html", context, status=status)
