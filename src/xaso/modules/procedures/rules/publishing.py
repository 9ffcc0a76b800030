"""By when a procedure must be announced, and be on the national database."""

from __future__ import annotations

from datetime import date

from xaso.kernel.workdays import CalendarGap, WorkCalendar


def sign_by(law_effective_on: date | None, days: int, calendar: WorkCalendar) -> date | None:
    """Return the last day to sign the decision: `days` working days before the law takes effect.

    None when the law's day is not known or lies beyond the calendar. Basis: QĐ 766/QĐ-TTg no. 1.1 (onestop.md
    part 8: five working days for a province; what holds for a commune is a setting).
    """
    if law_effective_on is None:
        return None
    return _counted(law_effective_on, -days, calendar)


def publish_by(decided_on: date, days: int, calendar: WorkCalendar) -> date | None:
    """Return the last day to publish: `days` working days after the decision; None beyond the calendar.

    Basis: QĐ 766/QĐ-TTg no. 1.2 (onestop.md part 8: five working days for a province).
    """
    return _counted(decided_on, days, calendar)


def _counted(day: date, days: int, calendar: WorkCalendar) -> date | None:
    try:
        return calendar.add_workdays(day, days)
    except CalendarGap:
        return None
