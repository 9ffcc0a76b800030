from datetime import date, datetime, time

import pytest

from xaso.kernel.clock import at
from xaso.kernel.spans import Pause, Span, Unit

DAY = date(2026, 8, 28)


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (Span(5, Unit.WORKING_DAYS), "5 ngày làm việc"),
        (Span(30, Unit.DAYS), "30 ngày"),
        (Span(4, Unit.HOURS), "4 giờ làm việc"),
        (Span(2, Unit.MONTHS), "2 tháng"),
        (Span(15, Unit.MINUTES), "15 phút làm việc"),
        (Span(0, Unit.SAME_DAY), "trong ngày làm việc"),
    ],
)
def test_a_span_is_told_in_words(span: Span, words: str) -> None:
    assert span.words == words


@pytest.mark.parametrize(
    ("value", "unit"), [(0, Unit.WORKING_DAYS), (-1, Unit.DAYS), (1, Unit.SAME_DAY), (0, Unit.MINUTES)]
)
def test_a_length_that_is_none_is_refused(value: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="not a length"):
        Span(value, unit)


def test_a_pause_holds_from_its_beginning_until_just_before_its_end() -> None:
    ended = Pause(at(DAY, time(8)), at(DAY, time(9)), "chờ bổ sung")
    lasting = Pause(at(DAY, time(8)), None, "chờ bổ sung")

    assert [ended.holds_at(at(DAY, time(hour))) for hour in (7, 8, 9)] == [False, True, False]
    assert [lasting.holds_at(at(DAY, time(hour))) for hour in (7, 8, 9)] == [False, True, True]


def test_a_pause_must_end_after_it_begins_and_know_its_zone() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Pause(at(DAY, time(9)), at(DAY, time(8)), "chờ bổ sung")
    with pytest.raises(ValueError, match="time zone"):
        Pause(datetime(2026, 8, 28, 8), None, "chờ bổ sung")  # noqa: DTZ001
