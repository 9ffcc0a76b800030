"""What the plan keeps: the plan itself with its targets, the readings of its text, its versions."""

from .readings import PlanReading, PlanVersion, ReadingFinding, ReadingItem
from .targets import Plan, Section, Target, Threshold

__all__ = [
    "Plan",
    "PlanReading",
    "PlanVersion",
    "ReadingFinding",
    "ReadingItem",
    "Section",
    "Target",
    "Threshold",
]
