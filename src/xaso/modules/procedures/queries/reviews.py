"""Reviews of procedures by year: how far, by whom, what they would save."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.procedures.lifecycle import DONE, ReviewState
from xaso.modules.procedures.models import ProcedureVersion, Review, ReviewPlan


@dataclass(frozen=True, slots=True)
class Progress:
    """A year's plan in numbers; `saved`: đồng a filing, of accepted proposals."""

    planned: int
    done: int
    late: int
    accepted: int
    saved: int


def review_plans() -> list[ReviewPlan]:
    """Every year's plan, the latest first."""
    return list(ReviewPlan.objects.order_by("-year"))


def review_plan(year: int) -> ReviewPlan:
    """The year's plan. Raise Missing when there is none."""
    found = ReviewPlan.objects.filter(year=year).first()
    if found is None:
        raise Missing("Năm này chưa có kế hoạch rà soát.")
    return found


def progress(plan: ReviewPlan, on: date) -> Progress:
    """How far the plan is on the day."""
    accepted = Q(state=ReviewState.ACCEPTED)
    found = plan.reviews.aggregate(
        planned=Count("pk"),
        done=Count("pk", filter=Q(state__in=DONE)),
        late=Count("pk", filter=~Q(state__in=DONE) & Q(due_on__lt=on)),
        accepted=Count("pk", filter=accepted),
        saved=Sum(F("cost_before") - F("cost_after"), filter=accepted),
    )
    return Progress(**{**found, "saved": found["saved"] or 0})


def reviews(plan: ReviewPlan, state: str, page: int) -> Page[Review]:
    """Reviews of the plan, those due first; each with the `title` of its procedure."""
    rows = all_reviews(plan)
    if state in dict(ReviewState.choices()):
        rows = rows.filter(state=state)
    return Page.cut(list(rows[window(page)]), page, total=rows.order_by().count())


def all_reviews(plan: ReviewPlan) -> QuerySet[Review]:
    """Every review of the plan, those due first, with the `title` of its procedure."""
    latest = ProcedureVersion.objects.filter(procedure=OuterRef("procedure")).order_by("-valid_from")
    rows = Review.objects.filter(plan=plan).select_related("procedure", "unit", "plan")
    return rows.annotate(title=Subquery(latest.values("name")[:1])).order_by("due_on", "procedure__code")


def review(number: int) -> Review:
    """One review with its procedure and plan. Raise Missing when there is none."""
    rows = Review.objects.select_related("procedure", "unit", "plan", "proposed_by")
    found = rows.filter(pk=number).first()
    if found is None:
        raise Missing("Không có lần rà soát này.")
    return found
