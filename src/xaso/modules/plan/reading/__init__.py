"""Reading a plan: from a Word or text file to targets, tasks, annex rows, indicators and doubts.

Plain Python. The way: source → `Lines` → outline → sentences → figures → targets; tables → meaning of
headings → rows; linter.
Face: `read`, `open_plan`, `open_bytes`, `UnreadablePlan`, and the records of `result`.
"""

from xaso.modules.plan.reading.lines import Lines
from xaso.modules.plan.reading.reader import read
from xaso.modules.plan.reading.result import (
    Finding,
    IndicatorRow,
    MatrixRow,
    Reading,
    Target,
    Task,
    Threshold,
)
from xaso.modules.plan.reading.sources.opening import UnreadablePlan, open_bytes, open_plan

__all__ = [
    "Finding",
    "IndicatorRow",
    "Lines",
    "MatrixRow",
    "Reading",
    "Target",
    "Task",
    "Threshold",
    "UnreadablePlan",
    "open_bytes",
    "open_plan",
    "read",
]
