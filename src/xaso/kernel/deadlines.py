"""Counting a deadline, with every step written down beside the result.

The counting (a pure function of its arguments):

1. Receipt. What arrives on a working day up to the cut-off counts as received that day; what
   arrives after it, or on a day off, counts as received on the next working morning.
   Source: NĐ 61/2018 Đ.18 (read); the 15:00 practice still quoted in 2026.
2. Days. The day of receipt is not counted; day 1 is the next working day (for calendar days and
   months: the next day). When the receipt moved to the next working morning, that morning's day
   is the day of receipt. The deadline ends when work ends on the last day.
3. Hours and minutes are working time from the moment of receipt, 8 hours a day.
4. Calendar days and months whose last day is a day off end on the next working day.
   Source: Bộ luật Dân sự 2015 Đ.148 k.5 (recalled, not verified; the line says so).
5. Pauses move the due moment by the working time inside them.
"""

from __future__ import annotations

import calendar as months
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from xaso.kernel.clock import local
from xaso.kernel.explanations import (
    CIVIL_CODE_DAY_OFF,
    CIVIL_CODE_MONTH,
    Line,
    LineKind,
    counted_days,
    pause_line,
)
from xaso.kernel.remaining import ClockKind, ClockState, clock_state
from xaso.kernel.spans import Pause, Span, Unit
from xaso.kernel.wording import day_words, hour_words, long_day, moment_words
from xaso.kernel.workdays import ONE_DAY, WorkCalendar

__all__ = [
    "CUTOFF",
    "ClockKind",
    "ClockState",
    "Deadline",
    "Line",
    "LineKind",
    "Pause",
    "Span",
    "Unit",
    "clock_state",
    "count_deadline",
    "put_off",
]

CUTOFF = time(15, 0)


