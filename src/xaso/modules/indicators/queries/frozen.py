"""One frozen figure: what it says, whether its list still holds, its records, the corrections beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page
from xaso.kernel.paging import window as slice_of
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from ..access import may_close, may_decide_adjustment
from ..events import PeriodProven
from ..models import Adjustment, Closing, FrozenFigure
from ..rules.findings import KEPT_SILENT, Finding
from ..rules.freezing import FrozenList, FrozenRecord
from ..rules.proving import Verdict
from ..rules.windows import SPAN_WORDS, Window
from .beside import adjustments_of
from .closed import FrozenLine, lines_of
from .confidential import TooFewAnswers, is_silent
from .fact_words import fact_name, fact_value, in_words
from .lists import list_kept
from .records import side_name

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

SIDES = ("part", "whole", "rest")
UNSEEN = "Một bản ghi"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of the figure's records: its name, and how many the frozen list has."""

    which: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class ProofRow:
    """One proof of a window, as the journal tells it. ``findings`` are the first of all, worst first."""

    at: datetime
    who: str
    figures: int
    records: int
    explained: int
    doubtful: int
    broken: int
    findings: tuple[Finding, ...]
    rerun: int = 0
    adjustments: int = 0
    typed: int = 0
    entries: int = 0
    chain_broken: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing was found that the journal does not tell."""
        return not self.broken

    @property
    def total(self) -> int:
        """How many things were found, told or not."""
        return self.explained + self.doubtful + self.broken


@dataclass(frozen=True, slots=True)
class FigurePage:
    """Everything the page of a frozen figure shows. ``other`` is the same figure in the other span.

    ``is_stock``: counted as it stood at the closing, after the window's end. ``is_few``: of too few answers
    to be told.
    """

    window: Window
    line: FrozenLine
    span_words: str
    other: FrozenLine | None
    is_stock: bool
    sides: tuple[Side, ...]
    is_few: bool
    faults: tuple[Finding, ...]
    proof: ProofRow | None
    findings: tuple[Finding, ...]
    adjustments: tuple[Adjustment, ...]
    may_adjust: bool
    decidable: frozenset[int]


@dataclass(frozen=True, slots=True)
class FrozenRow:
    """One frozen record as it may be shown: its key for whoever composes the page, the facts in words."""

    pk: str
    code: str
    in_part: bool
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrozenRecordsPage:
    """20 records of one side of a frozen figure. Of a confidential measure no facts are shown."""

    window: Window
    line: FrozenLine
    span_words: str
    measure: Measure | None
    which: str
    name: str
    sides: tuple[Side, ...]
    facts: tuple[str, ...]
    page: Page[FrozenRow]


def figure_of(window: str, number: int) -> FrozenFigure:
    """Return a frozen figure of a window. Raises `Missing`, `Invalid` for a code that is no window's."""
    rows = FrozenFigure.objects.select_related("closing", "records")
    found: FrozenFigure | None = rows.filter(pk=number, closing__window=Window.parse(window).code).first()
    if found is None:
        raise Missing
    return found


def figure_page(officer: Officer, window: str, number: int) -> FigurePage:
    """Return one frozen figure with its list held against its digest. Six queries. Raises `Missing`."""
    figure = figure_of(window, number)
    same = FrozenFigure.objects.filter(
        closing=figure.closing, measure=figure.measure, target=figure.target
    ).order_by("span")
    lines = {line.id: line for line in lines_of(same, window)}
    line = lines.pop(figure.pk)
    listed, faults = _listed(figure)
    measure = _measure(figure)
    proof = last_proof_of(officer, window)
    adjustments = adjustments_of(figure, Window.parse(window))
    waits = any(one.state == Adjustment.State.WAITING for one in adjustments)
    return FigurePage(
        window=Window.parse(window),
        line=line,
        span_words=SPAN_WORDS[line.span],
        other=next(iter(lines.values()), None),
        is_stock=measure is not None and measure.is_stock,
        sides=() if is_silent(line) else _sides(listed, measure),
        is_few=is_silent(line),
        faults=tuple(faults),
        proof=proof,
        findings=_of_figure(proof, figure),
        adjustments=adjustments,
        may_adjust=may_close(officer) and not waits and not is_silent(line),
        decidable=frozenset(
            one.pk
            for one in adjustments
            if one.state == Adjustment.State.WAITING and may_decide_adjustment(officer, one)
        ),
    )


