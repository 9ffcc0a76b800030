"""Whether a task is in time, in which words, and what share of an office's tasks is.

Source: documents.md M-03 (in time is derived from dates, never typed), M-04 (an extension keeps the first
deadline and both rates are shown), M-06 (a deadline when none is given: a setting, off by default), M-07
(weekly list). The deadline is a day, itself included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

DUE_SOON_DAYS = 3
SILENT_DAYS = 7
"""Documents.md M-07: due in 3 days; no update in 7 days."""


class Standing(StrEnum):
    """How a task stands against its deadline."""

    IN_TIME = "in_time"
    SOON = "soon"
    LATE = "late"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    RESTING = "resting"
    DROPPED = "dropped"

    @property
    def words(self) -> str:
        """The standing as people read it."""
        return _WORDS[self]


_WORDS = {
    Standing.IN_TIME: "Trong hạn",
    Standing.SOON: "Sắp đến hạn",
    Standing.LATE: "Quá hạn",
    Standing.DONE_IN_TIME: "Hoàn thành đúng hạn",
    Standing.DONE_LATE: "Hoàn thành quá hạn",
    Standing.RESTING: "Tạm dừng",
    Standing.DROPPED: "Đã hủy",
}


@dataclass(frozen=True, slots=True)
class Timing:
    """A standing and the sentence that says it."""

    standing: Standing
    words: str


def timing(
    *,
    deadline: date,
    sent_on: date | None,
    today: date,
    paused_on: date | None = None,
    dropped: bool = False,
) -> Timing:
    """Return how a task stands: `sent_on` is the day its product was sent (not yet sent back); None before.

    A product sent on the last day is in time even when the giver confirms it later: the giver's delay is not
    the lead's. Work that was late before it came to rest (`paused_on`) stays late. Basis: documents.md M-03,
    M-05.
    """
    if dropped:
        return Timing(Standing.DROPPED, Standing.DROPPED.words)
    if sent_on is not None:
        return _done((sent_on - deadline).days)
    if paused_on is not None:
        return _resting((paused_on - deadline).days)
    left = (deadline - today).days
    if left < 0:
        return Timing(Standing.LATE, f"Quá hạn {-left} ngày")
    if left <= DUE_SOON_DAYS:
        return Timing(Standing.SOON, f"Sắp đến hạn, còn {left} ngày" if left else "Đến hạn hôm nay")
    return Timing(Standing.IN_TIME, f"Còn {left} ngày")


def _done(late: int) -> Timing:
    if late > 0:
        return Timing(Standing.DONE_LATE, f"Xong quá hạn {late} ngày")
    return Timing(Standing.DONE_IN_TIME, f"Xong sớm {-late} ngày" if late else "Xong đúng hạn")


def _resting(late: int) -> Timing:
    if late > 0:
        return Timing(Standing.LATE, f"Tạm dừng khi đã quá hạn {late} ngày")
    return Timing(Standing.RESTING, Standing.RESTING.words)


def sent_timing(*, deadline: date, sent_on: date) -> Timing:
    """Return how a task stands whose product waits for the giver. Basis: documents.md M-05."""
    late = (sent_on - deadline).days
    if late > 0:
        return Timing(Standing.DONE_LATE, f"Gửi sản phẩm quá hạn {late} ngày")
    return Timing(Standing.DONE_IN_TIME, "Gửi sản phẩm đúng hạn")


def is_silent(*, told_on: date, today: date) -> bool:
    """Return whether nobody has told of the work for a week. Basis: documents.md M-07."""
    return (today - told_on).days >= SILENT_DAYS


def latest_deadline(*, deadline: date, paused_on: date, today: date) -> date:
    """Return the latest deadline that work may get which goes on today after it rested since `paused_on`.

    The clock stood still while it rested, so it gets back as many days as it rested; work that was late
    before gets none. Basis: documents.md M-03 (tạm dừng), M-04 (more time is asked for before the deadline).
    """
    return deadline + (today - paused_on) if paused_on <= deadline else deadline


@dataclass(frozen=True, slots=True)
class Rates:
    """Two sets of tasks, each judged against its own day: those by the deadline in force, those by the first
    one.
    """

    due: int
    in_time: int
    due_first: int
    in_time_first: int

    @property
    def words(self) -> str:
        """The share by the deadline in force; nothing due is no share."""
        return share_words(self.in_time, self.due)

    @property
    def first_words(self) -> str:
        """The share by the first deadline, as if no extension had been given."""
        return share_words(self.in_time_first, self.due_first)


Judged = tuple[date, date | None]
"""A deadline, and the day the work was finished; None while it is not."""


def rates(*, by_deadline: Iterable[Judged], by_first: Iterable[Judged], today: date) -> Rates:
    """Return both rates: of tasks by the deadline in force, and of tasks by their first one.

    Judged are those finished and those past that day; one that still has time is not. A task whose first day
    is past is judged by it, however far its deadline has moved. Basis: documents.md M-04, the report shows
    both rates, with and without extensions.
    """
    due, in_time = _judged(by_deadline, today)
    due_first, in_time_first = _judged(by_first, today)
    return Rates(due=due, in_time=in_time, due_first=due_first, in_time_first=in_time_first)


def _judged(rows: Iterable[Judged], today: date) -> tuple[int, int]:
    judged = [(last, done) for last, done in rows if done is not None or last < today]
    return len(judged), sum(done is not None and done <= last for last, done in judged)


def share_words(part: int, whole: int) -> str:
    """Return ``87,5% (7/8)``, or ``không phát sinh`` for an empty whole. Basis: targets.md, rules for
    figures.
    """
    if not whole:
        return "không phát sinh"
    tenths = (part * 1000 + whole // 2) // whole
    if part < whole:
        tenths = min(tenths, 999)
    shown = f"{tenths // 10},{tenths % 10}".removesuffix(",0")
    return f"{shown}% ({part}/{whole})"


def default_deadline(given_on: date, days: int) -> date:
    """Return the deadline of a task given without one: `days` later, a weekend moved to Monday.

    Basis: documents.md M-06 (practice of one commune's Party office: a setting, off unless set).
    """
    day = given_on + timedelta(days=days)
    return day + timedelta(days=(7 - day.weekday()) % 7) if day.weekday() >= 5 else day
