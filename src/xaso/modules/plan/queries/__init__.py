"""Questions about the plan."""

from ..rules import Bar, Kind, TargetState, bar_words, ended, judge, value_words
from .over_time import TargetOfYear
from .targets import TargetOverYears, owners, plans, target, target_over, targets, targets_in, years
from .versions import TargetVersion, newest_versions, target_history

__all__ = [
    "Bar",
    "Kind",
    "TargetOfYear",
    "TargetOverYears",
    "TargetState",
    "TargetVersion",
    "bar_words",
    "ended",
    "judge",
    "newest_versions",
    "owners",
    "plans",
    "target",
    "target_history",
    "target_over",
    "targets",
    "targets_in",
    "value_words",
    "years",
]
