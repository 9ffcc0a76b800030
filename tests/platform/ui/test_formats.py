"""How values are written for people."""

import datetime as dt
from decimal import Decimal

import pytest

from xaso.kernel.clock import HANOI
from xaso.platform.ui import formats

LATE_IN_UTC = dt.datetime(2026, 11, 23, 18, 5, tzinfo=dt.UTC)


def test_a_moment_is_written_in_the_hour_of_viet_nam() -> None:
    written = formats.datetime(LATE_IN_UTC)

    assert written == "01:05 ngày 24/11/2026"


def test_the_day_of_a_moment_is_the_day_in_viet_nam() -> None:
    assert formats.date(LATE_IN_UTC) == "24/11/2026"
    assert formats.weekday_date(LATE_IN_UTC) == "thứ Ba, 24/11/2026"
    assert formats.iso(LATE_IN_UTC) == "2026-11-24T01:05:00+07:00"


def test_a_plain_day_is_written_without_an_hour() -> None:
    day = dt.date(2026, 2, 1)

    assert formats.date(day) == "01/02/2026"
    assert formats.weekday_date(day) == "Chủ nhật, 01/02/2026"
    assert formats.iso(day) == "2026-02-01"


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (dt.date(2026, 2, 9), "ngày 09 tháng 02 năm 2026"),
        (dt.date(2026, 3, 19), "ngày 19 tháng 3 năm 2026"),
        (dt.date(2026, 11, 24), "ngày 24 tháng 11 năm 2026"),
    ],
)
def test_a_paper_writes_its_day_in_words(day: dt.date, written: str) -> None:
    assert formats.long_date(day) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234, 0, "1.234"),
        (1234567.25, 1, "1.234.567,3"),
        (Decimal("0.5"), 0, "1"),
        (-3, 0, "−3"),
        (0, 2, "0,00"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_comma(
    value: formats.Number, decimals: int, written: str
) -> None:
    assert formats.number(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(96.5, "96,5%"), (100, "100%"), (96.04, "96%"), (0.05, "0,1%")]
)
def test_a_percent_has_one_digit_only_when_it_is_not_whole(value: formats.Number, written: str) -> None:
    assert formats.percent(value) == written


def test_money_is_in_dong_and_nothing_to_pay_is_said() -> None:
    assert formats.money(8000) == "8.000 đồng"
    assert formats.money(0) == "không thu"


@pytest.mark.parametrize(
    ("hours", "written"),
    [(4, "4 giờ"), (12, "1 ngày 4 giờ"), (0.5, "30 phút"), (0, "0 phút"), (-9, "−1 ngày 1 giờ")],
)
def test_working_hours_are_counted_in_days_of_eight(hours: formats.Number, written: str) -> None:
    assert formats.duration_hours(hours) == written


@pytest.mark.parametrize(
    ("before", "written"),
    [
        (dt.timedelta(seconds=20), "vừa xong"),
        (dt.timedelta(minutes=5), "5 phút trước"),
        (dt.timedelta(hours=3), "3 giờ trước"),
        (dt.timedelta(hours=20), "hôm qua"),
        (dt.timedelta(days=4), "4 ngày trước"),
        (dt.timedelta(days=40), "15/10/2026"),
        (dt.timedelta(minutes=-5), "24/11/2026"),
    ],
)
def test_how_long_ago_is_told_in_words_until_a_date_is_clearer(before: dt.timedelta, written: str) -> None:
    now = dt.datetime(2026, 11, 24, 15, 30, tzinfo=HANOI)

    assert formats.ago(now - before, now) == written


@pytest.mark.parametrize(("value", "written"), [(820, "820 B"), (12_300, "12 KB"), (3_565_158, "3,4 MB")])
def test_a_file_has_a_size_people_know(value: int, written: str) -> None:
    assert formats.size(value) == written


@pytest.mark.parametrize(
    "name",
    [
        "date",
        "clock",
        "datetime",
        "weekday_date",
        "long_date",
        "number",
        "percent",
        "money",
        "duration_hours",
        "size",
    ],
)
def test_an_absent_value_is_a_dash(name: str) -> None:
    assert getattr(formats, name)(None) == "–"
