"""Reporting windows: they tile the year, their codes read back, their days follow the calendar."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xaso.kernel.errors import Invalid
from xaso.kernel.workdays import CalendarGap, WorkCalendar
from xaso.modules.indicators.rules.slots import Grid, Slot, runs_of, slots_between, slots_of
from xaso.modules.indicators.rules.windows import (
    CUMULATIVE,
    PERIOD,
    Window,
    WindowKind,
    cutoff_on,
    report_month,
    report_year,
    send_by_on,
    window_of,
    windows_of,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))
YEARS = st.integers(1990, 2090)
WINDOWS = st.builds(
    lambda year, pick: windows_of(year)[pick], YEARS, st.integers(0, len(windows_of(2026)) - 1)
)
CALENDAR = WorkCalendar(
    weekly_off=frozenset({6, 7}), off={date(2026, 9, 2): "Quốc khánh"}, work={},
    covers_from=date(1989, 1, 1), covers_to=date(2092, 12, 31),
)  # fmt: skip
TILING = [kind for kind in WindowKind if kind.tiles]


@pytest.mark.parametrize(
    ("code", "start", "end", "label"),
    [
        ("2026-01", date(2025, 12, 15), date(2026, 1, 14), "Tháng 1/2026"),
        ("2026-12", date(2026, 11, 15), date(2026, 12, 14), "Tháng 12/2026"),
        ("2026-Q1", date(2025, 12, 15), date(2026, 3, 14), "Quý I/2026"),
        ("2026-Q4", date(2026, 9, 15), date(2026, 12, 14), "Quý IV/2026"),
        ("2026-H1", date(2025, 12, 15), date(2026, 6, 14), "6 tháng đầu năm 2026"),
        ("2026-9M", date(2025, 12, 15), date(2026, 9, 14), "9 tháng đầu năm 2026"),
        ("2026", date(2025, 12, 15), date(2026, 12, 14), "Năm 2026"),
    ],
)
def test_a_window_runs_from_the_fifteenth_to_the_fourteenth(
    code: str, start: date, end: date, label: str
) -> None:
    window = Window.parse(code)

    assert (window.code, window.label) == (code, label)
    assert (window.period.start, window.period.end, window.period.label) == (start, end, label)
    assert window.cumulative.start == date(2025, 12, 15)
    assert window.cumulative.end == end
    assert window.span(CUMULATIVE) == window.cumulative
    assert window.span(PERIOD) == window.period


@pytest.mark.parametrize(
    "code", ["", "2026-13", "2026-00", "2026-Q5", "2026-H2", "26-01", "٢٠٢٦", "2026-1", "3026"]
)
def test_what_is_no_window_is_refused_with_how_to_write_one(code: str) -> None:
    with pytest.raises(Invalid, match="2026-Q1"):
        Window.parse(code)


@pytest.mark.parametrize(
    ("kind", "number"), [(WindowKind.MONTH, 13), (WindowKind.HALF, 2), (WindowKind.QUARTER, 0)]
)
def test_there_is_no_thirteenth_month_and_no_second_half(kind: WindowKind, number: int) -> None:
    with pytest.raises(ValueError, match="no such window"):
        Window(kind, 2026, number)


def test_a_year_has_nineteen_windows_in_the_order_they_end() -> None:
    every = windows_of(2026)

    assert Counter(one.kind for one in every) == {
        WindowKind.MONTH: 12,
        WindowKind.QUARTER: 4,
        WindowKind.HALF: 1,
        WindowKind.NINE_MONTHS: 1,
        WindowKind.YEAR: 1,
    }
    assert [one.code for one in every][:4] == ["2026-01", "2026-02", "2026-03", "2026-Q1"]
    assert every[-1].code == "2026"
    assert {kind.label for kind in WindowKind} == {"Tháng", "Quý", "6 tháng", "9 tháng", "Năm"}


@given(WINDOWS)
def test_a_code_reads_back_as_its_window(window: Window) -> None:
    assert Window.parse(window.code) == window


@pytest.mark.parametrize("kind", TILING)
@given(year=YEARS)
def test_windows_of_a_kind_tile_the_report_year(kind: WindowKind, year: int) -> None:
    pieces = [one.period for one in windows_of(year) if one.kind is kind]

    assert pieces[0].start == date(year - 1, 12, 15)
    assert pieces[-1].end == date(year, 12, 14)
    for before, after in itertools.pairwise(pieces):
        assert after.start == before.end + timedelta(days=1)


@given(DAYS)
def test_every_day_lies_in_exactly_one_window_of_a_kind_that_tiles(day: date) -> None:
    near = [*windows_of(day.year), *windows_of(day.year + 1)]

    for kind in WindowKind:
        holding = [one for one in near if one.kind is kind and one.period.contains(day)]
        found = window_of(day, kind)
        assert holding == ([] if found is None else [found])
        assert not kind.tiles or found is not None


@given(DAYS)
def test_the_report_year_and_month_of_a_day_are_those_of_its_windows(day: date) -> None:
    year, month = window_of(day, WindowKind.YEAR), window_of(day, WindowKind.MONTH)

    assert year is not None
    assert month is not None
    assert report_year(day) == year.year == month.year
    assert report_month(day) == (month.year, month.number)


@given(WINDOWS, st.integers(-3, 40), st.integers(-3, 40))
def test_the_report_leaves_on_a_working_day_after_the_cut_off(
    window: Window, cutoff_day: int, send_by_day: int
) -> None:
    settled = cutoff_on(window, cutoff_day)
    leaves = send_by_on(window, CALENDAR, cutoff_day=cutoff_day, send_by_day=send_by_day)

    assert settled >= window.end
    assert CALENDAR.is_workday(leaves)
    assert CALENDAR.workdays_between(settled, leaves) >= 1


def test_the_days_of_a_quarter_as_the_settings_of_the_pack_say() -> None:
    window = Window.parse("2026-Q3")

    assert cutoff_on(window, 14) == date(2026, 9, 14)
    assert send_by_on(window, CALENDAR, cutoff_day=14, send_by_day=18) == date(2026, 9, 18)
    assert send_by_on(window, CALENDAR, cutoff_day=14, send_by_day=19) == date(2026, 9, 21), (
        "a Saturday moves on"
    )
    assert send_by_on(window, CALENDAR, cutoff_day=14, send_by_day=1) == date(2026, 9, 15), (
        "after the cut-off"
    )


def test_a_year_without_a_calendar_has_no_day_of_sending() -> None:
    short = WorkCalendar(
        weekly_off=frozenset({6, 7}),
        off={},
        work={},
        covers_from=date(2026, 1, 1),
        covers_to=date(2026, 12, 31),
    )

    with pytest.raises(CalendarGap):
        send_by_on(Window.parse("2030"), short, cutoff_day=14, send_by_day=18)


@given(DAYS)
def test_a_day_belongs_to_one_month_of_each_grid(day: date) -> None:
    calendar, report = slots_of(day)

    assert (calendar.grid, report.grid) == (Grid.CALENDAR, Grid.REPORTING)
    assert calendar.period.contains(day)
    assert report.period.contains(day)
    assert calendar.whole_year.period.contains(day)
    assert report.whole_year.period.contains(day)
    assert {grid.label for grid in Grid} == {"tháng dương lịch", "tháng báo cáo"}


@given(DAYS, st.integers(0, 800))
def test_months_between_two_days_are_those_of_every_day_between(first: date, length: int) -> None:
    days = [first + timedelta(days=step) for step in range(length + 1)]

    assert set(slots_between(first, days[-1])) == {slot for day in days for slot in slots_of(day)}


SLOTS = st.sets(
    st.builds(Slot, st.sampled_from(Grid), st.integers(2024, 2026), st.integers(1, 12)), max_size=8
)


@given(SLOTS)
def test_runs_hold_every_month_and_never_touch(slots: set[Slot]) -> None:
    runs = runs_of(slots)

    days = {run.start + timedelta(days=n) for run in runs for n in range((run.end - run.start).days + 1)}
    wanted = {
        slot.period.start + timedelta(days=n)
        for slot in slots
        for n in range((slot.period.end - slot.period.start).days + 1)
    }
    assert days == wanted
    assert all(after.start > before.end + timedelta(days=1) for before, after in itertools.pairwise(runs))
