"""How a piece of work stands against its deadline at a moment."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from xaso.kernel.clock import local_date
from xaso.kernel.explanations import amount
from xaso.kernel.spans import Pause
from xaso.kernel.workdays import CalendarGap, WorkCalendar


class ClockKind(StrEnum):
    """The state of the clock."""

    IN_TIME = "in_time"
    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    PAUSED = "paused"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    NO_DEADLINE = "no_deadline"

    @property
    def label(self) -> str:
        """The state in Vietnamese, for a badge."""
        return _LABELS[self]


_LABELS = {
    ClockKind.IN_TIME: "còn hạn",
    ClockKind.DUE_SOON: "sắp đến hạn",
    ClockKind.OVERDUE: "quá hạn",
    ClockKind.PAUSED: "tạm dừng",
    ClockKind.DONE_IN_TIME: "xong đúng hạn",
    ClockKind.DONE_LATE: "xong trễ hạn",
    ClockKind.NO_DEADLINE: "không có hạn",
}


@dataclass(frozen=True, slots=True)
class ClockState:
    """State, working hours left (negative when past due; None when not known), and the words to show."""

    kind: ClockKind
    hours_left: Decimal | None
    words: str


def clock_state(
    due_at: datetime | None,
    now: datetime,
    *,
    calendar: WorkCalendar,
    finished_at: datetime | None = None,
    pauses: Iterable[Pause] = (),
    due_soon_hours: int = 8,
) -> ClockState:
    """The clock of work due at ``due_at``, seen at ``now``.

    ``due_at`` already includes the pauses that ended (as `count_deadline` returns it); ``pauses``
    only tell whether one holds now, or held at the finish: its beginning is then the end. Due soon
    means fewer than ``due_soon_hours`` working hours left.
    Where the calendar does not reach, the state is right and the words count calendar days.
    """
    if due_at is None:
        return ClockState(ClockKind.NO_DEADLINE, None, ClockKind.NO_DEADLINE.label)
    last = finished_at or now
    held = [pause.from_at for pause in pauses if pause.holds_at(last)]
    seen_at = min([last, *held])
    minutes = _minutes_left(calendar, seen_at, due_at)
    kind = _kind(
        minutes, seen_at > due_at, finished=finished_at is not None, paused=bool(held), soon=due_soon_hours
    )
    hours = None if minutes is None else (Decimal(minutes) / 60).quantize(Decimal("0.01"))
    return ClockState(kind, hours, _words(kind, minutes, seen_at, due_at, calendar))


def _kind(minutes: int | None, past_due: bool, *, finished: bool, paused: bool, soon: int) -> ClockKind:
    if finished:
        return ClockKind.DONE_LATE if past_due else ClockKind.DONE_IN_TIME
    if past_due:
        return ClockKind.OVERDUE
    if paused:
        return ClockKind.PAUSED
    return ClockKind.DUE_SOON if minutes is not None and minutes < soon * 60 else ClockKind.IN_TIME


def _minutes_left(calendar: WorkCalendar, seen_at: datetime, due_at: datetime) -> int | None:
    try:
        return calendar.minutes_between(seen_at, due_at)
    except CalendarGap:
        return None


def _words(
    kind: ClockKind, minutes: int | None, seen_at: datetime, due_at: datetime, calendar: WorkCalendar
) -> str:
    if minutes is None:
        days = abs((local_date(due_at) - local_date(seen_at)).days)
        size = f"{days} ngày theo lịch"
    elif minutes == 0:
        size = ""
    else:
        size = f"{amount(abs(minutes), calendar.day_minutes)} làm việc"
    return _phrase(kind, size)


def _phrase(kind: ClockKind, size: str) -> str:
    match kind:
        case ClockKind.IN_TIME:
            return f"còn {size}"
        case ClockKind.DUE_SOON:
            return f"sắp đến hạn, còn {size}" if size else "đến hạn ngay bây giờ"
        case ClockKind.PAUSED:
            return f"tạm dừng, còn {size} khi chạy lại" if size else "tạm dừng đúng lúc đến hạn"
        case ClockKind.DONE_IN_TIME:
            return f"xong sớm {size}" if size else "xong đúng hạn"
        case ClockKind.DONE_LATE:
            return f"xong trễ {size}" if size else "xong trễ hạn"
        case _:
            return f"quá hạn {size}" if size else "quá hạn"
