"""By when the commune answers an online filing: within the working day, from the next morning after hours."""

from datetime import date, datetime, time, timedelta

import pytest

from xaso.kernel.clock import at
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.dossiers.rules import answer_due, answered_by

CALENDAR = WorkCalendar(
    weekly_off=frozenset({6, 7}),
    off={date(2026, 11, 24): "Ngày nghỉ thử"},
    work={},
    covers_from=date(2026, 1, 1),
    covers_to=date(2026, 12, 31),
)


def filed(day: int, hour: int, minute: int = 0) -> datetime:
    return at(date(2026, 11, day), time(hour, minute))


@pytest.mark.parametrize(
    ("filed_at", "due_day"),
    [
        (filed(23, 5), 23),
        (filed(23, 9), 23),
        (filed(23, 12), 23),
        (filed(23, 17, 29), 23),
        (filed(23, 17, 30), 25),
        (filed(24, 9), 25),
        (filed(21, 9), 23),
    ],
    ids=["before work", "morning", "noon", "last minute", "closing time", "day off", "Saturday"],
)
def test_the_answer_is_due_at_the_end_of_the_working_day(filed_at: datetime, due_day: int) -> None:
    due = answer_due(filed_at, CALENDAR)

    assert due.due_at == at(date(2026, 11, due_day), time(17, 30))


@pytest.mark.parametrize(
    ("now", "over"),
    [
        (filed(23, 9), filed(20, 17, 30)),
        (filed(23, 17, 30), filed(20, 17, 30)),
        (filed(23, 17, 31), filed(23, 17, 30)),
        (filed(24, 12), filed(23, 17, 30)),
        (filed(25, 8), filed(23, 17, 30)),
    ],
    ids=["Monday morning", "closing time", "after closing", "day off", "the day after"],
)
def test_what_was_filed_before_the_last_closing_is_late_and_the_rest_is_not(
    now: datetime, over: datetime
) -> None:
    assert answered_by(now, CALENDAR) == over
    assert answer_due(over - timedelta(minutes=1), CALENDAR).due_at < now
    assert answer_due(over, CALENDAR).due_at >= now
