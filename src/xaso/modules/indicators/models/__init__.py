"""What indicators keep."""

from .closing import Adjustment, Closing, FrozenFigure, FrozenRecords
from .figures import MonthlyFigure, MonthlyFigureQuerySet

__all__ = [
    "Adjustment",
    "Closing",
    "FrozenFigure",
    "FrozenRecords",
    "MonthlyFigure",
    "MonthlyFigureQuerySet",
]
