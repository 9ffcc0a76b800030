"""What the plan computes: thresholds and states, recurring deadlines, work in time, money."""

from .thresholds import (
    AT_LEAST,
    AT_MOST,
    EXACTLY,
    PERCENT,
    RANGE,
    Bar,
    Kind,
    TargetState,
    bar_words,
    gap_words,
    holds,
    judge,
    number_words,
    rounded,
    value_words,
)

__all__ = [
    "AT_LEAST",
    "AT_MOST",
    "EXACTLY",
    "PERCENT",
    "RANGE",
    "Bar",
    "Kind",
    "TargetState",
    "bar_words",
    "gap_words",
    "holds",
    "judge",
    "number_words",
    "rounded",
    "value_words",
]
