"""Pages of reviews: the year's plan with its progress, one procedure's review through its steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.paging import page_number
from xaso.modules.org.access import officer_page
from xaso.platform.journal.queries import timeline
from xaso.platform.papers.tables import XLSX_TYPE, Column, xlsx
from xaso.platform.ui.middleware import TimedRequest

from ..access import may_decide_review, may_keep_catalogue, may_review
from ..forms.reviews import AddReviewsForm, AnswerForm, FindingsForm, ProposalForm, ReviewPlanForm
from ..lifecycle import ReviewMove, ReviewState
from ..models import Review
from ..queries import reviews as queries
from ..queries.costs import burden_of
from ..queries.versions import version_page
from ..services import reviewing
from .frame import Shown, keeper_page, sub_nav, tried

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

HERE = "procedures_desk:reviews"
MOVES = {
    "find": "Đã ghi nhận xét.",
    "keep": "Đã khép lại, giữ nguyên thủ tục.",
    "propose": "Đã gửi phương án, chờ lãnh đạo quyết định.",
    "decide": "Đã ghi quyết định.",
}
JOURNAL_WORDS = {
    ReviewMove.FIND: "ghi nhận xét",
    ReviewMove.KEEP: "giữ nguyên",
    ReviewMove.PROPOSE: "đề xuất phương án",
    ReviewMove.ACCEPT: "đồng ý phương án",
    ReviewMove.REJECT: "không đồng ý",
}


@require_safe
@officer_page()
def listing(request: TimedRequest, officer: Officer, year: int | None = None) -> HttpResponse:
    """A year's plan, the latest without a year: how far, and its procedures, 20 a page."""
    plans = queries.review_plans()
    plan = queries.review_plan(year) if year else plans[0] if plans else None
    state = request.GET.get("trang-thai", "")
    context = {
        "plans": plans,
        "plan": plan,
        "progress": queries.progress(plan, local_date(request.now)) if plan else None,
        "page": queries.reviews(plan, state, page_number(request.GET.get("trang"))) if plan else None,
        "state": state,
        "states": ReviewState.choices(),
        "keeps": may_keep_catalogue(officer),
        "today": local_date(request.now),
        "sub_nav": sub_nav(HERE),
    }
    return render(request, "procedures/reviews/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def new(request: TimedRequest, officer: Officer) -> HttpResponse:
    """Write a year's plan down."""
    form = ReviewPlanForm(request.POST or None, initial={"year": local_date(request.now).year})
    shown = Shown()
    if request.method == "POST":
        failed = tried(form, lambda: reviewing.plan_reviews(**form.cleaned_data, by=officer, at=request.now))
        if failed is None:
            messages.success(request, "Đã ghi kế hoạch. Thêm thủ tục phải rà soát.")
            return redirect("procedures_desk:review_add", form.cleaned_data["year"])
        shown = failed
    context = {"form": form, "errors": shown.errors(form), "plan": None}
    return render(request, "procedures/reviews/edit.html", context, status=shown.status)


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_page
def add(request: TimedRequest, officer: Officer, year: int) -> HttpResponse:
    """Put procedures into the plan."""
    plan = queries.review_plan(year)
    form = AddReviewsForm(request.POST or None)
    shown = Shown()
    if request.method == "POST":
        failed = tried(
            form,
            lambda: reviewing.add_reviews(plan=plan, **form.cleaned_data, by=officer, at=request.now),
        )
        if failed is None:
            messages.success(request, "Đã thêm thủ tục vào kế hoạch.")
            return redirect("procedures_desk:reviews_of", year)
        shown = failed
    context = {"form": form, "errors": shown.errors(form), "plan": plan}
    return render(request, "procedures/reviews/edit.html", context, status=shown.status)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_page()
def record(request: TimedRequest, officer: Officer, number: int) -> HttpResponse:
    """One procedure's review: what was written, and the next step for who may take it."""
    review = queries.review(number)
    verb = request.POST.get("viec", "")
    shown_forms = _forms(review, officer, request if request.method == "POST" else None, verb)
    shown = Shown()
    if request.method == "POST":
        if verb not in shown_forms:
            raise Missing
        form = shown_forms[verb]
        failed = tried(form, _deed(review, verb, form, officer, request))
        if failed is None:
            messages.success(request, MOVES[verb])
            return redirect("procedures_desk:review", number)
        shown = failed
    told = shown_forms.get(verb) or forms.Form()
    subject = f"review:{review.plan.year}:{review.procedure.code}"
    context = {
        "review": review,
        "version": version_page(review.procedure.code, local_date(request.now)),
        "forms": shown_forms,
        "errors": shown.errors(told),
        "entries": [(entry, JOURNAL_WORDS[ReviewMove(entry.data["move"])]) for entry in timeline(subject)],
    }
    return render(request, "procedures/reviews/record.html", context, status=shown.status)


def _forms(review: Review, officer: Officer, sent: TimedRequest | None, verb: str) -> dict[str, forms.Form]:
    """The forms of the steps the officer may take now, by their verb; the sent one filled."""

    def data(name: str) -> Any:
        return sent.POST if sent is not None and verb == name else None

    found: dict[str, forms.Form] = {}
    if may_review(officer, review) and review.state in (ReviewState.PLANNED, ReviewState.FOUND):
        found["find"] = FindingsForm(data("find"), initial={"findings": review.findings})
    if may_review(officer, review) and review.state == ReviewState.FOUND:
        papers = burden_of(review.procedure.versions.order_by("-valid_from")[0]).papers
        found["propose"] = ProposalForm(data("propose"), papers=papers)
        found["keep"] = forms.Form(data("keep"))
    if may_decide_review(officer) and review.state == ReviewState.PROPOSED:
        found["decide"] = AnswerForm(data("decide"))
    return found


def _deed(
    review: Review, verb: str, form: forms.Form, officer: Officer, request: TimedRequest
) -> Callable[[], object]:
    def deed() -> object:
        said: dict[str, Any] = dict(form.cleaned_data)
        done: dict[str, Any] = {"review": review, "by": officer, "at": request.now}
        if verb == "find":
            return reviewing.write_findings(**said, **done)
        if verb == "keep":
            return reviewing.keep_as_is(**done)
        if verb == "propose":
            return reviewing.propose(**{"dropped": [], **said}, **done)
        return reviewing.decide(**{**said, "is_accepted": said["is_accepted"] == "True"}, **done)

    return deed


@require_safe
@officer_page()
def file(request: TimedRequest, officer: Officer, year: int) -> HttpResponse:
    """The year's reviews as Excel."""
    plan = queries.review_plan(year)
    columns = [
        Column("Mã", 14), Column("Thủ tục", 50), Column("Đơn vị", 24), Column("Hạn", 12),
        Column("Trạng thái", 20), Column("Nhận xét", 50), Column("Cách đơn giản hóa", 20),
        Column("Phương án", 50), Column("Chi phí một lần nộp, trước", 16, "money"),
        Column("Chi phí một lần nộp, sau", 16, "money"), Column("Ý kiến lãnh đạo", 40), Column("Văn bản", 18),
    ]  # fmt: skip
    rows = (
        (
            one.procedure.code,
            getattr(one, "title", ""),
            one.unit.name,
            one.due_on,
            one.get_state_display(),
            one.findings,
            one.get_kind_display(),
            one.proposal,
            one.cost_before,
            one.cost_after,
            one.answer,
            one.answer_number,
        )
        for one in queries.all_reviews(plan)
    )
    answer = HttpResponse(xlsx(f"Rà soát thủ tục {year}", columns, rows), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="ra-soat-thu-tuc-{year}.xlsx"'
    return answer
