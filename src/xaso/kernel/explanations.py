"""The lines that explain how a deadline was counted, in words anyone can check by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby

from xaso.kernel.clock import local_date
from xaso.kernel.spans import Pause
from xaso.kernel.wording import day_words, hour_words, long_day, short_day, weekday
from xaso.kernel.workdays import ONE_DAY, WorkCalendar

CIVIL_CODE_DAY_OFF = "khoản 5 Điều 148 Bộ luật Dân sự 2015, theo trí nhớ, chưa kiểm chứng"
CIVIL_CODE_MONTH = "khoản 3 Điều 148 Bộ luật Dân sự 2015, theo trí nhớ, chưa kiểm chứng"


class LineKind(StrEnum):
    """What a line tells: the receipt, the rule, days skipped or made up, a pause, a move, the due moment."""

    RECEIVED = "received"
    RULE = "rule"
    SKIPPED = "skipped"
    MADE_UP = "made_up"
    PAUSED = "paused"
    MOVED = "moved"
    DUE = "due"


@dataclass(frozen=True, slots=True)
class Line:
    """One step of the counting, as a Vietnamese sentence."""

    text: str
    kind: LineKind


def counted_days(calendar: WorkCalendar, first: date, last: date) -> list[Line]:
    """Lines for the days off passed over, and the rest days worked, from ``first`` to ``last`` inclusive."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    free = [day for day in days if not calendar.is_workday(day)]
    named = [day for day in free if day in calendar.off]
    weekly = [day for day in free if day not in calendar.off]
    lines = [Line(_holiday(calendar, run), LineKind.SKIPPED) for run in _runs(calendar, named)]
    if weekly:
        lines.append(Line(_weekly(weekly), LineKind.SKIPPED))
    for day in days:
        if day in calendar.work:
            text = f"{_capital(long_day(day))} {calendar.reason(day)}, vẫn tính."
            lines.append(Line(text, LineKind.MADE_UP))
    return lines


def _runs(calendar: WorkCalendar, days: Iterable[date]) -> list[list[date]]:
    """Days in a row off for the same cause."""
    rows = groupby(enumerate(days), key=lambda pair: (calendar.off[pair[1]], pair[1] - pair[0] * ONE_DAY))
    return [[day for _, day in row] for _, row in rows]


def _holiday(calendar: WorkCalendar, run: list[date]) -> str:
    if len(run) == 1:
        return f"Bỏ qua {weekday(run[0])} {short_day(run[0])}: nghỉ {calendar.off[run[0]]}."
    return f"Bỏ qua {short_day(run[0])}–{short_day(run[-1])}: nghỉ {calendar.off[run[0]]}."


def _weekly(days: list[date]) -> str:
    if len(days) <= 4:
        return "Bỏ qua " + ", ".join(f"{weekday(day)} {short_day(day)}" for day in days) + "."
    names = dict.fromkeys(weekday(day) for day in sorted(days, key=date.isoweekday))
    return f"Bỏ qua {len(days)} ngày nghỉ hằng tuần ({', '.join(names)})."


def pause_line(pause: Pause, minutes: int, day_minutes: int) -> Line:
    """What a pause does to the due moment; an unfinished one has no end yet."""
    since = f"Tạm dừng từ {_short_moment(pause.from_at)}"
    if pause.to_at is None:
        return Line(f"{since} ({pause.reason}); hạn sẽ lùi khi hết tạm dừng.", LineKind.PAUSED)
    until = f"đến {_short_moment(pause.to_at)} ({pause.reason})"
    if minutes == 0:
        return Line(f"{since} {until}: không có giờ làm việc nào nên hạn giữ nguyên.", LineKind.PAUSED)
    return Line(f"{since} {until}: không tính {amount(minutes, day_minutes)} làm việc.", LineKind.PAUSED)


def amount(minutes: int, day_minutes: int) -> str:
    """Working minutes in words, largest unit first: ``2 ngày 3 giờ``, ``45 phút``."""
    days, rest = divmod(minutes, day_minutes)
    hours, left = divmod(rest, 60)
    parts = [(days, "ngày"), (hours, "giờ"), (left, "phút")]
    return " ".join(f"{value} {unit}" for value, unit in parts if value) or "0 phút"


def _short_moment(moment: datetime) -> str:
    return f"{hour_words(moment)} {day_words(local_date(moment))}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
