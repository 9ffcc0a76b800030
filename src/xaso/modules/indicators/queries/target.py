"""One target: what it means, how it is counted, its months, its splits, its schedule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.cache import cache

from xaso.kernel.certainty import Certainty
from xaso.kernel.periods import Period
from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import Bar
from xaso.modules.surveys import queries as surveys
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import Figure, Unit
from xaso.platform.measuring.registry import Measure, Split

from .. import rules
from .kept import Freshness, KeptFigures, MonthPoint
from .notes import last_notes
from .records import sides
from .rows import BoardRow, Sources, board_row, measure_of
from .typed import TypedFigures

SPLITS_KEPT_SECONDS = 600
LONGEST_SPLIT = 40


@dataclass(frozen=True, slots=True)
class SplitLine:
    """One line of a split: a village, a field. ``key`` is empty when the line has no records page."""

    name: str
    key: str
    figure: Figure
    has_records: bool = True

    @property
    def value(self) -> Decimal | None:
        """The value as it is shown."""
        return self.figure.rounded


@dataclass(frozen=True, slots=True)
class SplitTable:
    """A figure divided one way; ``note`` says what was put together, and why."""

    code: str
    name: str
    lines: tuple[SplitLine, ...]
    note: str = ""


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
class TargetPage:
    """Everything the page of one target shows."""

    row: BoardRow
    section: str
    plan: str
    formula: str
    basis: str
    caution: str
    schedule_note: str
    schedule: tuple[tuple[int, str, bool], ...]
    year: int
    years: tuple[int, ...]
    period: Period
    unit_mark: str
    measure: MeasureCard | None
    figure: Figure | None
    months: tuple[MonthPoint, ...]
    splits: tuple[SplitTable, ...]
    freshness: Freshness


def target_page(code: str, year: int, at: datetime) -> TargetPage:
    """Return one target in one year, with its measure, months and splits. Raises `Missing` for an unknown
    code.

    Figures and months are read as kept. The splits are counted from the records (two grouped queries each)
    and kept in memory for ten minutes or until the measure is counted again.
    """
    one = plan.target(code, year)
    target, measure = one.target, measure_of(one)
    kept = KeptFigures(year, at, [target.measure])
    fresh = kept.freshness([measure] if measure else [])
    period = Period.year(year)
    return TargetPage(
        row=board_row(one, Sources(kept, TypedFigures(year, at, [code]), last_notes())),
        section=target.section.name,
        plan=target.section.plan.name,
        formula=target.formula,
        basis=target.basis,
        caution=target.caution,
        schedule_note=target.schedule_note,
        schedule=tuple(_schedule(one.bars, target.unit, year)),
        year=year,
        years=tuple(plan.years()),
        period=period,
        unit_mark="%" if target.unit == "percent" else "",
        measure=_card(measure) if measure else None,
        figure=kept.figure(measure) if measure else None,
        months=tuple(kept.months_of_year(measure)) if measure else (),
        splits=_splits(measure, period, fresh) if measure else (),
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


def _schedule(bars: tuple[Bar, ...], unit: str, year: int) -> list[tuple[int, str, bool]]:
    return [(bar.year, plan.bar_words(bar, unit), bar.year == year) for bar in bars]


def _splits(measure: Measure, period: Period, fresh: Freshness) -> tuple[SplitTable, ...]:
    """Count the splits, or take those kept since the last count;
    nothing is counted before the first count.
    """
    if fresh.counted_at is None:
        return ()
    key = f"indicators.splits.{measure.code}.{period.code}.{fresh.counted_at.timestamp()}"
    kept: tuple[SplitTable, ...] | None = cache.get(key)
    if kept is None:
        kept = tuple(_split(measure, period, way) for way in measure.splits)
        cache.set(key, kept, SPLITS_KEPT_SECONDS)
    return kept


def _split(measure: Measure, period: Period, way: Split) -> SplitTable:
    counted = evaluation.split(measure, period, way.code)
    if measure.listing == surveys.LISTING:
        return _confidential(way, measure.unit, counted)
    lines = [SplitLine(key or way.blank, key, figure) for key, figure in counted[:LONGEST_SPLIT]]
    left = len(counted) - LONGEST_SPLIT
    note = f"Còn {left} dòng ít hồ sơ hơn không hiện ở đây." if left > 0 else ""
    return SplitTable(way.code, way.name, tuple(lines), note)


def _confidential(way: Split, unit: Unit, counted: list[tuple[str, Figure]]) -> SplitTable:
    """People's answers: small groups are put together, and no line opens into its records."""
    groups = [(key or way.blank, figure.part, figure.whole) for key, figure in counted]
    merged = rules.merge_small(groups, fewest=surveys.FEWEST_TO_NAME, name="Các nhóm ít lượt đánh giá")
    lines = [
        SplitLine(name, "", Figure(part, whole, unit), has_records=False) for name, part, whole in merged
    ]
    note = f"Nhóm có ít hơn {surveys.FEWEST_TO_NAME} lượt đánh giá được gộp lại để giữ kín người trả lời."
    return SplitTable(way.code, way.name, tuple(lines), note)
