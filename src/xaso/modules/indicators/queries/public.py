"""What anybody may see of the plan's figures: plain words, no person, no group of a few.

A share of fewer than `fewest()` records is told as too few. The typed source and the evidence stay inside;
that there is evidence, and until when the figure stands, is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xaso.kernel.certainty import Certainty
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import Kind, TargetOfYear, TargetState
from xaso.platform.measuring.figures import COUNT, Figure
from xaso.platform.measuring.registry import Measure, registry

from ..models import Closing
from ..rules.windows import PERIOD
from .closed import FrozenLine, closed
from .confidential import HiddenFigure, are_few_answers, fewest
from .kept import Freshness, KeptFigures
from .rows import UNIT_MARKS, BoardRow, Origin, Sources, board_row, measure_of, measures_of
from .typed import TypedFigures
from .years import YearLine, year_lines

TOO_FEW = "quá ít để công bố"


@dataclass(frozen=True, slots=True)
class PublicRow:
    """One target as people read it. ``closed`` is the figure of the last closed period, in words."""

    code: str
    name: str
    owner: str
    unit: str
    figure: str
    value: Decimal | None
    fraction: str
    counted_of: str
    threshold: str
    state: TargetState
    origin: str
    is_measured: bool
    closed: str


@dataclass(frozen=True, slots=True)
class PublicSection:
    """A part of the plan with its targets."""

    code: str
    name: str
    rows: tuple[PublicRow, ...]


@dataclass(frozen=True, slots=True)
class PublicBoard:
    """The plan in one year. ``closed_window`` names the last closed period of the year; empty before any."""

    year: int
    years: tuple[int, ...]
    plan: str
    sections: tuple[PublicSection, ...]
    tally: tuple[tuple[Kind, int], ...]
    freshness: Freshness
    closed_window: str


@dataclass(frozen=True, slots=True)
class PublicMonth:
    """One month of a counted target."""

    label: str
    words: str
    fraction: str


@dataclass(frozen=True, slots=True)
class PublicTarget:
    """One target explained: what is counted, its months and years. ``months``: none where one is of a few."""

    row: PublicRow
    section: str
    year: int
    unit_mark: str
    definition: str
    part_name: str
    whole_name: str
    basis: str
    certainty: Certainty | None
    promised: str
    months: tuple[PublicMonth, ...]
    years: tuple[YearLine, ...]
    freshness: Freshness
    closed_window: str


def public_board(year: int, at: datetime) -> PublicBoard:
    """Return the published targets of a year. Eleven queries at most; nothing is counted."""
    targets = [one for one in plan.targets(year) if one.target.code not in _hidden()]
    sources = Sources(KeptFigures(year, at), TypedFigures(year, at), {})
    lines, window = _closed_of(year)
    groups: dict[tuple[str, str], list[PublicRow]] = {}
    tally: dict[Kind, int] = {}
    for one in targets:
        row = _row(one, sources, lines.get(one.target.code))
        groups.setdefault((one.target.section.code, one.target.section.name), []).append(row)
        tally[row.state.kind] = tally.get(row.state.kind, 0) + 1
    return PublicBoard(
        year=year,
        years=tuple(each for each in plan.years() if each <= local_date(at).year),
        plan=targets[0].target.section.plan.name if targets else "",
        sections=tuple(PublicSection(code, name, tuple(rows)) for (code, name), rows in groups.items()),
        tally=tuple((kind, tally[kind]) for kind in Kind if kind in tally),
        freshness=sources.kept.freshness(measures_of(targets)),
        closed_window=window,
    )


def public_target(code: str, year: int, at: datetime) -> PublicTarget:
    """Return one published target, explained. Raises `Missing` for an unknown or unpublished code."""
    if code in _hidden():
        raise Missing
    over = plan.target_over(code, year)
    one = over.one
    measure = measure_of(one)
    kept = KeptFigures(year, at, [one.target.measure])
    lines, window = _closed_of(year)
    row = _row(one, Sources(kept, TypedFigures(year, at, [code]), {}), lines.get(code))
    return PublicTarget(
        row=row,
        section=one.target.section.name,
        year=year,
        unit_mark=UNIT_MARKS.get(one.target.unit, ""),
        definition=measure.definition if measure else one.target.formula,
        part_name=measure.part_name if measure else "",
        whole_name=measure.whole_name if measure else "",
        basis=measure.basis if measure else "",
        certainty=measure.certainty if measure else None,
        promised=one.target.basis,
        months=_months(measure, kept) if measure else (),
        years=tuple(_year(line) for line in year_lines(over.years, at) if line.begun),
        freshness=kept.freshness([measure] if measure else []),
        closed_window=window,
    )


def _hidden() -> frozenset[str]:
    """The targets the commune does not publish (a setting)."""
    return frozenset(org.setting("indicators.public_hidden", []))


def _closed_of(year: int) -> tuple[dict[str, FrozenLine], str]:
    """The frozen lines of targets of the year's last closed period, and the period's name."""
    closing = Closing.objects.filter(year=year).order_by("-period_to", "period_from").first()
    found = closed(closing.window) if closing else None
    if found is None:
        return {}, ""
    return {line.target_code: line for line in found.of_span(PERIOD) if line.target_code}, found.window.label


def _row(one: TargetOfYear, sources: Sources, frozen: FrozenLine | None) -> PublicRow:
    measure = measure_of(one)
    figure = sources.kept.figure(measure) if measure else None
    row = board_row(one, sources)
    is_few = measure is not None and figure is not None and is_too_few(measure, figure)
    value = row.typed.value if row.typed else figure.rounded if figure else None
    return PublicRow(
        code=row.code, name=row.name, owner=row.owner, unit=one.target.unit,
        figure=TOO_FEW if is_few else row.figure, value=None if is_few else value,
        fraction="" if is_few else row.fraction,
        counted_of=measure.whole_name if measure and row.fraction and not is_few else "",
        threshold=row.threshold, state=_few_state() if is_few else row.state, origin=_origin(row),
        is_measured=row.is_measured, closed=_frozen_words(frozen),
    )  # fmt: skip


def is_too_few(measure: Measure, figure: Figure) -> bool:
    """Return whether a figure stands on so few records that it would tell of single people.

    Source: NĐ 224/2026/NĐ-CP Đ.10.3b (confidentiality of answers); the size is a setting.
    """
    few = 0 < figure.whole < fewest() and not measure.tells_nobody
    small = few and measure.unit is not COUNT
    return small or isinstance(figure, HiddenFigure) or are_few_answers(measure, figure.whole)


def _few_state() -> TargetState:
    return TargetState(Kind.NOT_ARISEN, f"Có dưới {fewest()} lượt nên chưa công bố")


def _origin(row: BoardRow) -> str:
    if row.origin is Origin.COUNTED:
        return "Phần mềm đếm từ công việc hằng ngày"
    if row.typed is not None:
        return f"Đơn vị phụ trách nhập, có minh chứng, số {row.typed.as_of[0].lower()}{row.typed.as_of[1:]}"
    return "Chưa có nguồn số liệu"


def _frozen_words(line: FrozenLine | None) -> str:
    if line is None:
        return ""
    is_few = line.whole is not None and 0 < line.whole < fewest() and line.unit != "count"
    if is_few and line.measure not in _telling_nobody():
        return TOO_FEW
    return f"{line.words} ({line.adjusted_words})" if line.adjusted_words else line.words


def _telling_nobody() -> set[str]:
    return {one.code for one in registry.all() if one.tells_nobody}


def _months(measure: Measure, kept: KeptFigures) -> tuple[PublicMonth, ...]:
    """The months; none at all where one is of a few, since the year less the others would tell it."""
    points = [(point.label, point.figure) for point in kept.months_of_year(measure)]
    if any(figure is not None and is_too_few(measure, figure) for _, figure in points):
        return ()
    return tuple(
        PublicMonth(
            label=label,
            words=figure.words() if figure else "chưa đếm",
            fraction=figure.fraction if figure and figure.whole and measure.unit is not COUNT else "",
        )
        for label, figure in points
    )


def _year(line: YearLine) -> YearLine:
    is_few = line.is_few or (line.whole is not None and 0 < line.whole < fewest())
    return line.too_few(TOO_FEW, _few_state()) if is_few else line
