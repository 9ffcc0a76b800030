from datetime import UTC, date, datetime

from xaso.kernel.wording import day_words, hour_words, long_day, moment_words, short_day, weekday


def test_days_are_written_the_vietnamese_way() -> None:
    day = date(2026, 8, 2)

    assert (weekday(day), short_day(day), day_words(day), long_day(day)) == (
        "Chủ nhật",
        "02/08",
        "02/08/2026",
        "Chủ nhật 02/08/2026",
    )


def test_moments_are_told_in_the_time_of_vietnam() -> None:
    moment = datetime(2026, 8, 27, 23, 5, tzinfo=UTC)

    assert hour_words(moment) == "06:05"
    assert moment_words(moment) == "06:05 thứ Sáu 28/08/2026"
