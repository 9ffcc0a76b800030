"""One report as an officer meets it: what can be done, who wrote what, its files, its figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.indicators.queries import ClosedPeriod, Window, closed, closings
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import timeline

from .. import access
from ..lifecycle import PartMove, PartState, State
from ..models import Edition, MergedText, Part, Report
from ..papers.figures import CUMULATIVE, NO_LINE, PERIOD, has_figure
from ..rules import outline, words
from ..services.composing import targets_by_heading, texts_of
from ..services.moving import what_lacks
from ..services.opening import subject_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class PartRow:
    """An office's part: its heading and what this officer may do with it."""

    part: Part
    heading: outline.Heading
    can_write: bool
    can_accept: bool
    can_return: bool

    @property
    def state_words(self) -> str:
        """The part's state in words."""
        return PartState(self.part.state).words

    @property
    def is_returned(self) -> bool:
        """Whether it was given back and waits to be mended."""
        return self.part.state == PartState.WAITING and bool(self.part.returned_reason)


@dataclass(frozen=True, slots=True)
class HeadingRow:
    """A written heading with its parts and whether it was merged."""

    heading: outline.Heading
    parts: tuple[PartRow, ...]
    merged: MergedText | None
    is_overtaken: bool
    has_words: bool


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure that stands in the paper; ``href`` opens the frozen one, and from there its records."""

    mark: int
    code: str
    name: str
    span: str
    words: str
    fraction: str
    digest: str
    href: str
    adjusted: str


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the page of a report shows."""

    report: Report
    kind: outline.Kind
    profile: outline.Profile
    outline: outline.Outline
    window: str
    period: ClosedPeriod | None
    send_by_on: date | None
    state_words: str
    actions: Sequence[access.Action]
    headings: tuple[HeadingRow, ...]
    lacks: tuple[str, ...]
    edition: Edition | None
    is_fresh: bool
    figures: Page[FigureRow]
    entries: tuple[Entry, ...]
    can_merge: bool
    is_focal: bool


def seen_report(officer: Officer, code: str) -> Report:
    """Return the report if the officer may see it. Raises `Missing`."""
    related = ("focal_unit", "made_by", "sent_by", "approved_by__position", "issued_by")
    row = access.visible_to(officer).select_related(*related).filter(code=code).first()
    if row is None:
        raise Missing("Không có báo cáo này, hoặc báo cáo không thuộc phần việc của anh chị.")
    return row


def parts_of(report: Report) -> list[Part]:
    """Return the parts of a report with their offices, in order. The caller has checked rights."""
    return list(Part.objects.filter(report=report).select_related("report", "unit").order_by("pk"))


def seen_part(officer: Officer, code: str, number: int) -> Part:
    """Return a part of a report the officer may see. Raises `Missing`."""
    report = seen_report(officer, code)
    part = Part.objects.select_related("unit", "written_by").filter(report=report, pk=number).first()
    if part is None:
        raise Missing
    part.report = report
    return part


def record(officer: Officer, code: str, *, page: int = 1) -> Record:
    """Return one report with 20 of its figures. Raises `Missing`."""
    report = seen_report(officer, code)
    edition = newest_edition(report)
    is_draft = report.state == State.DRAFT
    focal = access.is_focal(officer, report)
    return Record(
        report=report,
        kind=outline.kind_of(report.kind),
        profile=outline.profile_of(report.profile),
        outline=outline.outline_of(report.kind),
        window=Window.parse(report.window).label,
        period=closed(report.window),
        send_by_on=closings.send_by(Window.parse(report.window)),
        state_words=State(report.state).words,
        actions=access.actions(officer, report),
        headings=tuple(_headings(officer, report)),
        lacks=tuple(what_lacks(report)) if is_draft and focal else (),
        edition=edition,
        is_fresh=edition is not None and edition.revision == report.revision,
        figures=_figures(edition, page),
        entries=tuple(timeline(subject_of(report)).order_by("-seq")[:20]),
        can_merge=access.can_merge(officer, report),
        is_focal=focal,
    )


