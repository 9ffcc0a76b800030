"""What indicators keep."""

from .closing import Adjustment, Closing, FrozenFigure, FrozenRecords
from .figures import MonthlyFigure, MonthlyFigureQuerySet
from .notes import TargetNote
from .typed import TypedFigure

__all__ = [
    "Adjustment",
    "Closing",
    "FrozenFigure",
    "FrozenRecords",
    "MonthlyFigure",
    "MonthlyFigureQuerySet",
    "TargetNote",
    "TypedFigure",
]
