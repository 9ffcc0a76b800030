"""The working calendar: which days count, and how working time passes through them.

Amounts are whole minutes inside; a moment is taken at its minute (seconds are dropped).
What the calendar does not cover is refused (`CalendarGap`), never guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from xaso.kernel.clock import at, local
from xaso.kernel.errors import Refusal
from xaso.kernel.wording import day_words, weekday

ONE_DAY = timedelta(days=1)
OFFICE_HOURS = ((time(7, 30), time(11, 30)), (time(13, 30), time(17, 30)))


class CalendarGap(Refusal):
    """The working calendar does not reach the day that must be counted."""

    code = "calendar_gap"


def _minutes(hour: time) -> int:
    return hour.hour * 60 + hour.minute


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weekly rest, days off by name, make-up working days by reason, hours of a day, and its reach.

    ``weekly_off`` holds ISO weekdays (6 is Saturday). A day may not be both off and made up.
    ``windows`` are the working hours of any working day, in order.
    """

    weekly_off: frozenset[int]
    off: Mapping[date, str] = field(hash=False)
    work: Mapping[date, str] = field(hash=False)
    covers_from: date
    covers_to: date
    windows: tuple[tuple[time, time], ...] = OFFICE_HOURS

    def __post_init__(self) -> None:
        if not self.weekly_off < frozenset(range(1, 8)):
            raise ValueError("weekly_off holds ISO weekdays 1 to 7 and leaves at least one to work")
        if both := self.off.keys() & self.work.keys():
            raise ValueError(f"both off and made up: {sorted(map(str, both))}")
        if self.covers_from > self.covers_to:
            raise ValueError("covers_from comes after covers_to")
        edges = [_minutes(edge) for window in self.windows for edge in window]
        if not edges or edges != sorted(set(edges)):
            raise ValueError("working windows must be in order, not empty, and not touch")

    # Days

    @property
    def day_minutes(self) -> int:
        """Working minutes in a working day: 480 with the usual hours."""
        return sum(_minutes(end) - _minutes(start) for start, end in self.windows)

    def is_workday(self, day: date) -> bool:
        """Whether people work that day. Raises `CalendarGap` outside the calendar's reach."""
        if not self.covers_from <= day <= self.covers_to:
            raise CalendarGap(
                f"Lịch làm việc mới có từ {day_words(self.covers_from)} đến {day_words(self.covers_to)}, "
                f"chưa có ngày {day_words(day)}.",
                hint="Bổ sung lịch nghỉ của năm đó rồi làm lại.",
            )
        if day in self.off:
            return False
        return day in self.work or day.isoweekday() not in self.weekly_off

    def reason(self, day: date) -> str:
        """Why the day counts or not: ``nghỉ: Quốc khánh``, ``thứ Bảy``, ``làm bù …``, ``ngày làm việc``."""
        if self.is_workday(day):
            name = self.work.get(day, "ngày làm việc")
            return name if day not in self.work or name.startswith("làm bù") else f"làm bù: {name}"
        return f"nghỉ: {self.off[day]}" if day in self.off else weekday(day)

    def next_workday(self, day: date) -> date:
        """The first working day strictly after ``day``."""
        return self.add_workdays(day, 1)

    def add_workdays(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day`` (before it when negative); ``day`` itself for 0."""
        step, left = (ONE_DAY, count) if count >= 0 else (-ONE_DAY, -count)
        while left:
            day += step
            left -= self.is_workday(day)
        return day

    def workdays_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.workdays_between(end, start)
        days = range(1, (end - start).days + 1)
        return sum(self.is_workday(start + timedelta(days=n)) for n in days)

    def start_of(self, day: date) -> datetime:
        """The moment work begins on ``day``."""
        return at(day, self.windows[0][0])

    def end_of(self, day: date) -> datetime:
        """The moment work ends on ``day``."""
        return at(day, self.windows[-1][1])

    # Hours

    def next_moment(self, moment: datetime) -> datetime:
        """``moment`` itself while people work, else the next time they begin."""
        opening, _ = next(self._spans_from(moment))
        return opening

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment when ``minutes`` of working time have passed since ``start``; ``start`` for 0.

        A full day ends at its close (17:30), not at the next morning's opening.
        """
        if minutes < 0:
            raise ValueError("working time is added forward only")
        if minutes == 0:
            return local(start).replace(second=0, microsecond=0)
        for opening, closing in self._spans_from(start):
            length = int((closing - opening).total_seconds()) // 60
            if minutes <= length:
                return opening + timedelta(minutes=minutes)
            minutes -= length
        raise AssertionError("the calendar's reach ends the walk first")  # pragma: no cover

    def add_hours(self, start: datetime, hours: int | Decimal) -> datetime:
        """`add_minutes` in hours; a working day holds 8 with the usual hours."""
        return self.add_minutes(start, int(hours * 60))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Working minutes from ``start`` to ``end``; negative when ``end`` is earlier."""
        if end < start:
            return -self.minutes_between(end, start)
        first, last = local(start), local(end)
        whole = self.workdays_between(first.date(), last.date()) * self.day_minutes
        today = self._worked_by(last) - (self.day_minutes if self.is_workday(last.date()) else 0)
        return whole + today + self._left_on_first_day(first)

    def hours_between(self, start: datetime, end: datetime) -> Decimal:
        """`minutes_between` in hours, to two decimals."""
        return (Decimal(self.minutes_between(start, end)) / 60).quantize(Decimal("0.01"))

    def _left_on_first_day(self, moment: datetime) -> int:
        full = self.day_minutes if self.is_workday(moment.date()) else 0
        return full - self._worked_by(moment)

    def _worked_by(self, moment: datetime) -> int:
        """Working minutes of the moment's own day that lie before it."""
        if not self.is_workday(moment.date()):
            return 0
        now = _minutes(moment.time())
        return sum(
            min(max(now - _minutes(start), 0), _minutes(end) - _minutes(start)) for start, end in self.windows
        )

    def _spans_from(self, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of working time from ``moment`` on, the first one cut to begin there."""
        begin = local(moment).replace(second=0, microsecond=0)
        day = begin.date()
        while True:
            if self.is_workday(day):
                for start, end in self.windows:
                    if begin < at(day, end):
                        yield max(begin, at(day, start)), at(day, end)
            day += ONE_DAY
