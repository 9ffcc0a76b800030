"""The corrections that stand beside frozen figures, whichever line of a figure they were asked for on."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from django.db.models import QuerySet

from ..models import Adjustment, FrozenFigure
from ..rules.beside import figure_key
from ..rules.windows import PERIOD, Window


def approved_beside(figures: Iterable[FrozenFigure], windows: dict[int, Window]) -> dict[int, Adjustment]:
    """Return the last approved correction beside each figure, by the figure's key. One query.

    ``windows`` are the windows of the closings, by the closing's key.
    """
    rows = Adjustment.objects.filter(figure__closing__in=windows, state=Adjustment.State.APPROVED)
    found: dict[Hashable, Adjustment] = {}
    for one in rows.select_related("figure").order_by("number", "pk"):
        found[figure_key(one.figure, windows[one.figure.closing_id])] = one
    beside = {row.pk: found.get(figure_key(row, windows[row.closing_id])) for row in figures}
    return {key: one for key, one in beside.items() if one is not None}


def adjustments_of(figure: FrozenFigure, window: Window) -> tuple[Adjustment, ...]:
    """Return every correction of the figure that this line says, in order. One query."""
    rows = Adjustment.objects.select_related("figure", "proposed_by__unit", "decided_by", "evidence")
    same = rows.filter(
        figure__closing=figure.closing_id, figure__measure=figure.measure, figure__digest=figure.digest
    )
    key = figure_key(figure, window)
    return tuple(one for one in same.order_by("number", "pk") if figure_key(one.figure, window) == key)


def lines_of_figure(figure: FrozenFigure, window: Window) -> list[FrozenFigure]:
    """Return the lines that say the same figure, the one that corrections hang on first. One query."""
    rows: QuerySet[FrozenFigure] = FrozenFigure.objects.filter(
        closing=figure.closing_id, measure=figure.measure, digest=figure.digest
    )
    key = figure_key(figure, window)
    same = [one for one in rows.select_related("closing") if figure_key(one, window) == key]
    return sorted(same, key=lambda one: (bool(one.target), one.span != PERIOD, one.order))
