"""The only place that reads the clock, and the local time of the whole house.

Inside, time is a parameter (``at=``); the clock is read once, at the edge.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Clock(Protocol):
    """Tells the present moment as an aware datetime."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...  # pragma: no cover - a protocol has no body


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until moved: for tests, demonstrations and replays."""

    moment: datetime

    def __post_init__(self) -> None:
        require_aware(self.moment)

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def move(self, by: timedelta) -> None:
        """Move the hands by ``by``."""
        self.moment += by


def require_aware(moment: datetime) -> datetime:
    """Return ``moment`` unchanged; raise ValueError when it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment needs its time zone: {moment.isoformat()}")
    return moment


def local(moment: datetime) -> datetime:
    """The same moment on the clocks of Vietnam."""
    return require_aware(moment).astimezone(HANOI)


def local_date(moment: datetime) -> date:
    """The calendar day in Vietnam at this moment."""
    return local(moment).date()


def at(day: date, hour: time = time()) -> datetime:
    """The aware moment of ``day`` at ``hour`` (midnight when not given) in Vietnam."""
    return datetime.combine(day, hour, tzinfo=HANOI)
