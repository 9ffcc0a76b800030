"""What indicators announce."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class TypedFigureEvent(Event):
    """A figure typed in for a target: which one, of which window, and what it says (as text, exact)."""

    done: ClassVar[str] = ""
    """What was done to it, after "đã"."""

    target: str
    window: str
    value: str
    state: str


@dataclass(frozen=True)
class FigureEntered(TypedFigureEvent):
    """A figure was typed in."""

    name: ClassVar[str] = "indicators.figure_entered"
    done: ClassVar[str] = "nhập"


@dataclass(frozen=True)
class FigureChanged(TypedFigureEvent):
    """A figure not yet sent, or returned, was typed over; what it said before."""

    name: ClassVar[str] = "indicators.figure_changed"
    done: ClassVar[str] = "sửa"

    before: str


@dataclass(frozen=True)
class FigureSent(TypedFigureEvent):
    """A figure with its evidence was sent to a second person."""

    name: ClassVar[str] = "indicators.figure_sent"
    done: ClassVar[str] = "gửi duyệt"

    evidence: str
    """SHA-256 of the evidence."""


@dataclass(frozen=True)
class FigureTakenBack(TypedFigureEvent):
    """The one who typed it took it back before a decision."""

    name: ClassVar[str] = "indicators.figure_taken_back"
    done: ClassVar[str] = "lấy lại"


@dataclass(frozen=True)
class FigureApproved(TypedFigureEvent):
    """A second person approved the figure: from now on it is the target's figure of its window."""

    name: ClassVar[str] = "indicators.figure_approved"
    done: ClassVar[str] = "duyệt"

    evidence: str
    """SHA-256 of the evidence that was looked at."""


@dataclass(frozen=True)
class FigureReturned(TypedFigureEvent):
    """A second person sent the figure back, and why."""

    name: ClassVar[str] = "indicators.figure_returned"
    done: ClassVar[str] = "trả lại"

    reason: str


@dataclass(frozen=True)
class FigureDropped(TypedFigureEvent):
    """A figure that was never approved was given up."""

    name: ClassVar[str] = "indicators.figure_dropped"
    done: ClassVar[str] = "bỏ"


@dataclass(frozen=True)
class NoteAdded(Event):
    """Somebody wrote a remark beside a target."""

    name: ClassVar[str] = "indicators.note_added"

    target: str
    text: str


@dataclass(frozen=True)
class NoteStruck(Event):
    """The one who wrote a remark took it off the page."""

    name: ClassVar[str] = "indicators.note_struck"

    target: str
    note: int


@dataclass(frozen=True)
class IndexLoaded(Event):
    """A set of criteria came with the commune pack, or its text was mended before anybody scored by it."""

    name: ClassVar[str] = "indicators.index_loaded"

    code: str
    version: str
    digest: str


@dataclass(frozen=True)
class ScoreDeclared(Event):
    """Somebody said what a criterion earns: a self score, a review, an answer, or the official score."""

    name: ClassVar[str] = "indicators.score_declared"

    index: str
    version: str
    period: str
    leaf: str
    kind: str
    points: str
    evidence: str
    """SHA-256 of the evidence; empty for a review or an answer without a file."""


@dataclass(frozen=True)
class PeriodClosed(Event):
    """A reporting window was closed: every figure with the digest of its records, and one digest over all.

    A row of ``figures`` is span, measure, target, part, whole, value (as text) and digest. ``journal_from``
    is the last entry before the figures were read: what happened later has a larger number.
    """

    name: ClassVar[str] = "indicators.period_closed"

    window: str
    period_from: str
    period_to: str
    journal_from: int
    figures: list[list[str | int | None]]
    digest: str


@dataclass(frozen=True)
class PeriodProven(Event):
    """A closed window was held against the records as they are now. ``findings`` are the first of all;
    ``chain_broken`` says where the journal of ``entries`` breaks, or is empty.
    """

    name: ClassVar[str] = "indicators.period_proven"

    window: str
    figures: int
    records: int
    explained: int
    doubtful: int
    broken: int
    findings: list[dict[str, str]]
    rerun: int = 0
    adjustments: int = 0
    typed: int = 0
    entries: int = 0
    chain_broken: str = ""


@dataclass(frozen=True)
class AdjustmentEvent(Event):
    """A correction beside a frozen figure: which one, its number, and what it says (as text, exact)."""

    window: str
    span: str
    measure: str
    target: str
    number: int
    part: int | None
    whole: int | None
    value: str


@dataclass(frozen=True)
class AdjustmentProposed(AdjustmentEvent):
    """Somebody asked for the correction, on what evidence (its SHA-256) and why; how targets then stand."""

    name: ClassVar[str] = "indicators.adjustment_proposed"

    reason: str
    evidence: str
    words: str = ""
    states: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class AdjustmentApproved(AdjustmentEvent):
    """A second person approved the correction: from now on it stands beside the figure."""

    name: ClassVar[str] = "indicators.adjustment_approved"

    note: str


@dataclass(frozen=True)
class AdjustmentRefused(AdjustmentEvent):
    """A second person did not approve the correction, and why."""

    name: ClassVar[str] = "indicators.adjustment_refused"

    note: str
