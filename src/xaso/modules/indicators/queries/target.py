"""One target: its meaning, where its figure comes from, months, splits, years, closed periods, notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from xaso.kernel.certainty import Certainty
from xaso.kernel.paging import Page
from xaso.kernel.periods import Period
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import TargetOfYear, TargetVersion
from xaso.platform.measuring.figures import Figure, Unit
from xaso.platform.measuring.registry import Measure

from .confidential import HiddenFigure
from .kept import Freshness, KeptFigures, MonthPoint
from .notes import NoteLine, notes_of
from .records import sides
from .rows import UNIT_MARKS, BoardRow, Sources, board_row, measure_of
from .splits import SplitTable, splits_of
from .typed import TypedFigures, TypedLine
from .years import ClosedLine, YearLine, closed_lines, year_lines


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """What a reader must know of the measure behind a target."""

    code: str
    name: str
    definition: str
    basis: str
    certainty: Certainty
    unit: Unit
    part_name: str
    whole_name: str
    sides: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PlanCard:
    """What the plan says of a target, word for word."""

    name: str
    section: str
    formula: str
    basis: str
    caution: str
    schedule_note: str
    baseline: str


@dataclass(frozen=True, slots=True)
class TargetPage:
    """Everything the page of one target shows; ``versions`` are how the plan put it, newest first.

    ``is_few``: the figure is of too few answers to be told, nor to be opened into its records.
    ``typed`` are the approved figures that count, in the order of their windows; empty where a measure
    counts.
    """

    row: BoardRow
    plan: PlanCard
    year: int
    period: Period
    unit_mark: str
    measure: MeasureCard | None
    figure: Figure | None
    is_few: bool
    months: tuple[MonthPoint, ...]
    splits: tuple[SplitTable, ...]
    typed: tuple[TypedLine, ...]
    years: tuple[YearLine, ...]
    closed: tuple[ClosedLine, ...]
    versions: tuple[TargetVersion, ...]
    notes: Page[NoteLine]
    freshness: Freshness

    @property
    def tells_months(self) -> bool:
        """Whether the months are shown: one of too few answers hides them all."""
        return not any(isinstance(point.figure, HiddenFigure) for point in self.months)


def target_page(code: str, year: int, at: datetime, *, notes_page: int = 1) -> TargetPage:
    """Return one target in one year. Raises `Missing` for an unknown code.

    Figures and months are read as kept; only the splits are counted (see `splits_of`).
    """
    over = plan.target_over(code, year)
    one = over.one
    target, measure = one.target, measure_of(one)
    kept = KeptFigures(year, at, [target.measure])
    typed = TypedFigures(year, at, [code])
    fresh = kept.freshness([measure] if measure else [])
    period = Period.year(year)
    figure = kept.figure(measure) if measure else None
    is_few = isinstance(figure, HiddenFigure)
    return TargetPage(
        row=board_row(one, Sources(kept, typed, {})),
        plan=_plan_card(one),
        year=year,
        period=period,
        unit_mark=UNIT_MARKS.get(target.unit, ""),
        measure=_card(measure) if measure else None,
        figure=figure,
        is_few=is_few,
        months=tuple(kept.months_of_year(measure)) if measure else (),
        splits=splits_of(measure, period, fresh) if measure and not is_few else (),
        typed=() if measure else tuple(typed.trend(code)),
        years=year_lines(over.years, at),
        closed=closed_lines(one),
        versions=tuple(plan.target_history(code, over.years)),
        notes=notes_of(code, notes_page),
        freshness=fresh,
    )


def _card(measure: Measure) -> MeasureCard:
    return MeasureCard(
        code=measure.code,
        name=measure.name,
        definition=measure.definition,
        basis=measure.basis,
        certainty=measure.certainty,
        unit=measure.unit,
        part_name=measure.part_name,
        whole_name=measure.whole_name,
        sides=tuple(sides(measure)),
    )


def _plan_card(one: TargetOfYear) -> PlanCard:
    target = one.target
    return PlanCard(
        name=target.section.plan.name,
        section=target.section.name,
        formula=target.formula,
        basis=target.basis,
        caution=target.caution,
        schedule_note=target.schedule_note,
        baseline=_baseline(one),
    )


def _baseline(one: TargetOfYear) -> str:
    """Where the plan starts from: ``62% (năm 2024). Báo cáo …``; empty when the plan does not say."""
    target = one.target
    if target.baseline_value is None:
        return ""
    year = f" (năm {target.baseline_year})" if target.baseline_year else ""
    source = f". {target.baseline_source}" if target.baseline_source else ""
    return f"{plan.value_words(target.baseline_value, target.unit)}{year}{source}"
