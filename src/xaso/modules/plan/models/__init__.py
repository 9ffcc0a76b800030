"""What the plan keeps: the plan with its targets, readings and versions; activities, tasks and money."""

from .money import BudgetLine, MoneyEntry
from .quarters import Quarter
from .reading_activities import ReadingActivity
from .readings import PlanReading, PlanVersion, ReadingFinding, ReadingItem
from .targets import Plan, Section, Target, Threshold
from .tasks import (
    Activity,
    ActivityLead,
    Extension,
    Task,
    TaskKind,
    TaskProduct,
    TaskSeries,
)

__all__ = [
    "Activity",
    "ActivityLead",
    "BudgetLine",
    "Extension",
    "MoneyEntry",
    "Plan",
    "PlanReading",
    "PlanVersion",
    "Quarter",
    "ReadingActivity",
    "ReadingFinding",
    "ReadingItem",
    "Section",
    "Target",
    "Task",
    "TaskKind",
    "TaskProduct",
    "TaskSeries",
    "Threshold",
]
