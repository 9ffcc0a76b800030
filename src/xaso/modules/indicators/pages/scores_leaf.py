"""One criterion: how it is scored, the records behind its figures, every score declared for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from xaso.kernel.errors import Missing
from xaso.modules.org.access import officer_page
from xaso.platform.files import services as files
from xaso.platform.ui.middleware import TimedRequest

from .. import access
from ..models import DeclaredScore
from ..queries.scores import LeafPage, evidence_of, leaf_page
from ..scoring.cycle import Step, next_steps
from .scores_frame import ROLES, asked_period, show

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

DEEDS = {
    "tu-cham": (Step.SELF, "Tự chấm"),
    "tham-dinh": (Step.REVIEW, "Thẩm định"),
    "giai-trinh": (Step.ANSWER, "Giải trình"),
}
"""The word in the address, the step it takes (the second review is a review), and its button."""


@require_safe
@officer_page(*ROLES)
def leaf(request: TimedRequest, officer: Officer, code: str, leaf: str) -> HttpResponse:
    """Show one leaf with what this officer may do."""
    found = leaf_page(code, leaf, asked_period(request), request.now)
    return show(request, "leaf.html", {"found": found, "deeds": list(open_deeds(officer, found))})


@require_safe
@officer_page(*ROLES)
def evidence(request: TimedRequest, officer: Officer, number: int) -> HttpResponseBase:
    """Give the evidence of a declared score."""
    row = evidence_of(number)
    if row.evidence is None:
        raise Missing
    return files.response(row.evidence, inline=True)


def open_deeds(officer: Officer, found: LeafPage) -> Iterator[tuple[str, str]]:
    """Yield the word and button of each step that is this officer's turn."""
    steps = next_steps(found.steps)
    leaf = found.line.leaf
    if not leaf.asked:
        return
    mine = access.may_self_score(officer, leaf.owner)
    scored = [row.entered_by_id for row in found.history if row.kind == DeclaredScore.Kind.SELF]
    may_review = bool(scored) and access.may_review_score(officer, scored[-1])
    if may_review and {Step.REVIEW, Step.SECOND_REVIEW} & set(steps):
        yield "tham-dinh", DEEDS["tham-dinh"][1]
    if mine and Step.ANSWER in steps:
        yield "giai-trinh", DEEDS["giai-trinh"][1]
    if mine:
        yield "tu-cham", "Tự chấm lại" if scored else DEEDS["tu-cham"][1]
