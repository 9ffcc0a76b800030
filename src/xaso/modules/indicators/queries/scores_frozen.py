"""An index scored from the figures that closing a reporting window froze: it never moves again."""

from __future__ import annotations

from dataclasses import dataclass

from xaso.kernel.periods import Period
from xaso.platform.measuring.figures import Figure

from ..models import Closing, FrozenFigure
from ..rules.windows import PERIOD, Window
from ..scoring.result import LeafResult, Tally, score
from ..scoring.tree import Index
from .scores import facts_of, measures_of


@dataclass(frozen=True, slots=True)
class FrozenScore:
    """What a closed window's figures earn, counted leaves only: what people declare is not frozen by closing.

    ``window`` counts from cut-off to cut-off, so its days are not those of the calendar quarter.
    """

    closing: Closing
    window: Window
    tally: Tally
    leaves: tuple[LeafResult, ...]


def frozen_score(index: Index, period: Period) -> FrozenScore | None:
    """Score an index from the frozen figures of the window of this code; None while it is not closed.

    Two queries, one where nothing is closed. Basis: documents.md B-10; the same figures, the same points.
    """
    closing: Closing | None = Closing.objects.filter(window=period.code).first()
    if closing is None:
        return None
    measures = measures_of(index)
    rows = FrozenFigure.objects.filter(
        closing=closing, span=PERIOD, target="", measure__in=measures, part__isnull=False
    )
    figures = {
        measure: Figure(part, whole, measures[measure].unit)
        for measure, part, whole in rows.values_list("measure", "part", "whole")
    }
    result = score(index, facts_of(index, figures))
    counted = tuple(one for one in result.leaves if one.outcome.counted)
    return FrozenScore(closing, Window.parse(closing.window), result.tally, counted)
