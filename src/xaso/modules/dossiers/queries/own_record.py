"""One's own dossier, as its page shows it: the clock, what may be done now, papers, requests, result."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.clock import local_date
from xaso.kernel.deadlines import ClockState, Deadline, LineKind
from xaso.kernel.errors import Missing
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org.queries import calendar
from xaso.platform.eforms.definition import parse
from xaso.platform.eforms.display import SummarySection, summary
from xaso.platform.files.models import StoredFile

from .. import rules
from ..lifecycle import Move, State, allows
from ..models import Dossier, Paper, Postponement, Result, Supplement
from ..services.timing import postponements_of
from .fees import FeeLine, fee_lines
from .filing_path import without_papers
from .own import own_dossier
from .rows import dossier_clock

if TYPE_CHECKING:
    from xaso.modules.citizens.models import Person


@dataclass(frozen=True, slots=True)
class OwnRecord:
    """A dossier with what its page says of it. `answer_due` is None once the commune has answered."""

    dossier: Dossier
    clock: ClockState
    answer_due: Deadline | None
    answers: list[SummarySection]
    papers: list[Paper]
    supplements: list[Supplement]
    postponements: list[Postponement]
    result: Result | None
    fees: list[FeeLine]

    @property
    def open_supplement(self) -> Supplement | None:
        """The request that waits for the person's answer."""
        return next((one for one in self.supplements if one.met_at is None), None)

    @property
    def answer_reason(self) -> str:
        """Why the answer is not due on the day of filing; empty when it is."""
        due = self.answer_due
        if due is None or local_date(due.due_at) == local_date(self.dossier.filed_at):
            return ""
        return " ".join(line.text for line in due.lines if line.kind in (LineKind.RECEIVED, LineKind.SKIPPED))

    @property
    def has_receipt(self) -> bool:
        """Whether there is a Mẫu 01: the one-stop received it."""
        return self.dossier.received_at is not None

    @property
    def is_refused(self) -> bool:
        """Whether there is a Mẫu 03."""
        return self.dossier.state == State.REFUSED

    @property
    def is_stopped(self) -> bool:
        """Whether there is a Mẫu 05: it was withdrawn or stopped."""
        return self.dossier.state in (State.WITHDRAWN, State.STOPPED)

    @property
    def has_result(self) -> bool:
        """Whether the result may be seen: it is ready or was handed over."""
        return self.result is not None and self.dossier.state in (State.READY, State.RETURNED)

    @property
    def may_withdraw(self) -> bool:
        """Whether it may still be taken back."""
        return allows(self.dossier.state, Move.WITHDRAW)

    @property
    def may_rate(self) -> bool:
        """Whether the service may be rated now: the result was handed over."""
        return self.dossier.state == State.RETURNED


def own_record(person: Person, code: str, *, now: datetime) -> OwnRecord:
    """The person's dossier of that code. Raise Missing for strangers. Eight queries at most."""
    dossier = own_dossier(person, code)
    return OwnRecord(
        dossier=dossier,
        clock=dossier_clock(dossier, now),
        answer_due=answer_due_of(dossier),
        answers=summary(
            without_papers(parse(dossier.form.definition)),
            dossier.answers,
            today=local_date(dossier.filed_at),
        ),
        papers=list(dossier.papers.select_related("file", "component").order_by("pk")),
        supplements=list(dossier.supplements.order_by("number")),
        postponements=postponements_of(dossier),
        result=Result.objects.select_related("file").filter(dossier=dossier).first(),
        fees=fee_lines(dossier),
    )


def answer_due_of(dossier: Dossier) -> Deadline | None:
    """By when the commune says whether it receives the dossier; None once it has, or beyond the calendar."""
    if dossier.state != State.FILED:
        return None
    try:
        return rules.answer_due(dossier.filed_at, calendar())
    except CalendarGap:
        return None


def own_paper(person: Person, code: str, paper_id: int) -> StoredFile:
    """The file of one paper of the person's dossier. Raise Missing for strangers and for lack of a file."""
    paper = (
        Paper.objects.select_related("file").filter(pk=paper_id, dossier=own_dossier(person, code)).first()
    )
    if paper is None or paper.file is None:
        raise Missing
    return paper.file


def own_result(person: Person, code: str) -> StoredFile:
    """The file of the result, once it is ready. Raise Missing for strangers and before."""
    dossier = own_dossier(person, code)
    if dossier.state not in (State.READY, State.RETURNED):
        raise Missing("Chưa có kết quả. Khi có, xã sẽ báo cho bà con.")
    result = Result.objects.select_related("file").filter(dossier=dossier).first()
    if result is None or result.file is None:
        raise Missing("Kết quả này chưa có bản điện tử. Bà con nhận bản giấy tại Trung tâm.")
    return result.file


def own_supplement(person: Person, code: str, number: int) -> Supplement:
    """One request of the person's dossier. Raise Missing for strangers."""
    found = Supplement.objects.filter(dossier=own_dossier(person, code), number=number).first()
    if found is None:
        raise Missing
    return found


def gathered_files(person: Person, ids: Sequence[str]) -> dict[str, StoredFile]:
    """Files the person uploaded and has not sent yet, by id; another's are left out."""
    actor = person.as_actor()
    rows = StoredFile.objects.filter(pk__in=ids, added_by=f"{actor.kind}:{actor.key}") if ids else []
    return {str(row.pk): row for row in rows}


def own_postponement(person: Person, code: str, number: int) -> Postponement:
    """One date put off of the person's dossier. Raise Missing for strangers."""
    rows = Postponement.objects.select_related("asked_by__unit", "asked_by__position")
    found = rows.filter(dossier=own_dossier(person, code), number=number).first()
    if found is None:
        raise Missing
    return found
