"""One reading: where it stands, what is left to do, confirming it, putting it in force."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.paging import Page, page_number, window
from xaso.modules.org.access import Role, officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest

from ..access import FOLLOWERS, may_keep_plan
from ..forms.reading import HeadForm, InForceForm, ReasonForm
from ..models import PlanReading
from ..queries import obligations, readings
from ..queries.reading_checks import obstacles
from ..reading.lifecycle import Move, State, allows
from ..services import reading_confirming as confirming
from .reading_home import as_file
from .reading_words import history_lines

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@require_safe
@officer_page(*FOLLOWERS)
def reading(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """The state, the counts, the next actions, and what happened."""
    found = readings.reading(reading_id)
    context = {
        "reading": found,
        "tally": readings.tally(found),
        "unnamed": readings.unnamed_targets(found).total,
        "moves": _moves(officer, found),
        "history": history_lines(readings.history(found)),
        "version": getattr(found, "version", None)
        if found.state in {State.IN_FORCE, State.REPLACED}
        else None,
        "next_item": readings.next_unseen(found, 0),
        "next_finding": readings.next_unruled(found, 0),
        "next_activity": obligations.next_open_activity(found, 0),
    }
    return render(request, "plan/reading/reading.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.PLAN_OWNER)
def confirm(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """The plan's name and years, what must be done first, and the confirmation."""
    found = readings.reading(reading_id)
    initial = {"title": found.title, "year_from": found.year_from, "year_to": found.year_to}
    form = HeadForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            found = confirming.amend_head(reading=found, by=officer, at=request.now, **form.cleaned_data)
            confirming.confirm(reading=found, by=officer, at=request.now)
        except Invalid as refusal:
            _take(form, refusal)
        except confirming.NotReady:
            return _confirm_page(request, found, form, 409)
        else:
            messages.success(request, "Đã xác nhận bản đọc. Khi có văn bản ban hành thì đưa vào hiệu lực.")
            return HttpResponseRedirect(reverse("plan_reading:in_force", args=[reading_id]))
    return _confirm_page(request, found, form, 422 if request.method == "POST" else 200)


def _confirm_page(request: TimedRequest, found: PlanReading, form: HeadForm, status: int) -> HttpResponse:
    context = {
        "reading": found,
        "form": form,
        "obstacles": obstacles(found),
        "unnamed": readings.unnamed_targets(found).total,
        "is_open": allows(found.state, Move.CONFIRM),
        "asked": readings.asked(found),
    }
    return render(request, "plan/reading/confirm.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.PLAN_OWNER)
def in_force(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """The decision and the days; then the plan stands as the reading says."""
    found = readings.reading(reading_id)
    form = InForceForm(request.POST or None)
    outlook = obligations.outlook(found, today=local_date(request.now))
    number = page_number(request.GET.get("trang"))
    if request.method == "POST" and form.is_valid():
        decision = confirming.Decision(**form.cleaned_data)
        try:
            version = confirming.put_in_force(reading=found, decision=decision, by=officer, at=request.now)
        except Invalid as refusal:
            _take(form, refusal)
        else:
            opened = outlook.opens
            messages.success(
                request,
                f"Kế hoạch đã có hiệu lực, phiên bản {version.number}."
                + (f" Đã mở {opened} nhiệm vụ." if opened else ""),
            )
            return HttpResponseRedirect(
                reverse("plan_reading:version", args=[version.plan.code, version.number])
            )
    context = {
        "reading": found,
        "form": form,
        "tally": readings.tally(found),
        "unnamed": readings.unnamed_targets(found).total,
        "is_open": allows(found.state, Move.PUT_IN_FORCE),
        "outlook": outlook,
        "page": Page.cut(outlook.rows[window(number)], number, total=len(outlook.rows)),
        "asked": readings.asked(found),
    }
    return render(
        request, "plan/reading/in_force.html", context, status=422 if request.method == "POST" else 200
    )


Step = Callable[..., PlanReading]


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.PLAN_OWNER)
def reopen(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Open a confirmed reading again."""
    words = ("Mở lại để sửa", "Đã mở lại. Sửa xong thì xác nhận lại.")
    return _with_reason(request, officer, reading_id, confirming.reopen, words)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(Role.PLAN_OWNER)
def drop(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponse:
    """Lay a reading aside."""
    words = ("Bỏ bản đọc này", "Đã bỏ bản đọc. Vẫn xem lại được trong danh sách.")
    return _with_reason(request, officer, reading_id, confirming.drop, words)


def _with_reason(
    request: TimedRequest, officer: Officer, reading_id: UUID, step: Step, words: tuple[str, str]
) -> HttpResponse:
    found = readings.reading(reading_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            step(reading=found, reason=form.cleaned_data["reason"], by=officer, at=request.now)
        except Invalid as refusal:
            _take(form, refusal)
        else:
            messages.success(request, words[1])
            return HttpResponseRedirect(reverse("plan_reading:reading", args=[reading_id]))
    context = {"reading": found, "form": form, "title": words[0]}
    status = 422 if request.method == "POST" else 200
    return render(request, "plan/reading/reason.html", context, status=status)


@require_safe
@officer_page(*FOLLOWERS)
def result(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponseBase:
    """What the program understood, as JSON."""
    found = readings.reading(reading_id)
    return as_file(readings.whole_reading(reading_id), f"doc-ke-hoach-{found.uploaded_at:%Y%m%d}.json")


@require_safe
@officer_page(*FOLLOWERS)
def source_file(request: TimedRequest, officer: Officer, reading_id: UUID) -> HttpResponseBase:
    """The file as it was handed in."""
    return files.response(readings.reading(reading_id).file)


def _moves(officer: Officer, found: PlanReading) -> frozenset[str]:
    """What the officer may do now, by name."""
    if not may_keep_plan(officer):
        return frozenset()
    return frozenset(move.value for move in Move if allows(found.state, move))


def _take(form: HeadForm | InForceForm | ReasonForm, refusal: Invalid) -> None:
    problems = [(one.field, one.sentence) for one in refusal.problems] or [("", refusal.sentence)]
    for field, sentence in problems:
        form.add_error(field if field in form.fields else None, sentence)
