"""Where shares that are to rise stood at the end of the year before: one snapshot a year, as it was kept."""

from __future__ import annotations

from decimal import Decimal

from xaso.platform.measuring.figures import POINTS, Figure
from xaso.platform.measuring.registry import registry

from ..models import FrozenFigure, MonthlyFigure
from ..rules.windows import CUMULATIVE, Window, WindowKind
from .kept import level_of


def levels_before(window: Window) -> dict[str, Decimal | None]:
    """Return by measure in POINTS the level, per cent, that the report year before the window's ended on.

    What was frozen when that year was closed; if it was not, what is kept of it. Two queries. Source:
    targets.md III.2-07 ("keep one snapshot a year; do not recompute the past").
    """
    codes = [one.code for one in registry.all() if one.unit is POINTS]
    year = Window(WindowKind.YEAR, window.year - 1)
    kept = MonthlyFigure.objects.on_reports().filter(measure__in=codes, year=year.year, month=0)
    found = {row.measure: level_of(row) for row in kept}
    frozen = FrozenFigure.objects.filter(
        closing__window=year.code, measure__in=codes, target="", span=CUMULATIVE, unit=POINTS.value
    )
    for row in frozen:
        if row.part is not None and row.whole is not None:
            found[row.measure] = Figure(row.part, row.whole).level
    return found
