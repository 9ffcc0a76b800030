"""Typing a figure in, and typing it over while it is a draft. What was typed survives every refusal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files.held import Held, HeldFile
from xaso.platform.files.refusals import ScannerDown
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from .. import access
from ..forms.typed import TypedFigureForm
from ..lifecycle import Move
from ..models import TypedFigure
from ..queries import figure as figures
from ..queries.typed import line_of
from ..queries.typing import asked_window, open_windows
from ..rules.typed import typeable_windows
from ..services import typing

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.plan.queries import TargetOfYear
    from xaso.platform.files.models import StoredFile

SEND = "send"


@dataclass
class Shown:
    """What the page says after a refusal: the sentence, the problems of its boxes, the evidence kept."""

    refusal: Refusal | None = None
    problems: list[Problem] = field(default_factory=list)
    kept: Held | None = None
    status: int = 200


@dataclass(frozen=True, slots=True)
class Try:
    """One try at typing: by whom, for which target; ``figure`` is the one typed over, None for a new one."""

    request: TimedRequest
    officer: Officer
    one: TargetOfYear
    figure: TypedFigure | None = None

    @property
    def is_sent(self) -> bool:
        """Whether the button that also sends was pressed."""
        return self.request.POST.get("action") == SEND


@officer_page()
def enter(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Ask for a new figure of a target, for a window of the year in the address (?nam=2026)."""
    today = local_date(request.now)
    year = _year(request, asked_window(today).year)
    attempt = Try(request, officer, figures.target_to_type(officer, code, year))
    target = attempt.one.target
    if request.method != "POST":
        windows = open_windows(year, today)
        asked = asked_window(today).code
        first = {"window": asked if any(one.code == asked for one in windows) else ""}
        return _page(attempt, TypedFigureForm(initial=first, target=target, windows=windows), Shown(), year)
    # A window closed since the page was opened stays a choice, so that its refusal says what to do instead.
    windows = typeable_windows(year, today)
    form = TypedFigureForm(request.POST, request.FILES, target=target, windows=windows)
    return _tried(attempt, form, year)


@officer_page()
def change(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """Ask for a draft or returned figure again, as it was typed."""
    held = figures.seen_figure(officer, number)
    if not access.may(officer, held, Move.CHANGE):
        raise Missing("Số liệu này không sửa được nữa. Mở số liệu để xem việc tiếp theo.")
    attempt = Try(request, officer, figures.target_to_type(officer, held.target_code, held.year), held)
    target = attempt.one.target
    if request.method != "POST":
        form = TypedFigureForm(initial=_typed_before(held), target=target)
        return _page(attempt, form, Shown(), held.year)
    return _tried(attempt, TypedFigureForm(request.POST, request.FILES, target=target), held.year)


def _tried(attempt: Try, form: TypedFigureForm, year: int) -> HttpResponse:
    """Do it, or show the page again with the reason and everything still there."""
    shown = Shown()
    box = _evidence(attempt, shown)
    done = None
    if form.is_valid() and box is not None and box.problem is None:
        done = _done(attempt, form, box.stored, shown)
    if done is None:
        if box is not None:
            shown.kept = box.held
            shown.problems += [box.problem] if box.problem else []
        shown.status = shown.refusal.status if shown.refusal else 422
        return _page(attempt, form, shown, year)
    told = "Đã gửi duyệt." if attempt.is_sent else "Đã lưu nháp. Số liệu chưa gửi duyệt."
    messages.success(attempt.request, told)
    return redirect("typed:record", done.pk)


def _evidence(attempt: Try, shown: Shown) -> HeldFile | None:
    """The box of the evidence; None when the file sent cannot be looked at now."""
    by, at = attempt.officer, attempt.request.now
    try:
        keep = partial(typing.keep_evidence, by=by, at=at)
        return HeldFile(attempt.request, "evidence", whose=by.pk, store=keep)
    except ScannerDown as refusal:
        shown.refusal = refusal
        return None


def _done(
    attempt: Try, form: TypedFigureForm, evidence: StoredFile | None, shown: Shown
) -> TypedFigure | None:
    try:
        with transaction.atomic():
            return _write(attempt, form, evidence)
    except Invalid as refusal:
        shown.problems = list(refusal.problems)
        shown.refusal = None if shown.problems else refusal
    except Missing:
        raise
    except Refusal as refusal:
        shown.refusal = refusal
    return None


def _write(attempt: Try, form: TypedFigureForm, evidence: StoredFile | None) -> TypedFigure:
    by, at = attempt.officer, attempt.request.now
    if attempt.figure is None:
        figure = typing.enter(
            target=attempt.one.target.code, window=form.cleaned_data["window"], said=form.said(),
            evidence=evidence, by=by, at=at,
        )  # fmt: skip
    else:
        seen = form.cleaned_data["seen"] or 0
        figure = typing.change(
            figure=attempt.figure, said=form.said(), evidence=evidence, by=by, at=at, seen=seen
        )
    if attempt.is_sent:
        figure = typing.send(figure=figure, by=by, at=at, seen=figure.revision)
    return figure


def _page(attempt: Try, form: TypedFigureForm, shown: Shown, year: int) -> HttpResponse:
    figure = attempt.figure
    context: dict[str, Any] = {
        "one": attempt.one,
        "figure": figure,
        "line": line_of(figure, local_date(attempt.request.now)) if figure else None,
        "form": form,
        "year": year,
        "years": _years(attempt),
        "kept": shown.kept,
        "refusal": shown.refusal,
        "errors": _errors(form, shown.problems),
        "box_errors": {one.field: one.sentence for one in shown.problems},
    }
    return render(attempt.request, "indicators/typed/form.html", context, status=shown.status)


def _errors(form: TypedFigureForm, problems: list[Problem]) -> list[ErrorLink]:
    """The errors of the form, and what the service found, each at its box."""
    for one in problems:
        if one.field in form.fields and form.is_bound:
            form.add_error(one.field, one.sentence)
    links = form_errors(form) if form.is_bound else []
    return links + [ErrorLink(one.sentence) for one in problems if one.field not in form.fields]


def _typed_before(held: TypedFigure) -> dict[str, Any]:
    numbers = {name: getattr(held, name) for name in ("value", "part", "whole")}
    words = {name: typing.plain(one).replace(".", ",") for name, one in numbers.items() if one is not None}
    if "part" in words:
        del words["value"]
    return {**words, "source": held.source, "note": held.note, "seen": held.revision}


def _years(attempt: Try) -> list[int]:
    """The years whose windows may be chosen: those of the plan that have begun."""
    plan, now = attempt.one.target.section.plan, local_date(attempt.request.now).year
    return list(range(plan.year_from, min(plan.year_to, now) + 1))


def _year(request: TimedRequest, usual: int) -> int:
    text = request.GET.get("nam", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 and text >= "1900" else usual
