"""A figure divided: by village, field, channel. Small groups of people's answers are never told apart."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.core.cache import cache

from xaso.kernel.periods import Period
from xaso.modules.surveys import queries as surveys
from xaso.platform.measuring import evaluation
from xaso.platform.measuring.figures import Figure, Unit
from xaso.platform.measuring.registry import Measure, Split

from .. import rules
from .kept import Freshness

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


def splits_of(measure: Measure, period: Period, fresh: Freshness) -> tuple[SplitTable, ...]:
    """Return the splits of a measure: counted (two grouped queries each), or as kept in memory for ten
    minutes or since the last count. Nothing is counted before the first count.
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
    if measure.is_confidential or measure.listing == surveys.LISTING:
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
