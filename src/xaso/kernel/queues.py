"""How fast a queue moves and when something in it will be done, in working time. Plain numbers in and out."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from statistics import median

from xaso.kernel.workdays import WorkCalendar

Stretch = tuple[datetime, datetime]


def typical_minutes(minutes: Sequence[int]) -> int:
    """Return the middle one of how long things took, at least one minute. Raises ValueError for none."""
    if not minutes:
        raise ValueError("nothing took no time")
    return max(round(median(minutes)), 1)


def busy_minutes(stretches: Iterable[Stretch], calendar: WorkCalendar) -> int:
    """Return the working minutes in which there was anything to do: overlapping stretches count once."""
    total = 0
    begin: datetime | None = None
    end: datetime | None = None
    for start, stop in sorted(stretches):
        if begin is None or end is None:
            begin, end = start, stop
        elif start > end:
            total += calendar.minutes_between(begin, end)
            begin, end = start, stop
        else:
            end = max(end, stop)
    return total if begin is None or end is None else total + calendar.minutes_between(begin, end)


def expected_end(now: datetime, *, ahead: int, each: int, rest: int, calendar: WorkCalendar) -> datetime:
    """Return when something will be done that stands behind `ahead` others, each taking `each` working
    minutes, and that needs `rest` more minutes after its own turn. Raises `CalendarGap`.
    """
    return calendar.add_minutes(now, (ahead + 1) * each + rest)
