"""The activities of a plan's annexes: the list, and one at a time with the source beside it."""

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
from xaso.modules.org import queries as org
from xaso.modules.org.access import Role, officer_page
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_keep_plan
from ..forms.reading_activity import ActivityForm
from ..models import PlanReading, ReadingActivity
from ..queries import obligations, readings
from ..queries.reading_checks import lacks_of
from ..reading.lifecycle import Move, allows
from ..rules.recurrence import parse_time
from ..services import reading_activities as deciding
from ..services.reading_rows import ItemChanged, NeedsReason
from .reading_presses import SIDE_BY_SIDE, back_to, seen_revision, tabs, ticked

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHOWS = (
    ("", "Tất cả"),
    ("open", "Chưa xem"),
    ("kept", "Đưa vào kế hoạch"),
    ("left_out", "Không đưa vào"),
    ("standing", "Văn bản không nhắc"),
)


@require_safe
@officer_page(*FOLLOWERS)
def activities(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Every activity, 20 a page, as it was understood and what was decided."""
    return _list(request, officer, readings.reading(reading_id), {}, 200)


@require_http_methods(["POST"])
@officer_page(Role.PLAN_OWNER)
def many(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Keep or leave out the ticked activities."""
    found = readings.reading(reading_id)
    orders = ticked(request)
    reason = request.POST.get("ly-do", "")
    try:
        if "bo" in request.POST:
            count = deciding.leave_activities(
                reading=found, orders=orders, reason=reason, by=officer, at=request.now
            )
        else:
            count = deciding.keep_activities(reading=found, orders=orders, by=officer, at=request.now)
    except Invalid as refusal:
        return _list(request, officer, found, {"bulk_error": refusal.sentence, "chosen": orders}, 422)
    done = "Không đưa vào kế hoạch" if "bo" in request.POST else "Đã giữ"
    messages.success(request, f"{done}: {count} hoạt động.")
    return back_to(reverse("plan_reading:activities", args=[reading_id]), request)


def _list(
    request: TimedRequest, officer: Officer, found: PlanReading, more: dict[str, object], status: int
) -> HttpResponse:
    show = request.GET.get("xem", "")
    address = reverse("plan_reading:activities", args=[found.public_id])
    context = {
        "reading": found,
        "page": obligations.read_activities(found, show=show, number=page_number(request.GET.get("trang"))),
        "tabs": tabs(address, SHOWS, show),
        "names": {one.code: one.short_name for one in org.units()},
        "rhythm": _rhythm,
        "lacks": lacks_of,
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
        "query": request.GET.urlencode(),
        "typed": request.POST,
        "chosen": [],
        "bulk_error": "",
    }
    return render(request, "plan/reading/activities.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*FOLLOWERS)
def activity(request: TimedRequest, officer: Officer, reading_id: UUID, order: int) -> HttpResponse:
    """One activity: the source on the left, what was understood on the right."""
    found = readings.reading(reading_id)
    one = obligations.read_activity(found, order)
    form = _form(request, one)
    if request.method != "POST":
        return _page(request, officer, one, form)
    return _decided(request, officer, one, form)


def _decided(
    request: TimedRequest, officer: Officer, one: ReadingActivity, form: ActivityForm
) -> HttpResponse:
    """Do what the pressed button says; a refusal shows the page again with all that was typed."""
    found = one.reading
    try:
        if "bo" in request.POST:
            _leave(request, officer, one)
        elif form.is_valid():
            deciding.keep_activity(
                reading=found, order=one.order, facts=form.facts(), by=officer, at=request.now,
                seen=form.cleaned_data["seen"],
            )  # fmt: skip
        else:
            return _page(request, officer, one, form, status=422)
    except NeedsReason as refusal:
        return _page(request, officer, one, form, reason_error=refusal.sentence, status=422)
    except ItemChanged as refusal:
        return _again(request, officer, one, refusal)
    except Invalid as refusal:
        form.take(refusal.problems)
        return _page(request, officer, one, form, status=422)
    return _next(request, found, one.order)


def _next(request: TimedRequest, found: PlanReading, order: int) -> HttpResponse:
    following = obligations.next_open_activity(found, order)
    words = "Đây là hoạt động tiếp theo." if following else "Đã xem hết mọi hoạt động."
    messages.success(request, f"Đã ghi. {words}")
    if following:
        address = reverse("plan_reading:activity", args=[found.public_id, following])
        return HttpResponseRedirect(f"{address}#{SIDE_BY_SIDE}")
    return HttpResponseRedirect(reverse("plan_reading:reading", args=[found.public_id]))


def _leave(request: TimedRequest, officer: Officer, one: ReadingActivity) -> None:
    deciding.leave_activity(
        reading=one.reading,
        order=one.order,
        reason=request.POST.get("ly-do", ""),
        by=officer,
        at=request.now,
        seen=seen_revision(request),
    )


def _again(
    request: TimedRequest, officer: Officer, one: ReadingActivity, refusal: ItemChanged
) -> HttpResponse:
    """Somebody was first: what was typed stays, the next press counts from theirs."""
    now = obligations.read_activity(one.reading, one.order)
    data = request.POST.copy()
    data["seen"] = str(now.revision)
    form = ActivityForm(data, item=now, running=obligations.running_activities(now.reading))
    form.is_valid()
    return _page(request, officer, now, form, conflict=refusal.sentence, status=409)


def _form(request: TimedRequest, one: ReadingActivity) -> ActivityForm:
    data = request.POST if request.method == "POST" else None
    return ActivityForm(data, item=one, running=obligations.running_activities(one.reading))


def _rhythm(words: str) -> str:
    """How a time is understood, in words; empty when it is not."""
    rule = parse_time(words) if words else None
    return rule.words if rule else ""


def _page(
    request: TimedRequest,
    officer: Officer,
    one: ReadingActivity,
    form: ActivityForm,
    *,
    reason_error: str = "",
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    found = one.reading
    context = {
        "reading": found,
        "item": one,
        "form": form,
        "names": {each.code: each.name for each in org.units()},
        "rhythm": _rhythm(one.timing),
        "lacks": lacks_of(one),
        "elsewhere": one.continues if one.continues and one.continues.plan_id != found.plan_id else None,
        "around": obligations.around_activity(found, one.order),
        "lines": readings.excerpt(found, [one.line]) if one.line else [],
        "source_page": readings.page_of_line(found, one.line) if one.line else 1,
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
        "reason": request.POST.get("ly-do", one.reason),
        "reason_error": reason_error,
        "conflict": conflict,
    }
    return render(request, "plan/reading/activity.html", context, status=status)
