"""The promises of a plan's text: the list, and one at a time with the source beside it."""

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
from xaso.platform.measuring.registry import registry
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_keep_plan
from ..forms.reading_item import Choices, ItemForm, years_of
from ..models import PlanReading, ReadingItem
from ..queries import readings
from ..queries.versions import item_levels
from ..reading.lifecycle import Move, allows
from ..services import reading_deciding as deciding
from ..services.reading_rows import ItemChanged, NeedsReason
from .reading_presses import SIDE_BY_SIDE, back_to, seen_revision, tabs, ticked

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SHOWS = (
    ("", "Tất cả"),
    ("open", "Chưa xem"),
    ("kept", "Đưa vào kế hoạch"),
    ("left_out", "Không đưa vào"),
    ("other", "Số khác trong nhiệm vụ"),
)


@require_safe
@officer_page(*FOLLOWERS)
def items(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Every promise, 20 a page, with what was decided."""
    found = readings.reading(reading_id)
    return _list(request, officer, found, {}, 200)


@require_http_methods(["POST"])
@officer_page(Role.PLAN_OWNER)
def many(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Keep or leave out the ticked promises."""
    found = readings.reading(reading_id)
    orders = ticked(request)
    try:
        count = _decide_many(request, officer, found, orders)
    except Invalid as refusal:
        return _list(request, officer, found, {"bulk_error": refusal.sentence, "chosen": orders}, 422)
    done = "Không đưa vào kế hoạch" if "bo" in request.POST else "Đã giữ"
    messages.success(request, f"{done}: {count} dòng.")
    return back_to(reverse("plan_reading:items", args=[reading_id]), request)


def _decide_many(request: TimedRequest, officer: Officer, found: PlanReading, orders: list[int]) -> int:
    if "bo" in request.POST:
        reason = request.POST.get("ly-do", "")
        return deciding.leave_many(reading=found, orders=orders, reason=reason, by=officer, at=request.now)
    code = request.POST.get("don-vi", "")
    return deciding.keep_many(
        reading=found,
        orders=orders,
        owner=org.unit(code) if code else None,
        typed=bool(request.POST.get("nhap-tay")),
        by=officer,
        at=request.now,
    )


def _list(
    request: TimedRequest, officer: Officer, found: PlanReading, more: dict[str, object], status: int
) -> HttpResponse:
    show = request.GET.get("xem", "")
    address = reverse("plan_reading:items", args=[found.public_id])
    context = {
        "reading": found,
        "page": readings.items(found, show=show, number=page_number(request.GET.get("trang"))),
        "levels": item_levels,
        "measures": {one.code: one.name for one in registry.all()},
        "tabs": tabs(address, SHOWS, show),
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
        "units": org.units(),
        "query": request.GET.urlencode(),
        "typed": request.POST,
        "chosen": [],
        "bulk_error": "",
    }
    return render(request, "plan/reading/items.html", context | more, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*FOLLOWERS)
def item(request: TimedRequest, officer: Officer, reading_id: UUID, order: int) -> HttpResponse:
    """One promise: the source on the left, what was understood on the right."""
    found = readings.reading(reading_id)
    one = readings.item(found, order)
    form = _form(request, found, one)
    if request.method != "POST":
        return _page(request, officer, found, one, form)
    return _decided(request, officer, found, one, form)


def _decided(
    request: TimedRequest, officer: Officer, found: PlanReading, one: ReadingItem, form: ItemForm
) -> HttpResponse:
    """Do what the pressed button says; a refusal shows the page again with all that was typed."""
    try:
        if "bo" in request.POST:
            _leave(request, officer, found, one)
        elif form.is_valid():
            seen = form.cleaned_data["seen"]
            deciding.keep_item(
                reading=found, order=one.order, facts=form.facts(), by=officer, at=request.now, seen=seen
            )
        else:
            return _page(request, officer, found, one, form, status=422)
    except NeedsReason as refusal:
        return _page(request, officer, found, one, form, reason_error=refusal.sentence, status=422)
    except ItemChanged as refusal:
        return _again(request, officer, found, refusal)
    except Invalid as refusal:
        form.take(refusal.problems)
        return _page(request, officer, found, one, form, status=422)
    following = readings.next_unseen(found, one.order)
    messages.success(
        request, "Đã ghi. Đây là dòng tiếp theo." if following else "Đã ghi. Đã xem hết mọi dòng."
    )
    if following:
        address = reverse("plan_reading:item", args=[found.public_id, following])
        return HttpResponseRedirect(f"{address}#{SIDE_BY_SIDE}")
    return HttpResponseRedirect(reverse("plan_reading:reading", args=[found.public_id]))


def _leave(request: TimedRequest, officer: Officer, found: PlanReading, one: ReadingItem) -> None:
    deciding.leave_item(
        reading=found,
        order=one.order,
        reason=request.POST.get("ly-do", ""),
        by=officer,
        at=request.now,
        seen=seen_revision(request),
    )


def _again(request: TimedRequest, officer: Officer, found: PlanReading, refusal: ItemChanged) -> HttpResponse:
    """Somebody was first: their words are told, what was typed stays, the next press counts from theirs."""
    assert request.resolver_match is not None
    one = readings.item(found, int(request.resolver_match.kwargs["order"]))
    data = request.POST.copy()
    data["seen"] = str(one.revision)
    form = ItemForm(data, item=one, years=years_of(found, one), choices=_choices(found))
    form.is_valid()
    return _page(request, officer, found, one, form, conflict=refusal.sentence, status=409)


def _form(request: TimedRequest, found: PlanReading, one: ReadingItem) -> ItemForm:
    data = request.POST if request.method == "POST" else None
    return ItemForm(data, item=one, years=years_of(found, one), choices=_choices(found))


def _choices(found: PlanReading) -> Choices:
    return Choices(readings.sections_for(found), readings.targets_to_continue(found), registry.all())


def _page(
    request: TimedRequest,
    officer: Officer,
    found: PlanReading,
    one: ReadingItem,
    form: ItemForm,
    *,
    reason_error: str = "",
    conflict: str = "",
    status: int = 200,
) -> HttpResponse:
    context = {
        "reading": found,
        "item": one,
        "form": form,
        "levels": item_levels(one),
        "around": readings.around_item(found, one.order),
        "lines": readings.excerpt(found, [one.line]) if one.line else [],
        "source_page": readings.page_of_line(found, one.line) if one.line else 1,
        "measures": registry.all(),
        "measure": next((each for each in registry.all() if each.code == one.measure), None),
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
        "reason": request.POST.get("ly-do", one.reason),
        "reason_error": reason_error,
        "conflict": conflict,
    }
    return render(request, "plan/reading/item.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*FOLLOWERS)
def unnamed(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Targets in force that the text does not name: they end, unless they are kept here."""
    found = readings.reading(reading_id)
    error = ""
    if request.method == "POST":
        codes = request.POST.getlist("chon")
        try:
            count = deciding.carry_over(reading=found, codes=codes, by=officer, at=request.now)
        except Invalid as refusal:
            error = refusal.sentence
        else:
            messages.success(request, f"Đã giữ lại {count} chỉ tiêu của bản trước.")
            return HttpResponseRedirect(reverse("plan_reading:unnamed", args=[reading_id]))
    context = {
        "reading": found,
        "page": readings.unnamed_targets(found, page_number(request.GET.get("trang"))),
        "may_decide": may_keep_plan(officer) and allows(found.state, Move.RULE),
        "error": error,
    }
    return render(request, "plan/reading/unnamed.html", context, status=422 if error else 200)