def newest_edition(report: Report) -> Edition | None:
    """Return the issued papers, else those made last."""
    rows = Edition.objects.filter(report=report).select_related("word", "pdf", "annex", "template")
    return rows.order_by("-is_issued", "-made_at", "-pk").first()


def edition_file(officer: Officer, code: str, kind: str) -> StoredFile:
    """Return a file of the newest papers: word, pdf or annex. Raises `Missing`."""
    edition = newest_edition(seen_report(officer, code))
    if edition is None or kind not in ("word", "pdf", "annex"):
        raise Missing("Báo cáo này chưa dựng văn bản.")
    found: StoredFile = getattr(edition, kind)
    return found


def told(period: ClosedPeriod | None, text: str) -> str:
    """Return words as the paper will say them: each figure named in them in its own words."""
    lines = {(line.code, line.span): line.words for line in period.lines} if period else {}
    return "".join(
        piece
        if isinstance(piece, str)
        else lines.get(
            (piece.code, CUMULATIVE if piece.is_cumulative else PERIOD), NO_LINE.format(code=piece.code)
        )
        for piece in words.pieces(text)
    )


def figures_to_name(period: ClosedPeriod | None, report: Report, heading: str) -> list[dict[str, str]]:
    """Return the figures that can be named in the words of a heading: its targets first, then the rest."""
    if period is None:
        return []
    told_of = targets_by_heading(report.kind, report.year, days=period.window.period)
    own = {target.code for target in told_of.get(heading, [])}
    lines = [line for line in period.of_span() if has_figure(line)]
    first = [line for line in lines if line.code in own] or [line for line in lines if not line.target_code]
    return [{"code": line.code, "name": line.name, "words": line.words} for line in first[:20]]


def _headings(officer: Officer, report: Report) -> list[HeadingRow]:
    parts: dict[str, list[Part]] = {}
    rows = (
        Part.objects.filter(report=report).select_related("unit", "written_by").order_by("unit__order", "pk")
    )
    for part in rows:
        part.report = report
        parts.setdefault(part.heading, []).append(part)
    merged = {one.heading: one for one in MergedText.objects.filter(report=report)}
    texts = texts_of(report)
    return [
        HeadingRow(
            heading=one,
            parts=tuple(_part(officer, part, one) for part in parts.get(one.code, [])),
            merged=merged.get(one.code),
            is_overtaken=_is_overtaken(merged.get(one.code), parts.get(one.code, [])),
            has_words=bool(texts[one.code].strip()),
        )
        for one in outline.written_headings(report.kind)
    ]


def _is_overtaken(merged: MergedText | None, parts: Sequence[Part]) -> bool:
    """Whether an office changed its words after they were merged."""
    return merged is not None and any(
        part.written_at is not None and part.written_at > merged.merged_at for part in parts
    )


def _part(officer: Officer, part: Part, heading: outline.Heading) -> PartRow:
    return PartRow(
        part=part,
        heading=heading,
        can_write=access.can_write(officer, part),
        can_accept=access.can_judge(officer, part, PartMove.ACCEPT),
        can_return=access.can_judge(officer, part, PartMove.RETURN),
    )


def _figures(edition: Edition | None, page: int) -> Page[FigureRow]:
    rows: list[dict[str, Any]] = list(edition.figures) if edition else []
    found = [_figure(row) for row in rows[window(page)]]
    return Page.cut(found, page, total=len(rows))


def _figure(row: dict[str, Any]) -> FigureRow:
    spans = {"period": "trong kỳ", "cumulative": "lũy kế"}
    return FigureRow(
        mark=row["mark"],
        code=row["code"],
        name=row["name"],
        span=spans[row["span"]],
        words=row["words"],
        fraction=row["fraction"],
        digest=row["digest"][:12],
        href=row["href"],
        adjusted=row["adjusted"],
    )
