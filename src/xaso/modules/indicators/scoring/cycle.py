"""The way of a declared score: self score, review, answer, second review. A new self score begins anew."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from xaso.kernel.errors import Conflict


class Step(StrEnum):
    """A step of the way (documents.md R-04)."""

    SELF = "self"
    REVIEW = "review"
    ANSWER = "answer"
    SECOND_REVIEW = "second_review"


_NEXT: dict[Step | None, tuple[Step, ...]] = {
    None: (Step.SELF,),
    Step.SELF: (Step.REVIEW, Step.SELF),
    Step.REVIEW: (Step.ANSWER, Step.SELF),
    Step.ANSWER: (Step.SECOND_REVIEW, Step.SELF),
    Step.SECOND_REVIEW: (Step.SELF,),
}
_REFUSALS = {
    Step.SELF: "Tiêu chí này không tự chấm được.",
    Step.REVIEW: "Chưa có điểm tự chấm mới để thẩm định. Chờ đơn vị tự chấm.",
    Step.ANSWER: "Chưa có điểm thẩm định nên chưa giải trình được.",
    Step.SECOND_REVIEW: "Chưa có giải trình nên chưa thẩm định lần 2 được.",
}


class StepRefused(Conflict):
    """It is not the turn of this step."""

    code = "score_step_refused"


def current_round(steps: Sequence[Step]) -> int:
    """Return where the round that counts begins: at the newest self score; 0 when there is none.

    Basis: documents.md R-04.
    """
    return max((number for number, step in enumerate(steps) if step is Step.SELF), default=0)


def next_steps(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return what may come after these steps, oldest first.

    Basis: documents.md R-04.
    """
    return _NEXT[steps[-1] if steps else None]


def check(steps: Sequence[Step], step: Step) -> None:
    """Raise `StepRefused` unless it is the turn of the step.

    Basis: documents.md R-04.
    """
    if step not in next_steps(steps):
        raise StepRefused(_REFUSALS[step])


def standing(given: Sequence[tuple[Step, Decimal | None]]) -> Decimal | None:
    """Return the points that stand now: the newest review's, else the self score's; None when none do.

    Basis: documents.md R-04 (all scores are kept side by side; the last review decides).
    """
    start = current_round([step for step, _ in given])
    points = [points for step, points in given[start:] if step is not Step.ANSWER]
    return points[-1] if points else None


def judged(given: Sequence[tuple[Step, Decimal | None]]) -> Decimal | None:
    """Return the points of the newest review of the round that counts.

    None before any, and when the reviewer agrees that the criterion does not apply.
    Basis: documents.md R-04, R-05.
    """
    start = current_round([step for step, _ in given])
    points = [points for step, points in given[start:] if step in (Step.REVIEW, Step.SECOND_REVIEW)]
    return points[-1] if points else None
