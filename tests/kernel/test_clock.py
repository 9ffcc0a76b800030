from datetime import UTC, date, datetime, time, timedelta

import pytest

from xaso.kernel.clock import HANOI, Clock, FixedClock, SystemClock, at, local, local_date


def test_the_system_clock_tells_the_present_with_its_zone() -> None:
    clock: Clock = SystemClock()

    before = datetime.now(UTC)
    now = clock.now()

    assert before <= now <= datetime.now(UTC)
    assert now.utcoffset() == timedelta(0)


def test_a_fixed_clock_stands_until_moved() -> None:
    clock = FixedClock(at(date(2026, 8, 28), time(8)))

    first = clock.now()
    clock.move(timedelta(hours=2))

    assert (first, clock.now()) == (at(date(2026, 8, 28), time(8)), at(date(2026, 8, 28), time(10)))


def test_a_moment_without_a_zone_is_refused() -> None:
    naive = datetime(2026, 8, 28, 8)  # noqa: DTZ001

    with pytest.raises(ValueError, match="time zone"):
        FixedClock(naive)
    with pytest.raises(ValueError, match="time zone"):
        local(naive)


def test_the_day_in_vietnam_begins_seven_hours_before_utc() -> None:
    moment = datetime(2026, 8, 27, 17, 0, tzinfo=UTC)

    assert local_date(moment) == date(2026, 8, 28)
    assert local(moment).tzinfo is HANOI
    assert at(date(2026, 8, 28)) == moment
