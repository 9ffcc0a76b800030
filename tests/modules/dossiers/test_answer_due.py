"""By when the commune answers an online filing: within the working day, from the next morning after hours."""

from datetime import date, datetime, time

import pytest

from xaso.kernel.clock import at
from xaso.kernel.workdays import WorkCalendar
from xaso.modules.dossiers.rules import answer_due

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