@dataclass(frozen=True, slots=True)
class Deadline:
    """When it is due, from when the time ran, and how that was counted."""

    due_at: datetime
    starts_at: datetime
    lines: tuple[Line, ...]

    def to_json(self) -> dict[str, Any]:
        """Plain values to store beside the record; `from_json` brings the same deadline back."""
        return {
            "due_at": self.due_at.isoformat(),
            "starts_at": self.starts_at.isoformat(),
            "lines": [{"text": line.text, "kind": str(line.kind)} for line in self.lines],
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Deadline:
        """The deadline that `to_json` stored."""
        lines = tuple(Line(line["text"], LineKind(line["kind"])) for line in data["lines"])
        due_at, starts_at = (local(datetime.fromisoformat(data[key])) for key in ("due_at", "starts_at"))
        return cls(due_at, starts_at, lines)


def count_deadline(
    received_at: datetime,
    span: Span,
    calendar: WorkCalendar,
    cutoff: time = CUTOFF,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """Count ``span`` from ``received_at`` by the module's five rules. Raises `CalendarGap`.

    A pause that has not ended is told in a line and moves nothing yet; a pause that begins after
    the due moment cannot bring it back and moves nothing.
    """
    starts_at, receipt = _receipt(local(received_at), span, calendar, cutoff)
    due_at, rule = _due(starts_at, span, calendar)
    due_at, rests = _rested(due_at, starts_at, pauses, calendar)
    return Deadline(due_at, starts_at, (*receipt, *rule, *rests, _due_line(due_at)))


def put_off(
    deadline: Deadline,
    to: date,
    *,
    since: datetime,
    why: str,
    calendar: WorkCalendar,
    pauses: Sequence[Pause] = (),
) -> Deadline:
    """The deadline put off at `since` to the end of work on `to`, with `why` as its line.

    Raises `CalendarGap`. `pauses` are those after `since`; they move the due moment as in `count_deadline`.
    """
    moved = Line(f"{why} Hạn cũ {moment_words(deadline.due_at)}.", LineKind.MOVED)
    due_at, rests = _rested(calendar.end_of(to), since, pauses, calendar)
    return Deadline(due_at, deadline.starts_at, (*deadline.lines[:-1], moved, *rests, _due_line(due_at)))


def _due_line(due_at: datetime) -> Line:
    return Line(f"Hạn: {moment_words(due_at)}.", LineKind.DUE)


def _rested(
    due_at: datetime, starts_at: datetime, pauses: Sequence[Pause], calendar: WorkCalendar
) -> tuple[datetime, list[Line]]:
    """Rule 5: the due moment after its pauses, and their lines."""
    lines: list[Line] = []
    for pause in _merged(pauses):
        if pause.from_at > due_at or (pause.to_at is not None and pause.to_at <= starts_at):
            continue
        begin = max(pause.from_at, starts_at)
        minutes = calendar.minutes_between(begin, pause.to_at or begin)
        before, due_at = due_at, calendar.add_minutes(due_at, minutes)
        lines.append(pause_line(pause, minutes, calendar.day_minutes))
        lines += counted_days(calendar, before.date() + ONE_DAY, due_at.date())
    return due_at, lines


def _receipt(
    received: datetime, span: Span, calendar: WorkCalendar, cutoff: time
) -> tuple[datetime, list[Line]]:
    """Rule 1: from when the time runs, and why."""
    day, told = received.date(), f"Nhận lúc {moment_words(received)}"
    if not calendar.is_workday(day):
        why = f"là ngày nghỉ ({calendar.reason(day).removeprefix('nghỉ: ')})"
    elif received.time().replace(second=0, microsecond=0) > cutoff:
        why = f"sau {cutoff:%H:%M}"
    else:
        starts_at = calendar.next_moment(received)
        if span.unit in (Unit.HOURS, Unit.MINUTES) and starts_at > received:
            told = f"{told}, ngoài giờ làm việc nên tính từ {moment_words(starts_at)}"
        return starts_at, [Line(f"{told}.", LineKind.RECEIVED)]
    morning = calendar.next_workday(day)
    text = f"{told}, {why} nên coi như nhận sáng {long_day(morning)}."
    skipped = counted_days(calendar, day + ONE_DAY, morning - ONE_DAY)
    return calendar.start_of(morning), [Line(text, LineKind.RECEIVED), *skipped]


def _due(starts_at: datetime, span: Span, calendar: WorkCalendar) -> tuple[datetime, list[Line]]:
    """Rules 2 to 4: the due moment before any pause, and its lines."""
    day = starts_at.date()
    match span.unit:
        case Unit.SAME_DAY:
            return calendar.end_of(day), [Line("Trả trong ngày làm việc.", LineKind.RULE)]
        case Unit.HOURS | Unit.MINUTES:
            factor = 60 if span.unit is Unit.HOURS else 1
            due_at = calendar.add_minutes(starts_at, span.value * factor)
            rule = Line(f"Đếm {span.words} kể từ {hour_words(starts_at)}.", LineKind.RULE)
            return due_at, [rule, *counted_days(calendar, day, due_at.date())]
        case Unit.WORKING_DAYS:
            last = calendar.add_workdays(day, span.value)
            rule = Line(_day_rule(span, calendar.next_workday(day)), LineKind.RULE)
            return calendar.end_of(last), [rule, *counted_days(calendar, day + ONE_DAY, last)]
        case Unit.DAYS:
            rule = Line(_day_rule(span, day + ONE_DAY, " theo lịch, cả ngày nghỉ"), LineKind.RULE)
            last, moved = _off_the_day_off(day + timedelta(days=span.value), calendar)
            return calendar.end_of(last), [rule, *moved]
        case _:  # months
            text = f"Đếm {span.words} từ ngày {day_words(day)} ({CIVIL_CODE_MONTH})."
            last, moved = _off_the_day_off(_months_later(day, span.value), calendar)
            return calendar.end_of(last), [Line(text, LineKind.RULE), *moved]


def _day_rule(span: Span, first: date, how: str = "") -> str:
    return f"Đếm {span.words}{how}, không tính ngày nhận; ngày thứ nhất là {long_day(first)}."


def _off_the_day_off(last: date, calendar: WorkCalendar) -> tuple[date, list[Line]]:
    """Rule 4: a last day that is off moves to the next working day."""
    if calendar.is_workday(last):
        return last, []
    moved = calendar.next_workday(last)
    text = (
        f"Ngày cuối là {long_day(last)} ({calendar.reason(last)}) nên chuyển sang {long_day(moved)} "
        f"({CIVIL_CODE_DAY_OFF})."
    )
    return moved, [Line(text, LineKind.MOVED)]


def _months_later(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day when it has none."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return date(year, month + 1, min(day.day, months.monthrange(year, month + 1)[1]))


def _merged(pauses: Iterable[Pause]) -> list[Pause]:
    """Pauses in order, overlapping ones joined, so that no minute is given back twice."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.from_at):
        last = joined[-1] if joined else None
        if last is None or (last.to_at is not None and last.to_at < pause.from_at):
            joined.append(pause)
            continue
        ends = None if last.to_at is None or pause.to_at is None else max(last.to_at, pause.to_at)
        reason = last.reason if pause.reason in last.reason else f"{last.reason}; {pause.reason}"
        joined[-1] = Pause(last.from_at, ends, reason)
    return joined
