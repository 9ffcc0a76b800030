"""One frozen figure, and the corrections beside it: asked for by one, decided by another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from xaso.kernel.errors import Conflict, Forbidden, Invalid, Missing, Problem, Refusal
from xaso.platform.files import services as files
from xaso.platform.files.held import Held, HeldFile
from xaso.platform.files.refusals import ScannerDown
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors, problem_links

from .. import services
from ..forms.closing import AdjustmentForm, DecisionForm
from ..models import Adjustment
from ..queries import frozen
from ..queries.beside import adjustments_of
from ..rules.windows import Window
from ..services.typing import keep_evidence
from .closing_windows import closing_page, measure_names

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@closing_page
def figure(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Show a frozen figure: what it counts, its list, its proof, its corrections."""
    return _drawn(request, frozen.figure_page(officer, code, number), DecisionForm(), [])


@closing_page
def adjust(request: TimedRequest, officer: Officer, code: str, number: int) -> HttpResponse:
    """Ask for a correction; a refusal leaves everything typed and sent in its place."""
    found = frozen.figure_page(officer, code, number)
    if not found.may_adjust:
        raise Missing("Số này chưa lập điều chỉnh được. Mở số liệu để xem vì sao.")
    unit = found.line.unit
    if request.method != "POST":
        return _form(request, found, AdjustmentForm(unit=unit))
    try:
        box = _box(request, officer)
    except ScannerDown as refusal:
        form = AdjustmentForm(request.POST, unit=unit, has_file=True)
        return _form(request, found, form, Shown(refusal))
    form = AdjustmentForm(request.POST, unit=unit, has_file=box.stored is not None or box.problem is not None)
    shown = _proposed(request, officer, found, form, box)
    if shown is None:
        messages.success(request, "Đã lập điều chỉnh. Người thứ hai duyệt thì số mới đứng cạnh số đã khóa.")
        return redirect("closings:figure", code, number)
    return _form(request, found, form, shown)


@require_POST
@closing_page
def approve(request: TimedRequest, officer: Officer, code: str, number: int, adjustment: int) -> HttpResponse:
    """Approve a correction of another officer."""
    row = _adjustment(code, number, adjustment)
    note = _note(request)
    try:
        services.approve_adjustment(adjustment=row, by=officer, at=request.now, note=note)
    except (Conflict, Forbidden) as refusal:
        return _figure(request, officer, (code, number), [ErrorLink(refusal.sentence)], refusal.status)
    messages.success(request, "Đã duyệt. Số điều chỉnh đứng cạnh số đã khóa.")
    return redirect("closings:figure", code, number)


@require_POST
@closing_page
def refuse(request: TimedRequest, officer: Officer, code: str, number: int, adjustment: int) -> HttpResponse:
    """Do not approve a correction of another officer, saying why."""
    row = _adjustment(code, number, adjustment)
    note = _note(request)
    try:
        services.refuse_adjustment(adjustment=row, by=officer, at=request.now, note=note)
    except Invalid as refusal:
        return _figure(request, officer, (code, number), problem_links(refusal.problems), refusal.status)
    except (Conflict, Forbidden) as refusal:
        return _figure(request, officer, (code, number), [ErrorLink(refusal.sentence)], refusal.status)
    messages.success(request, "Đã ghi không duyệt.")
    return redirect("closings:figure", code, number)


@closing_page
def evidence(
    request: TimedRequest, officer: Officer, code: str, number: int, adjustment: int
) -> HttpResponseBase:
    """Give the evidence of a correction, shown in the browser where that is safe."""
    return files.response(_adjustment(code, number, adjustment).evidence, inline=True)


@dataclass(slots=True)
class Shown:
    """What the page says after a refusal: the sentence, the problems of its boxes, the file kept."""

    refusal: Refusal | None = None
    problems: list[Problem] = field(default_factory=list)
    kept: Held | None = None

    @property
    def status(self) -> int:
        """The status of the answer."""
        return self.refusal.status if self.refusal else 422


def _box(request: TimedRequest, officer: Officer) -> HeldFile:
    """The box of the evidence. Raises `ScannerDown` when the file sent cannot be looked at now."""
    return HeldFile(
        request,
        "evidence",
        whose=officer.pk,
        store=lambda one: keep_evidence(one, by=officer, at=request.now),
    )


def _proposed(
    request: TimedRequest, officer: Officer, found: frozen.FigurePage, form: AdjustmentForm, box: HeldFile
) -> Shown | None:
    """Try to ask for the correction; None when it was, otherwise what to show."""
    if not form.is_valid() or box.problem is not None:
        return Shown(problems=[box.problem] if box.problem else [], kept=box.held)
    figure = frozen.figure_of(found.window.code, found.line.id)
    try:
        services.propose(figure=figure, said=form.said(), evidence=box.stored, by=officer, at=request.now)
    except Invalid as refusal:
        return Shown(problems=refusal.problems, kept=box.held)
    except Conflict as refusal:
        return Shown(refusal, kept=box.held)
    return None


def _adjustment(code: str, number: int, adjustment: int) -> Adjustment:
    beside = adjustments_of(frozen.figure_of(code, number), Window.parse(code))
    found = next((one for one in beside if one.number == adjustment), None)
    if found is None:
        raise Missing
    return found


def _note(request: TimedRequest) -> str:
    form = DecisionForm(request.POST)
    return str(form.cleaned_data["note"]) if form.is_valid() else ""


def _figure(
    request: TimedRequest, officer: Officer, where: tuple[str, int], errors: list[ErrorLink], status: int
) -> HttpResponse:
    """The figure's page again, with the reason why the decision was not taken."""
    found = frozen.figure_page(officer, *where)
    return _drawn(request, found, DecisionForm(request.POST), errors, status=status)


def _drawn(
    request: TimedRequest,
    found: frozen.FigurePage,
    form: DecisionForm,
    errors: list[ErrorLink],
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "found": found,
        "line": found.line,
        "form": form,
        "errors": errors,
        "names": measure_names(),
    }
    return render(request, "indicators/closing/figure.html", context, status=status)


def _form(
    request: TimedRequest, found: frozen.FigurePage, form: AdjustmentForm, shown: Shown | None = None
) -> HttpResponse:
    for one in shown.problems if shown else ():
        if one.field in form.fields:
            form.add_error(one.field, one.sentence)
    context = {
        "found": found,
        "line": found.line,
        "form": form,
        "errors": form_errors(form) if form.is_bound else [],
        "refusal": shown.refusal if shown else None,
        "kept": shown.kept if shown else None,
    }
    return render(request, "indicators/closing/adjust.html", context, status=shown.status if shown else 200)
