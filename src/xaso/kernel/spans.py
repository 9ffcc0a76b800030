"""A length of time as a rule states it, and the pauses that do not count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from xaso.kernel.clock import require_aware


class Unit(StrEnum):
    """The unit a rule counts in. ``days`` are calendar days; hours and minutes are working time."""

    WORKING_DAYS = "working_days"
    DAYS = "days"
    HOURS = "hours"
    MONTHS = "months"
    MINUTES = "minutes"
    SAME_DAY = "same_day"

    @property
    def label(self) -> str:
        """The unit in Vietnamese."""
        return _LABELS[self]


_LABELS = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.DAYS: "ngày",
    Unit.HOURS: "giờ làm việc",
    Unit.MONTHS: "tháng",
    Unit.MINUTES: "phút làm việc",
    Unit.SAME_DAY: "trong ngày làm việc",
}


@dataclass(frozen=True, slots=True)
class Span:
    """``Span(5, Unit.WORKING_DAYS)``. At least 1, except ``same_day`` whose value is 0."""

    value: int
    unit: Unit

    def __post_init__(self) -> None:
        if (self.value != 0) if self.unit is Unit.SAME_DAY else (self.value < 1):
            raise ValueError(f"not a length of time: {self.value} {self.unit}")

    @property
    def words(self) -> str:
        """``5 ngày làm việc``, ``trong ngày làm việc``."""
        return self.unit.label if self.unit is Unit.SAME_DAY else f"{self.value} {self.unit.label}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count; ``to_at`` is None while it still lasts."""

    from_at: datetime
    to_at: datetime | None
    reason: str

    def __post_init__(self) -> None:
        require_aware(self.from_at)
        if self.to_at is not None and require_aware(self.to_at) < self.from_at:
            raise ValueError("a pause ends after it begins")

    def holds_at(self, moment: datetime) -> bool:
        """Whether the pause lasts at ``moment``."""
        return self.from_at <= moment and (self.to_at is None or moment < self.to_at)
