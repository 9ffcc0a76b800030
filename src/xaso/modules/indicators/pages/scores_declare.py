"""Declaring points: self score, review, answer, official score. What was typed survives every refusal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from xaso.kernel.errors import Invalid, Missing, Problem, Refusal
from xaso.modules.org.access import officer_page
from xaso.platform.files.held import HeldFile
from xaso.platform.files.refusals import ScannerDown
from xaso.platform.ui.middleware import TimedRequest
from xaso.platform.ui.problems import ErrorLink, form_errors

from .. import access
from ..forms.scores import TOTAL, AnswerForm, OfficialForm, ReviewForm, SelfScoreForm
from ..queries.scores import LeafPage, leaf_page, score_page
from ..services import declaring
from ..services.declaring import Place
from ..services.typing import keep_evidence
from .scores_frame import ROLES, asked_period, show
from .scores_leaf import DEEDS, open_deeds

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile

Form = SelfScoreForm | ReviewForm | AnswerForm | OfficialForm
Write = Callable[["StoredFile | None"], object]


@dataclass
class Try:
    """One try: the form, how to write it, and where to go when it is done."""

    request: TimedRequest
    officer: Officer
    form: Form
    write: Write
    context: dict[str, Any]
    done: str
    problems: list[Problem] = field(default_factory=list)
    refusal: Refusal | None = None
    status: int = 200


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*ROLES)
def declare(request: TimedRequest, officer: Officer, code: str, leaf: str, deed: str) -> HttpResponse:
    """Take a self score, a review or an answer for one leaf in the period of the address."""
    if deed not in DEEDS:
        raise Missing
    period = asked_period(request)
    found = leaf_page(code, leaf, period, request.now)
    if deed not in dict(open_deeds(officer, found)):
        raise Missing("Lúc này không có việc này cho tiêu chí. Mở tiêu chí để xem việc tiếp theo.")
    place = Place(found.page.row, period, leaf)
    form, write = _parts(request, officer, deed, found, place)
    done = reverse("scores:leaf", args=[code, leaf]) + f"?ky={period.code}"
    context = {"found": found, "page": found.page, "deed": deed, "title": DEEDS[deed][1], "back": done}
    return _answer(Try(request, officer, form, write, context, done))


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page(*ROLES)
def official(request: TimedRequest, officer: Officer, code: str) -> HttpResponse:
    """Take the official score of a criterion, or of the whole."""
    if not access.may_record_official(officer):
        raise Missing
    period = asked_period(request)
    page = score_page(code, period, request.now)
    form = OfficialForm(_data(request), initial={"leaf": request.GET.get("tieu-chi", TOTAL)}, page=page)

    def write(evidence: StoredFile | None) -> object:
        data = form.cleaned_data
        return declaring.record_official(
            place=Place(page.row, period, form.place()), points=data["points"], words=form.words(),
            evidence=evidence, by=officer, at=request.now,
        )  # fmt: skip

    done = reverse("scores:index", args=[code]) + f"?ky={period.code}"
    context = {
        "found": None, "page": page, "deed": "chinh-thuc", "title": "Ghi điểm chính thức", "back": done,
    }  # fmt: skip
    return _answer(Try(request, officer, form, write, context, done))


def _parts(
    request: TimedRequest, officer: Officer, deed: str, found: LeafPage, place: Place
) -> tuple[Form, Write]:
    """The form of a step, and what writes it."""
    common: dict[str, Any] = {"place": place, "by": officer, "at": request.now}
    if deed == "tu-cham":
        mine = SelfScoreForm(_data(request), leaf=found.line.leaf)
        return mine, lambda evidence: declaring.self_score(
            facts=mine.facts(), words=mine.words(), evidence=evidence, **common
        )
    if deed == "tham-dinh":
        review = ReviewForm(_data(request), says_not_applicable=found.says_not_applicable)
        return review, lambda evidence: declaring.review(
            points=review.cleaned_data["points"], words=review.words(), evidence=evidence, **common
        )
    answer = AnswerForm(_data(request))
    return answer, lambda evidence: declaring.answer(words=answer.words(), evidence=evidence, **common)


def _data(request: TimedRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _answer(attempt: Try) -> HttpResponse:
    """Do it, or show the page again with the reason and everything still there."""
    kept = None
    if attempt.request.method == "POST":
        box = _evidence(attempt)
        is_whole = attempt.form.is_valid() and box is not None and not attempt.problems
        if box is not None and is_whole and _written(attempt, box.stored):
            messages.success(attempt.request, "Đã ghi điểm.")
            return redirect(attempt.done)
        kept = box.held if box is not None else None
        attempt.status = attempt.refusal.status if attempt.refusal else 422
    context = {
        **attempt.context,
        "form": attempt.form,
        "kept": kept,
        "refusal": attempt.refusal,
        "errors": _errors(attempt),
    }
    return show(attempt.request, "declare.html", context, status=attempt.status)


def _evidence(attempt: Try) -> HeldFile | None:
    """The box of the evidence; None when the file sent cannot be looked at now."""
    by, at = attempt.officer, attempt.request.now
    try:
        box = HeldFile(
            attempt.request,
            "evidence",
            whose=by.pk,
            store=lambda upload: keep_evidence(upload, by=by, at=at),
        )
    except ScannerDown as refusal:
        attempt.refusal = refusal
        return None
    attempt.problems = [box.problem] if box.problem else []
    return box


def _written(attempt: Try, evidence: StoredFile | None) -> bool:
    try:
        attempt.write(evidence)
    except Missing:
        raise
    except Invalid as refusal:
        attempt.problems = list(refusal.problems)
        attempt.refusal = None if attempt.problems else refusal
        return False
    except Refusal as refusal:
        attempt.refusal = refusal
        return False
    return True


def _errors(attempt: Try) -> list[ErrorLink]:
    """The errors of the form, and what the service found, each at its box."""
    form = attempt.form
    if not form.is_bound:
        return []
    for one in attempt.problems:
        if one.field in form.fields:
            form.add_error(one.field, one.sentence)
    others = [ErrorLink(one.sentence) for one in attempt.problems if one.field not in form.fields]
    return form_errors(form) + others
