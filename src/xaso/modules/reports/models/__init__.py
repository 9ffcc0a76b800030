"""Reports, the parts offices write, what was made of them, and the templates."""

from .editions import Edition
from .reports import MergedText, Part, Report
from .templates import ReportTemplate

__all__ = ["Edition", "MergedText", "Part", "Report", "ReportTemplate"]
