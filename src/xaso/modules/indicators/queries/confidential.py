"""Figures of people's answers: of too few nothing is told, to officers no more than to the public.

What is frozen and what is kept stays whole, so that it can be proven; only what is shown is held back.
Source: NĐ 224/2026/NĐ-CP Đ.10.3b (confidentiality of answers); the size is ours and a setting.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TypeVar

from xaso.kernel.errors import Missing
from xaso.modules.org import queries as org
from xaso.modules.plan.queries import Kind, TargetState
from xaso.modules.surveys import queries as surveys
from xaso.platform.measuring.figures import Figure
from xaso.platform.measuring.registry import Measure, MeasureMissing, registry

if TYPE_CHECKING:
    from .closed import FrozenLine

FEWEST = 5
_Line = TypeVar("_Line", bound="FrozenLine")


class TooFewAnswers(Missing):
    """The records are so few that a list of them would tell how one person answered."""

    code = "too_few_answers"


@dataclass(frozen=True, slots=True)
class HiddenFigure(Figure):
    """A figure of too few answers: its sizes are not in it."""

    fewest: int = surveys.FEWEST_TO_NAME

    @classmethod
    def like(cls, figure: Figure) -> HiddenFigure:
        """Stand in for the figure."""
        return cls(0, 0, figure.unit, fewest=fewest_answers())

    @property
    def value(self) -> Decimal | None:
        """Nothing is told."""
        return None

    @property
    def rounded(self) -> Decimal | None:
        """Nothing is told."""
        return None

    def words(self) -> str:
        """``dưới 5 lượt, không nêu``."""
        return few_words()


def fewest() -> int:
    """Return below how many records a share is not published (a setting; never below 1)."""
    return max(int(org.setting("indicators.public_fewest", FEWEST)), 1)


def fewest_answers() -> int:
    """Return below how many answers of people no figure is told to anybody: never below five."""
    return max(fewest(), surveys.FEWEST_TO_NAME)


def few_words() -> str:
    """Return what stands where a figure of too few answers would."""
    return f"dưới {fewest_answers()} lượt, không nêu"


def few_state() -> TargetState:
    """Return how a target stands whose figure is of too few answers."""
    return TargetState(Kind.NOT_ARISEN, f"Có dưới {fewest_answers()} lượt nên không nêu")


def are_few_answers(measure: Measure | None, size: int | None) -> bool:
    """Return whether so many records of a measure would tell how single people answered."""
    return measure is not None and measure.is_confidential and 0 < (size or 0) < fewest_answers()


def told(measure: Measure, figure: Figure | None) -> Figure | None:
    """Return the figure as it may be shown."""
    if figure is None or not are_few_answers(measure, figure.whole):
        return figure
    return HiddenFigure.like(figure)


def told_together(measure: Measure, found: Sequence[Figure | None]) -> list[Figure | None]:
    """Return figures shown beside their sum: where one is of a few, each would tell it, so none is told."""
    if not any(are_few_answers(measure, figure.whole) for figure in found if figure is not None):
        return list(found)
    return [HiddenFigure.like(figure) if figure is not None and figure.whole else figure for figure in found]


def named(code: str) -> Measure | None:
    """Return the measure of a code; None for none, and for one this version does not know."""
    try:
        return registry.get(code) if code else None
    except MeasureMissing:
        return None


def told_line(line: _Line) -> _Line:
    """Return a frozen line as it may be shown: of too few answers without its figure and its corrections."""
    if not are_few_answers(named(line.measure), line.whole):
        return line
    silent: dict[str, Any] = {"part": None, "whole": None, "value": None, "words": few_words()}
    silent["state"] = few_state().words
    for field in fields(line):
        if field.name.startswith("adjusted"):
            silent[field.name] = "" if isinstance(getattr(line, field.name), str) else None
    return replace(line, **silent)


def is_silent(line: FrozenLine) -> bool:
    """Return whether a line as shown holds its figure back: it was counted, and tells no size."""
    return line.has_records and line.whole is None
