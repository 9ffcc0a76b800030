"""Which jobs there are, and when the scheduled ones run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any, Protocol, TypeVar

from xaso.kernel import clock


class Progress(Protocol):
    """What a running job is given: its moment, and the way to say how far it is."""

    @property
    def at(self) -> datetime:
        """The moment the attempt began; use it instead of the clock."""
        ...  # pragma: no cover - a protocol has no body

    def tell(self, percent: int, stage: str) -> None:
        """Show the stage in words and 0 to 100 percent; the lease is renewed by this."""
        ...  # pragma: no cover - a protocol has no body


Work = Callable[..., dict[str, Any] | None]
W = TypeVar("W", bound=Work)


@dataclass(frozen=True, slots=True)
class JobKind:
    """One kind of job. A worker that says nothing for `lease_seconds` is taken for dead."""

    name: str
    work: Work
    max_attempts: int
    lease_seconds: int


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at an hour of Vietnam."""

    hour: time

    def slot(self, at: datetime) -> datetime:
        """The last moment at or before `at` when it was due."""
        today = clock.at(clock.local_date(at), self.hour)
        return today if today <= at else clock.at(clock.local_date(at) - timedelta(days=1), self.hour)


@dataclass(frozen=True, slots=True)
class EveryMinutes:
    """Every so many minutes, counted from midnight of Vietnam."""

    minutes: int

    def slot(self, at: datetime) -> datetime:
        """The last moment at or before `at` when it was due."""
        midnight = clock.at(clock.local_date(at))
        passed = int((at - midnight).total_seconds()) // 60
        return midnight + timedelta(minutes=passed - passed % self.minutes)


_KINDS: dict[str, JobKind] = {}
_TIMETABLE: dict[Work, Daily | EveryMinutes] = {}


def job(name: str, *, max_attempts: int = 5, lease_seconds: int = 300) -> Callable[[W], W]:
    """Make a function of an app's jobs.py known as a job, e.g. `@job("indicators.refresh")`.

    It is called as `f(progress, **payload)`, at least once; so it must be safe to repeat. What it returns is
    kept as the job's result; `{"link": "/…", "text": "…"}` becomes the link of the progress page.
    """

    def register(work: W) -> W:
        known = _KINDS.get(name)
        if known and known.work.__module__ != work.__module__:
            raise ValueError(f"two jobs are called {name}")
        _KINDS[name] = JobKind(name, work, max_attempts, lease_seconds)
        return work

    return register


def every(hour: str = "", *, minutes: int = 0) -> Callable[[W], W]:
    """Run a job by itself: `@every("07:30")` once a day in Vietnam's time, `@every(minutes=10)`.

    Stands above or below `@job`; the job takes no payload. Runs missed while no worker ran are made up once.
    """
    if bool(hour) == bool(minutes):
        raise ValueError("say either an hour of the day or a number of minutes")
    table = Daily(time.fromisoformat(hour)) if hour else EveryMinutes(minutes)

    def register(work: W) -> W:
        _TIMETABLE[work] = table
        return work

    return register


def kind_of(name: str) -> JobKind | None:
    """The kind of that name, or None when this version knows none."""
    return _KINDS.get(name)


def timetable() -> Iterator[tuple[JobKind, Daily | EveryMinutes]]:
    """The scheduled jobs with their timetables."""
    for kind in list(_KINDS.values()):
        if kind.work in _TIMETABLE:
            yield kind, _TIMETABLE[kind.work]
