"""The windows of periodic reports, and the months figures are kept by.

Source: NĐ 09/2019/NĐ-CP Đ.8 and Đ.12, as other provinces repeat them (documents.md B-01 to B-05; grade B): a
report month runs from the 15th of the month before to the 14th; quarters, the first half, nine months and the
year are made of such months. The day a commune sends its report is set by its province and was not found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from xaso.kernel.errors import Invalid
from xaso.kernel.periods import Period
from xaso.kernel.wording import day_words
from xaso.kernel.workdays import WorkCalendar

FIRST_DAY = 15
LAST_DAY = 14
BASIS = "NĐ 09/2019/NĐ-CP Đ.12 (dẫn lại theo quy định của các tỉnh)"
_CODE = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?:(?P<month>0[1-9]|1[0-2])|Q(?P<quarter>[1-4])|(?P<half>H1)|(?P<nine>9M)))?",
    re.ASCII,
)
_ROMAN = ("I", "II", "III", "IV")


class WindowKind(StrEnum):
    """The kinds of periodic report."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    NINE_MONTHS = "nine_months"
    YEAR = "year"

    @property
    def label(self) -> str:
        """The kind in words."""
        return _LABELS[self]

    @property
    def months(self) -> int:
        """How many months a window of this kind has."""
        return _MONTHS[self]

    @property
    def tiles(self) -> bool:
        """Whether the windows of this kind cover each year without a gap."""
        return self in (WindowKind.MONTH, WindowKind.QUARTER, WindowKind.YEAR)

    @property
    def per_year(self) -> int:
        """How many windows of this kind a year has: one first half, one of nine months."""
        return 12 // self.months if self.tiles else 1


_LABELS = {
    WindowKind.MONTH: "Tháng",
    WindowKind.QUARTER: "Quý",
    WindowKind.HALF: "6 tháng",
    WindowKind.NINE_MONTHS: "9 tháng",
    WindowKind.YEAR: "Năm",
}
_MONTHS = {
    WindowKind.MONTH: 1,
    WindowKind.QUARTER: 3,
    WindowKind.HALF: 6,
    WindowKind.NINE_MONTHS: 9,
    WindowKind.YEAR: 12,
}


@dataclass(frozen=True, slots=True)
class Window:
    """One window: its kind, the year it reports on, and its number in the year (from 1)."""

    kind: WindowKind
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not (1 <= self.number <= self.kind.per_year and 1000 <= self.year <= 2999):
            raise ValueError(f"no such window: {self.kind} {self.number} of {self.year}")

    @classmethod
    def parse(cls, code: str) -> Window:
        """Return the window of ``2026-01``, ``2026-Q1``, ``2026-H1``, ``2026-9M`` or ``2026``.

        Raises `Invalid`. Basis: NĐ 09/2019/NĐ-CP Đ.12; the spelling of the codes is ours.
        """
        found = _CODE.fullmatch(code)
        if found is None:
            raise Invalid(
                f"Không có kỳ báo cáo “{code[:20]}”. Viết như 2026-01, 2026-Q1, 2026-H1, 2026-9M hoặc 2026.",
                field="ky",
            )
        year = int(found["year"])
        if found["month"]:
            return cls(WindowKind.MONTH, year, int(found["month"]))
        if found["quarter"]:
            return cls(WindowKind.QUARTER, year, int(found["quarter"]))
        if found["half"]:
            return cls(WindowKind.HALF, year)
        return cls(WindowKind.NINE_MONTHS if found["nine"] else WindowKind.YEAR, year)

    @property
    def code(self) -> str:
        """The code that `parse` reads back. Basis: ours."""
        endings = {
            WindowKind.MONTH: f"-{self.number:02d}",
            WindowKind.QUARTER: f"-Q{self.number}",
            WindowKind.HALF: "-H1",
            WindowKind.NINE_MONTHS: "-9M",
            WindowKind.YEAR: "",
        }
        return f"{self.year:04d}{endings[self.kind]}"

    @property
    def label(self) -> str:
        """``Quý I/2026``. Basis: common writing in reports."""
        words = {
            WindowKind.MONTH: f"Tháng {self.number}/{self.year}",
            WindowKind.QUARTER: f"Quý {_ROMAN[(self.number - 1) % 4]}/{self.year}",
            WindowKind.HALF: f"6 tháng đầu năm {self.year}",
            WindowKind.NINE_MONTHS: f"9 tháng đầu năm {self.year}",
            WindowKind.YEAR: f"Năm {self.year}",
        }
        return words[self.kind]

    @property
    def first_month(self) -> int:
        """The first month of the year that the window reports on."""
        return (self.number - 1) * self.kind.months + 1

    @property
    def last_month(self) -> int:
        """The month of the year in which the window ends."""
        return self.first_month + self.kind.months - 1

    @property
    def period(self) -> Period:
        """The days whose work is counted, both ends included. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
        return Period(_first_day(self.year, self.first_month), self.end, self.label)

    @property
    def cumulative(self) -> Period:
        """From the first day of the report year to the window's end. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
        start = _first_day(self.year, 1)
        return Period(start, self.end, f"từ {day_words(start)} đến {day_words(self.end)}")

    @property
    def end(self) -> date:
        """The last day counted: the 14th of the last month. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
        return date(self.year, self.last_month, LAST_DAY)

    def span(self, name: str) -> Period:
        """The period of ``period`` or ``cumulative``. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
        return self.cumulative if name == CUMULATIVE else self.period


