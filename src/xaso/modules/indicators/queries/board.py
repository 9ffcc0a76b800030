"""The board: every target of the plan with its figure, in four queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import Kind, TargetOfYear, TargetState
from xaso.platform.measuring.figures import Figure
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

from .kept import Freshness, KeptFigures, MonthPoint

NO_OWNER = "Chưa giao đơn vị"
NO_SOURCE = "chưa có nguồn số liệu"
NOT_COUNTED = "chưa đếm"


@dataclass(frozen=True, slots=True)
class Filters:
    """What the board shows: one owner's targets, or one state's; empty is all."""

    unit: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One target as the board shows it; ``figure`` and ``forecast_words`` are ready words."""

    code: str
    name: str
    owner: str
    source: str
    measure: str
    figure: str
    fraction: str
    threshold: str
    bar_value: Decimal | None
    state: TargetState
    trend: tuple[MonthPoint, ...]
    forecast: str
    forecast_method: str

    @property
    def is_measured(self) -> bool:
        """Whether the program has a source for the figure."""
        return self.state.kind is not Kind.NOT_MEASURED

    @property
    def spark(self) -> list[Decimal | None]:
        """The values of the last months, None where nothing arose."""
        return [point.value for point in self.trend]


@dataclass(frozen=True, slots=True)
class BoardSection:
    """A part of the plan with its targets, measured ones first in `measured`, the others in `unmeasured`."""

    code: str
    name: str
    rows: tuple[BoardRow, ...]

    @property
    def measured(self) -> tuple[BoardRow, ...]:
        """Targets that have a source of figures."""
        return tuple(row for row in self.rows if row.is_measured)

    @property
    def unmeasured(self) -> tuple[BoardRow, ...]:
        """Targets that wait for a source of figures."""
        return tuple(row for row in self.rows if not row.is_measured)


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one year. ``tally`` counts states over the unit's targets before the state filter."""

    year: int
    years: tuple[int, ...]
    filters: Filters
    sections: tuple[BoardSection, ...]
    units: tuple[tuple[str, str], ...]
    tally: tuple[tuple[Kind, int], ...]
    total: int
    shown: int
    freshness: Freshness


def board(year: int, *, unit: str = "", state: str = "", at: datetime) -> Board:
    """Return the board of a year; ``unit`` and ``state`` (a `plan.rules.Kind`) narrow it.

    Four queries whatever the number of targets and of records: nothing is counted here.
    """
    every = plan.targets(year)
    kept = KeptFigures(year, at)
    mine = [one for one in every if not unit or (one.target.owner and one.target.owner.code == unit)]
    rows = [(one, board_row(one, kept)) for one in mine]
    tally = Counter(row.state.kind for _, row in rows)
    shown = [(one, row) for one, row in rows if state in ("", row.state.kind)]
    return Board(
        year=year,
        years=tuple(plan.years()),
        filters=Filters(unit, state),
        sections=_sections(shown),
        units=tuple(plan.owners(every)),
        tally=tuple((kind, tally[kind]) for kind in Kind if tally[kind]),
        total=len(mine),
        shown=len(shown),
        freshness=kept.freshness(measures_of(mine)),
    )


def measures_of(targets: Sequence[TargetOfYear]) -> list[Measure]:
    """Return the measures these targets are shown by; a measure not in this version is left out."""
    found = {one.target.measure: measure_of(one) for one in targets}
    return [measure for measure in found.values() if measure is not None]


def measure_of(one: TargetOfYear) -> Measure | None:
    """Return the measure of a target, or None: none named, or not in this version."""
    if not one.target.measure:
        return None
    try:
        return registry.get(one.target.measure)
    except MeasureMissing:
        return None


def board_row(one: TargetOfYear, kept: KeptFigures) -> BoardRow:
    """Return one target with its figure of the year, its state, its months and its forecast."""
    target, measure = one.target, measure_of(one)
    figure = kept.figure(measure) if measure else None
    ahead = kept.forecast(measure) if measure else None
    return BoardRow(
        code=target.code,
        name=target.name,
        owner=target.owner.short_name if target.owner else NO_OWNER,
        source=target.get_source_display(),
        measure=measure.code if measure else "",
        figure=figure_words(figure, measure),
        fraction=figure.fraction if figure and figure.whole and target.unit == "percent" else "",
        threshold=threshold_words(one),
        bar_value=one.bar.value if one.bar else None,
        state=state_of(one, figure, measure, year_over=kept.year_over),
        trend=tuple(kept.trend(measure)) if measure else (),
        forecast=plan.value_words(ahead.value, target.unit) if ahead else "",
        forecast_method=ahead.method if ahead else "",
    )


def state_of(
    one: TargetOfYear, figure: Figure | None, measure: Measure | None, *, year_over: bool
) -> TargetState:
    """Return how the target stands; a measure never counted says so instead of "nothing arose"."""
    if measure is not None and figure is None:
        return TargetState(Kind.NOT_ARISEN, "Chưa đếm lần nào")
    value = figure.value if figure else None
    return plan.judge(value, one.bar, measured=measure is not None, year_over=year_over, unit=one.target.unit)


def figure_words(figure: Figure | None, measure: Measure | None) -> str:
    """Return the figure in words; three different kinds of nothing read differently."""
    if measure is None:
        return NO_SOURCE
    return NOT_COUNTED if figure is None else figure.words()


def threshold_words(one: TargetOfYear) -> str:
    """Return what the plan asks of the year, or, when it asks nothing, the first year it does."""
    if one.bar:
        return plan.bar_words(one.bar, one.target.unit)
    if one.next_bar:
        return f"năm {one.next_bar.year}: {plan.bar_words(one.next_bar, one.target.unit)}"
    return "không đặt ngưỡng"


def _sections(rows: Sequence[tuple[TargetOfYear, BoardRow]]) -> tuple[BoardSection, ...]:
    groups: dict[tuple[str, str], list[BoardRow]] = {}
    for one, row in rows:
        section = one.target.section
        groups.setdefault((section.code, section.name), []).append(row)
    return tuple(BoardSection(code, name, tuple(found)) for (code, name), found in groups.items())
