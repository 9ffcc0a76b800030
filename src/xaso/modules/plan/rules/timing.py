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
    *, deadline: date, sent_on: date | None, today: date, paused: bool = False, dropped: bool = False
) -> Timing:
    """Return how a task stands: `sent_on` is the day its product was sent (not yet sent back); None before.

    A product sent on the last day is in time even when the giver confirms it later: the giver's delay is not
    the lead's. Basis: documents.md M-03, M-05.
    """
    if dropped:
        return Timing(Standing.DROPPED, Standing.DROPPED.words)
    if sent_on is not None:
        return _done((sent_on - deadline).days)
    if paused:
        return Timing(Standing.RESTING, Standing.RESTING.words)
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


def sent_timing(*, deadline: date, sent_on: date) -> Timing:
    """Return how a task stands whose product waits for the giver. Basis: documents.md M-05."""
    late = (sent_on - deadline).days
    if late > 0:
        return Timing(Standing.DONE_LATE, f"Gửi sản phẩm quá hạn {late} ngày")
    return Timing(Standing.DONE_IN_TIME, "Gửi sản phẩm đúng hạn")


def is_silent(*, told_on: date, today: date) -> bool:
    """Return whether nobody has told of the work for a week. Basis: documents.md M-07."""
    return (today - told_on).days >= SILENT_DAYS


@dataclass(frozen=True, slots=True)
class Rates:
    """Tasks that are to be judged, and those in time by the deadline in force and by the first one."""

    due: int
    in_time: int
    in_time_first: int

    @property
    def words(self) -> str:
        """The share by the deadline in force; nothing due is no share."""
        return share_words(self.in_time, self.due)

    @property
    def first_words(self) -> str:
        """The share by the first deadline, as if no extension had been given."""
        return share_words(self.in_time_first, self.due)


def rates(rows: Iterable[tuple[date, date, date | None]], *, today: date) -> Rates:
    """Return both rates of tasks given as (first deadline, deadline, day finished or None).

    Judged are those finished and those past the deadline in force; one that still has time is not. With more
    time given, never fewer are in time. Basis: documents.md M-04, the report shows both rates.
    """
    judged = [(first, last, done) for first, last, done in rows if done is not None or last < today]
    return Rates(
        due=len(judged),
        in_time=sum(done is not None and done <= last for _, last, done in judged),
        in_time_first=sum(done is not None and done <= first for first, _, done in judged),
    )


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
