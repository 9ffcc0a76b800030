"""Questions about the plan."""

from ..rules import Bar, Kind, TargetState, bar_words, judge, value_words
from .targets import TargetOfYear, owners, plans, target, targets, years

__all__ = [
    "Bar",
    "Kind",
    "TargetOfYear",
    "TargetState",
    "bar_words",
    "judge",
    "owners",
    "plans",
    "target",
    "targets",
    "value_words",
    "years",
]
