"""One dossier as an officer sees it: facts, papers, path, and exactly what the officer may do now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.deadlines import ClockState
from xaso.kernel.errors import Missing
from xaso.modules.procedures.queries import route_steps
from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.display import SummarySection, summary

from ..access import Action, actions_for, can_see
from ..models import Dossier, Handover, Paper, Postponement, Result, StepRun, Supplement, Verification
from ..services import routing
from ..services.outputs import StepOutput, output_of
from ..services.timing import postponements_of
from .opinions import OpinionRow, opinions_of
from .rows import dossier_clock

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.modules.procedures.models import RouteStep


_PASSING = frozenset({"reassign", "hand_over"})
"""Actions that need a colleague who may hold the same step."""


@dataclass(frozen=True, slots=True)
class Record:
    """A dossier and all its page shows. `seen` goes into every form and back to the service."""

    dossier: Dossier
    clock: ClockState
    actions: list[Action]
    answers: list[SummarySection]
    papers: list[Paper]
    supplements: list[Supplement]
    postponements: list[Postponement]
    opinions: list[OpinionRow]
    verifications: list[Verification]
    runs: list[StepRun]
    handovers: list[Handover]
    steps: list[RouteStep]
    result: Result | None
    output: StepOutput | None = None
    """What the present step must have."""

    @property
    def seen(self) -> int:
        """The revision the officer sees."""
        return self.dossier.revision

    @property
    def unanswered(self) -> int:
        """How many of those asked have not answered."""
        return sum(1 for row in self.opinions if row.opinion.answered_at is None)

    @property
    def open_supplement(self) -> Supplement | None:
        """The request that waits for its answer."""
        return next((one for one in self.supplements if one.met_at is None), None)


def seen_dossier(officer: Officer, code: str) -> Dossier:
    """The dossier of that code, for an officer who may see it, with what services and forms need. Raises
    `Missing`.
    """
    rows = Dossier.objects.filter(code=code).select_related(
        "version__procedure",
        "field__unit",
        "form",
        "applicant__village",
        "submitter",
        "village",
        "step__unit",
        "unit",
        "holder__unit",
        "receiver__unit",
        "origin",
    )
    found = rows.first()
    if found is None or not can_see(officer, found):
        raise Missing("Không tìm thấy hồ sơ này. Kiểm tra lại mã hồ sơ.")
    return found


def record(officer: Officer, code: str, *, now: datetime) -> Record:
    """The whole record for an officer who may see it. Raises `Missing`. At most sixteen queries.

    Shows personal data: the page logs the access (`journal.services.log_access`).
    """
    dossier = seen_dossier(officer, code)
    papers = dossier.papers.select_related("file", "component", "supplement", "origin").order_by("pk")
    hops = dossier.handovers.select_related("from_unit", "to_unit", "from_officer", "to_officer").order_by(
        "at", "pk"
    )
    runs = dossier.runs.select_related("step", "unit", "holder").order_by("started_at", "pk")
    result = Result.objects.filter(dossier=dossier).select_related("file", "approved_by").first()
    return Record(
        dossier=dossier,
        clock=dossier_clock(dossier, now),
        actions=_actions(officer, dossier, now),
        answers=summary(parse(dossier.form.definition), dossier.answers, today=local_date(dossier.filed_at)),
        papers=list(papers),
        supplements=list(dossier.supplements.select_related("requested_by").order_by("number")),
        postponements=postponements_of(dossier),
        opinions=opinions_of(officer, dossier, now=now),
        verifications=list(
            Verification.objects.filter(dossier=dossier)
            .select_related("recorded_by", "file")
            .order_by("happened_at", "pk")
        ),
        runs=list(runs),
        handovers=list(hops),
        steps=route_steps(dossier.version),
        result=result,
        output=output_of(dossier),
    )


def _actions(officer: Officer, dossier: Dossier, now: datetime) -> list[Action]:
    """What the officer may do now, without passing the work on where nobody else could hold it."""
    found = actions_for(officer, dossier)
    if not any(action.code in _PASSING for action in found):
        return found
    if any(one.pk != dossier.holder_id for one in who_may_hold(dossier, at=now)):
        return found
    return [action for action in found if action.code not in _PASSING]


def who_may_hold(dossier: Dossier, *, at: datetime) -> list[Officer]:
    """Officers who may hold the present step; empty for a dossier on no step."""
    return routing.candidates(dossier.step, dossier, at=at) if dossier.step else []


def who_may_hold_next(dossier: Dossier, *, at: datetime) -> list[Officer]:
    """Officers who may hold the step after the present one. Raises `RouteEnds` at the route's end."""
    return routing.candidates(routing.next_step(dossier), dossier, at=at)