PERIOD, CUMULATIVE = "period", "cumulative"
SPANS = (PERIOD, CUMULATIVE)
SPAN_WORDS = {PERIOD: "trong kỳ", CUMULATIVE: "lũy kế từ đầu năm báo cáo"}


def windows_of(year: int) -> tuple[Window, ...]:
    """Return the windows of a report year, in the order they end, shorter ones first.

    Basis: NĐ 09/2019/NĐ-CP Đ.12.
    """
    every = [Window(kind, year, number + 1) for kind in WindowKind for number in range(kind.per_year)]
    return tuple(sorted(every, key=lambda one: (one.end, one.kind.months)))


def report_year(day: date) -> int:
    """Return the report year a day belongs to: 15 December opens the next. Basis: NĐ 09/2019/NĐ-CP Đ.12."""
    return day.year + (day >= _first_day(day.year + 1, 1))


def report_month(day: date) -> tuple[int, int]:
    """Return year and month of the report month that holds a day: the 15th opens the next.

    Basis: NĐ 09/2019/NĐ-CP Đ.12.
    """
    if day.day < FIRST_DAY:
        return day.year, day.month
    return (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)


def window_of(day: date, kind: WindowKind) -> Window | None:
    """Return the one window of a kind that holds a day; None when that kind leaves the day out.

    The first half and nine months leave out the rest of the year. Basis: NĐ 09/2019/NĐ-CP Đ.12.
    """
    year, month = report_month(day)
    number = (month - 1) // kind.months + 1
    return Window(kind, year, number) if number <= kind.per_year else None


def cutoff_on(window: Window, cutoff_day: int) -> date:
    """Return the day on which the window's figures are settled: in its last month, never before its end.

    Basis: NĐ 09/2019/NĐ-CP Đ.8, Đ.12; the day itself is a setting.
    """
    return max(window.end, _day_in(Period.month(window.year, window.last_month), cutoff_day))


def send_by_on(window: Window, calendar: WorkCalendar, *, cutoff_day: int, send_by_day: int) -> date:
    """Return the day by which the report leaves the commune: a working day, at least one after the cut-off.

    Raises `CalendarGap` where the working calendar does not reach. Basis: NĐ 09/2019/NĐ-CP Đ.8 khoản 5 (the
    day between); the day itself is a setting.
    """
    wanted = _day_in(Period.month(window.year, window.last_month), send_by_day)
    if not calendar.is_workday(wanted):
        wanted = calendar.next_workday(wanted)
    return max(wanted, calendar.next_workday(cutoff_on(window, cutoff_day)))


def _day_in(month: Period, day: int) -> date:
    return min(month.start + timedelta(days=max(day, 1) - 1), month.end)


def _first_day(year: int, month: int) -> date:
    """The first day of a report month: the 15th of the month before."""
    return date(year, month - 1, FIRST_DAY) if month > 1 else date(year - 1, 12, FIRST_DAY)