def frozen_records(window: str, number: int, *, which: str = "whole", page: int = 1) -> FrozenRecordsPage:
    """Return 20 records of one side of a frozen figure, as they stood. Three queries. Raises `Missing`."""
    figure = figure_of(window, number)
    listed, _ = _listed(figure)
    if listed is None or which not in SIDES:
        raise Missing("Số liệu này không có danh sách bản ghi đọc được.")
    measure = _measure(figure)
    (line,) = lines_of([figure], window)
    if is_silent(line):
        raise TooFewAnswers("Số này có quá ít lượt nên không mở danh sách, để giữ kín người trả lời.")
    rows = [record for record in listed.records if _is_on(record, which)]
    is_open = measure is not None and not measure.is_confidential
    rows = rows if is_open else unplaced(rows)
    paths = listed.facts if is_open else ()
    shown = [_row(record, listed, paths) for record in rows[slice_of(page)]]
    return FrozenRecordsPage(
        window=Window.parse(window),
        line=line,
        span_words=SPAN_WORDS[figure.span],
        measure=measure,
        which=which,
        name=side_name(measure, which) if measure else which,
        sides=_sides(listed, measure),
        facts=tuple(fact_name(path) for path in paths),
        page=Page.cut(shown, page, total=len(rows)),
    )


def proofs(officer: Officer, window: str) -> tuple[Closing, list[ProofRow]]:
    """Return the closing of a window and its last 20 proofs, newest first. Raises `Missing` when not closed.

    Records are named to those who close, who must act on them; to others only counted.
    """
    closing = Closing.objects.select_related("closed_by").filter(window=Window.parse(window).code).first()
    if closing is None:
        raise Missing("Kỳ này chưa khóa nên chưa có gì để chứng minh.")
    rows = timeline(closing.subject).filter(event=PeriodProven.name)
    return closing, [_proof(entry, may_close(officer)) for entry in rows.order_by("-seq")[:20]]


def last_proof_of(officer: Officer, window: str) -> ProofRow | None:
    """Return the last proof of a window by its code, or None; records are named as in `proofs`. One query."""
    entry = timeline(f"closing:{window}").filter(event=PeriodProven.name).last()
    return None if entry is None else _proof(entry, may_close(officer))


def _proof(entry: Entry, is_named: bool) -> ProofRow:
    event = PeriodProven.read(entry.data)
    findings = [in_words(Finding.read(one)) for one in event.findings]
    if not is_named:
        findings = [replace(one, record=UNSEEN) if _names_one(one) else one for one in findings]
    return ProofRow(
        entry.at, entry.actor_name, event.figures, event.records, event.explained, event.doubtful,
        event.broken, tuple(findings), event.rerun, event.adjustments, event.typed, event.entries,
        event.chain_broken,
    )  # fmt: skip


def _names_one(finding: Finding) -> bool:
    """Whether a finding names its record; of answers it only tells how many."""
    return bool(finding.record) and not finding.record.endswith(KEPT_SILENT)


def _listed(figure: FrozenFigure) -> tuple[FrozenList | None, list[Finding]]:
    """The list of a counted figure, and what is wrong with it; other figures have none."""
    if figure.source != FrozenFigure.Source.COUNTED:
        return None, []
    return list_kept(figure)


def _measure(figure: FrozenFigure) -> Measure | None:
    try:
        return registry.get(figure.measure)
    except MeasureMissing:
        return None


def _sides(listed: FrozenList | None, measure: Measure | None) -> tuple[Side, ...]:
    """The sides that can be opened: one for a plain count."""
    if listed is None:
        return ()
    counts = {"part": listed.part, "whole": listed.whole, "rest": listed.whole - listed.part}
    wanted = ("whole",) if measure is not None and measure.unit == "count" else SIDES
    return tuple(
        Side(which, side_name(measure, which) if measure else which, counts[which]) for which in wanted
    )


def unplaced(rows: Sequence[FrozenRecord]) -> list[FrozenRecord]:
    """Records that nobody may tell apart, the part first: so a place in the list tells nothing either."""
    return sorted(rows, key=lambda record: not record.in_part)


def _is_on(record: FrozenRecord, which: str) -> bool:
    return which == "whole" or record.in_part is (which == "part")


def _row(record: FrozenRecord, listed: FrozenList, paths: Sequence[str]) -> FrozenRow:
    words = [fact_value(listed.model, path, value) for path, value in zip(paths, record.facts, strict=False)]
    return FrozenRow(record.pk, record.code, record.in_part, tuple(words))


def _of_figure(proof: ProofRow | None, figure: FrozenFigure) -> tuple[Finding, ...]:
    """What the last proof found of this figure, other than what the journal explains."""
    if proof is None:
        return ()
    codes = {figure.measure, figure.target} - {""}
    return tuple(
        one for one in proof.findings if codes & set(one.figures) and one.verdict is not Verdict.EXPLAINED
    )
