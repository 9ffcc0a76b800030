"""One target over the years of its plan, and in the periods that were closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from xaso.kernel.clock import local_date
from xaso.kernel.wording import day_words
from xaso.modules.plan.queries import TargetOfYear, TargetState
from xaso.platform.measuring.registry import Measure

from ..models import FrozenFigure, MonthlyFigure
from ..rules.windows import PERIOD, Window
from .beside import approved_beside
from .confidential import HiddenFigure, are_few_answers, few_state, few_words, named
from .kept import KeptFigures
from .rows import NO_SOURCE, SHARES, figure_words, measure_of, state_of, threshold_words, typed_state
from .typed import TypedFigures

MOST_CLOSED = 12


@dataclass(frozen=True, slots=True)
class YearLine:
    """The target in one year: its figure, what the plan asked, how it stands. ``begun``: the year has.

    ``whole`` is the number of records a share was counted from; None where nothing was counted so.
    ``is_few``: the figure is of too few answers to be told.
    """

    year: int
    begun: bool
    words: str
    fraction: str
    value: Decimal | None
    threshold: str
    state: TargetState
    whole: int | None = None
    is_few: bool = False
    version: int = 0
    """The version of the plan the year is judged by."""

    def too_few(self, words: str, state: TargetState) -> YearLine:
        """The same year without its figure, saying why."""
        return replace(self, words=words, fraction="", value=None, state=state)


@dataclass(frozen=True, slots=True)
class ClosedLine:
    """The target in one closed period: what was frozen, and the last approved correction beside it."""

    window: str
    words: str
    fraction: str
    state: str
    closed_on: str
    adjusted: str
    href: str


def year_lines(years: Mapping[int, TargetOfYear], at: datetime) -> tuple[YearLine, ...]:
    """Return the target in each year of its plan until it ended, each by the version in force at its end.

    At most two queries, for kept and for typed figures.
    """
    years = {year: one for year, one in years.items() if one.ended_on is None or one.ended_on.year >= year}
    counted = {year: measure for year, one in years.items() if (measure := measure_of(one)) is not None}
    rows: list[MonthlyFigure] = []
    if counted:
        codes = {measure.code for measure in counted.values()}
        rows = list(MonthlyFigure.objects.on_calendar().filter(measure__in=codes))
    last, typed = max(years, default=0), None
    if len(counted) < len(years):
        typed = TypedFigures(last, at, [years[last].target.code], every_year=True)
    return tuple(
        _typed(one, year, typed)
        if typed is not None and year not in counted
        else _counted(one, counted[year], KeptFigures(year, at, rows=rows))
        for year, one in years.items()
    )


def closed_lines(one: TargetOfYear) -> tuple[ClosedLine, ...]:
    """Return what the last twelve closings froze for the target, the newest first. Two queries."""
    rows = FrozenFigure.objects.filter(target=one.target.code, span=PERIOD).select_related("closing")
    frozen = list(rows.order_by("-closing__period_to", "-closing__period_from")[:MOST_CLOSED])
    beside = approved_beside(frozen, {row.closing_id: Window.parse(row.closing.window) for row in frozen})
    return tuple(_closed(row, beside[row.pk].words if row.pk in beside else "") for row in frozen)


def _counted(one: TargetOfYear, measure: Measure, kept: KeptFigures) -> YearLine:
    figure = kept.figure(measure)
    is_share = figure is not None and bool(figure.whole) and one.target.unit in SHARES
    return YearLine(
        year=kept.year,
        begun=kept.today.year >= kept.year,
        words=figure_words(figure, measure),
        fraction=figure.fraction if figure and is_share else "",
        value=figure.rounded if figure else None,
        threshold=threshold_words(one),
        state=state_of(one, figure, measure, year_over=kept.year_over),
        whole=figure.whole if figure and is_share else None,
        is_few=isinstance(figure, HiddenFigure),
        version=one.version,
    )


def _typed(one: TargetOfYear, year: int, typed: TypedFigures) -> YearLine:
    found = typed.of(one.target.code, year)
    return YearLine(
        year=year,
        begun=typed.today.year >= year,
        words=found.words if found else NO_SOURCE,
        fraction=found.fraction if found else "",
        value=found.value if found else None,
        threshold=threshold_words(one),
        state=typed_state(one, found.value if found else None, year_over=typed.today.year > year),
        version=one.version,
    )


def _closed(row: FrozenFigure, adjusted: str) -> ClosedLine:
    is_few = are_few_answers(named(row.measure), row.whole)
    is_share = row.part is not None and row.whole is not None and row.unit != "count" and not is_few
    window = Window.parse(row.closing.window)
    return ClosedLine(
        window=window.label,
        words=few_words() if is_few else row.words,
        fraction=f"{row.part}/{row.whole}" if is_share else "",
        state=few_state().words if is_few else row.state,
        closed_on=day_words(local_date(row.closing.closed_at)),
        adjusted="" if is_few else adjusted,
        href=reverse("closings:figure", args=[window.code, row.pk]),
    )
