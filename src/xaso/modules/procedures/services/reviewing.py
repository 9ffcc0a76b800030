"""Reviewing procedures: a year's plan, what was found, what is proposed, what leaders decide."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.transaction import atomic

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Forbidden, Invalid
from xaso.kernel.text import clean, clean_lines
from xaso.modules.procedures.events import ReviewMoved, ReviewPlanned
from xaso.modules.procedures.lifecycle import ReviewMove, moved
from xaso.modules.procedures.models import Procedure, Review, ReviewPlan
from xaso.modules.procedures.queries.costs import what_if
from xaso.modules.procedures.rules.costs import Counted
from xaso.platform.journal import services as journal

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


class PlanKnown(Conflict):
    """The year has its plan."""

    code = "review_plan_known"
    default_sentence = "Năm này đã có kế hoạch rà soát. Mở kế hoạch đó để thêm thủ tục."


class CodesUnknown(Invalid):
    """Codes that name no procedure in use."""

    code = "review_codes_unknown"


class WordsMissing(Invalid):
    """A finding, a proposal or an answer needs words."""

    code = "review_words_missing"
    default_sentence = "Ghi nội dung."


class OwnProposal(Forbidden):
    """Nobody decides on a proposal of his own."""

    code = "review_own_proposal"
    default_sentence = "Người đề xuất không tự quyết định. Nhờ lãnh đạo khác quyết định."


@atomic
def plan_reviews(
    *, year: int, number: str, decided_on: date, note: str, by: Officer, at: datetime
) -> ReviewPlan:
    """Write down the year's plan. Raises `PlanKnown`."""
    if ReviewPlan.objects.filter(year=year).exists():
        raise PlanKnown
    plan = ReviewPlan.objects.create(
        year=year,
        number=clean(number)[:80],
        decided_on=decided_on,
        note=clean_lines(note),
        recorded_at=at,
        recorded_by=by,
    )
    fact = ReviewPlanned(year=year, number=plan.number, codes=[])
    journal.record(fact, by=by, at=at, subject=f"review:{year}")
    return plan


@atomic
def add_reviews(
    *, plan: ReviewPlan, codes: Sequence[str], due_on: date, by: Officer, at: datetime
) -> list[Review]:
    """Put procedures into the plan, each with the office of its field; those in it already stay as they are.

    Raises `CodesUnknown`.
    """
    found = {
        one.code: one
        for one in Procedure.objects.select_related("field").filter(code__in=codes, is_hidden=False)
    }
    unknown = [code for code in codes if code not in found]
    if unknown or not found:
        raise CodesUnknown(
            f"Không có thủ tục đang dùng mang mã {', '.join(unknown)}."
            if unknown
            else "Ghi ít nhất một mã thủ tục.",
            field="codes",
        )
    known = set(plan.reviews.values_list("procedure__code", flat=True))
    made = [
        Review(plan=plan, procedure=one, unit_id=one.field.unit_id, due_on=due_on)
        for code, one in found.items()
        if code not in known
    ]
    Review.objects.bulk_create(made)
    fact = ReviewPlanned(year=plan.year, number=plan.number, codes=[row.procedure.code for row in made])
    journal.record(fact, by=by, at=at, subject=f"review:{plan.year}")
    return made


@atomic
def write_findings(*, review: Review, findings: str, by: Officer, at: datetime) -> Review:
    """Write what the review found: what is not needed, not clear, not lawful. Raises `WordsMissing`."""
    held = _held(review)
    held.state = moved(held.state, ReviewMove.FIND)
    held.findings = _words(findings, "findings")
    return _told(held, ReviewMove.FIND, by, at)


@atomic
def keep_as_is(*, review: Review, by: Officer, at: datetime) -> Review:
    """Close the review without a proposal."""
    held = _held(review)
    held.state = moved(held.state, ReviewMove.KEEP)
    held.done_on = local_date(at)
    return _told(held, ReviewMove.KEEP, by, at)


@atomic
def propose(
    *, review: Review, kind: str, proposal: str, dropped: Sequence[str], by: Officer, at: datetime
) -> Review:
    """Propose to simplify; what a filing costs now and without the papers is kept beside it.

    Raises `WordsMissing`, `Missing` when the procedure is no longer in force.
    """
    held = _held(review)
    held.state = moved(held.state, ReviewMove.PROPOSE)
    held.kind, held.proposal = kind, _words(proposal, "proposal")
    tried = what_if(held.procedure.code, set(dropped), Counted(), local_date(at))
    known = {paper.code for paper in tried.burden.papers}
    held.dropped = [code for code in dropped if code in known]
    held.cost_before, held.cost_after = round(tried.now.total), round(tried.then.total)
    held.proposed_by = by
    return _told(held, ReviewMove.PROPOSE, by, at)


@atomic
def decide(
    *, review: Review, is_accepted: bool, answer: str, number: str, by: Officer, at: datetime
) -> Review:
    """A leader accepts the proposal or does not, with words and the number of the paper that says so.

    Raises `OwnProposal`, `WordsMissing`.
    """
    held = _held(review)
    move = ReviewMove.ACCEPT if is_accepted else ReviewMove.REJECT
    held.state = moved(held.state, move)
    if held.proposed_by_id == by.pk:
        raise OwnProposal
    held.answer = _words(answer, "answer")
    held.answer_number, held.done_on = clean(number)[:80], local_date(at)
    return _told(held, move, by, at)


def _held(review: Review) -> Review:
    rows = Review.objects.select_for_update(of=("self",)).select_related("procedure", "plan")
    return rows.get(pk=review.pk)


def _words(text: str, field: str) -> str:
    words = clean_lines(text)
    if not words:
        raise WordsMissing(field=field)
    return words


def _told(held: Review, move: ReviewMove, by: Officer, at: datetime) -> Review:
    held.save()
    fact = ReviewMoved(code=held.procedure.code, year=held.plan.year, move=move.value, state=held.state)
    journal.record(fact, by=by, at=at, subject=f"review:{held.plan.year}:{held.procedure.code}")
    return held
