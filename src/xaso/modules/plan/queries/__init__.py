"""Questions about the plan."""

from ..rules import Bar, Kind, TargetState, bar_words, judge, value_words
from .targets import TargetOfYear, owners, plans, target, targets, years
from .versions import TargetVersion, newest_versions, target_history

__all__ = [
    "Bar",
    "Kind",
    "TargetOfYear",
    "TargetState",
    "TargetVersion",
    "bar_words",
    "judge",
    "newest_versions",
    "owners",
    "plans",
    "target",
    "target_history",
    "targets",
    "value_words",
    "years",
]
