"""What indicators keep."""

from .closing import Adjustment, Closing, FrozenFigure, FrozenRecords
from .figures import MonthlyFigure, MonthlyFigureQuerySet
from .notes import TargetNote
from .scoring import DeclaredScore, ScoreIndex
from .typed import TypedFigure

__all__ = [
    "Adjustment",
    "Closing",
    "DeclaredScore",
    "FrozenFigure",
    "FrozenRecords",
    "MonthlyFigure",
    "MonthlyFigureQuerySet",
    "ScoreIndex",
    "TargetNote",
    "TypedFigure",
]
