"""A window that is not closed yet: its figures as last counted, to look at before anybody freezes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from xaso.modules.plan import queries as plan
from xaso.modules.plan.queries import TargetOfYear
from xaso.platform.measuring.evaluation import combine
from xaso.platform.measuring.registry import Measure

from ..models import MonthlyFigure, TypedFigure
from ..rules import typed as rules
from ..rules.windows import Window
from . import typed
from .confidential import told
from .kept import Freshness, figure_of, freshness
from .rows import NO_OWNER, NO_SOURCE, NOT_COUNTED, measure_of, threshold_words

AT_CLOSING = "đếm lúc khóa"
NOT_TYPED = "chưa nhập riêng cho kỳ này"


@dataclass(frozen=True, slots=True)
class RunningLine:
    """One target of an open window, in ready words: in the window, and from the year's first day."""

    code: str
    name: str
    owner: str
    threshold: str
    is_typed: bool
    period: str
    period_fraction: str
    cumulative: str
    cumulative_fraction: str


Kept = Mapping[tuple[str, int], MonthlyFigure]


def running_lines(window: Window) -> tuple[list[RunningLine], Freshness]:
    """Return the targets of an open window with what a closing would find, and how old that is.

    Report months are read as kept: nothing is counted, so what does not add up by months is told only when
    it is closed. Two queries, besides the targets.
    """
    rows = list(MonthlyFigure.objects.on_reports().filter(year=window.year, month__lte=window.last_month))
    kept = {(row.measure, row.month): row for row in rows}
    approved = typed.approved(window.year, window.end)
    lines = [_line(one, window, kept, approved) for one in plan.targets_in(window.year, window.period)]
    return lines, freshness(rows)


def _line(
    one: TargetOfYear, window: Window, kept: Kept, approved: Mapping[str, list[TypedFigure]]
) -> RunningLine:
    target, measure = one.target, measure_of(one)
    figures = approved.get(target.code, [])
    if measure is not None:
        period = _counted(measure, window.first_month, window, kept)
        cumulative = _counted(measure, 1, window, kept)
    elif figures:
        own = rules.of_days(figures, target.unit, window.period.start, window.end)
        so_far = rules.counting(figures, target.unit)
        period = (plan.value_words(typed.total(own), target.unit) if own else NOT_TYPED, "")
        cumulative = (plan.value_words(typed.total(so_far), target.unit), "")
    else:
        period = cumulative = (NO_SOURCE, "")
    return RunningLine(
        target.code, target.name, target.owner.short_name if target.owner else NO_OWNER,
        threshold_words(one), measure is None and bool(figures), *period, *cumulative,
    )  # fmt: skip


def _counted(measure: Measure, first: int, window: Window, kept: Kept) -> tuple[str, str]:
    """The figure of the months from ``first`` to the window's last, and its part and whole."""
    if measure.is_stock:
        return AT_CLOSING, ""
    months = [kept.get((measure.code, month)) for month in range(first, window.last_month + 1)]
    figures = [found for row in months if row is not None and (found := figure_of(row, measure)) is not None]
    if not figures:
        return NOT_COUNTED, ""
    whole = told(measure, combine(measure, figures))
    assert whole is not None
    return whole.words(), whole.fraction if whole.whole and measure.unit == "percent" else ""
