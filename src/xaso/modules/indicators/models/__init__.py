"""What indicators keep."""

from .figures import MonthlyFigure, MonthlyFigureQuerySet

__all__ = ["MonthlyFigure", "MonthlyFigureQuerySet"]
