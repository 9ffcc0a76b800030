"""Periods a figure belongs to: month, quarter, half, nine months, year, or any two dates."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from xaso.kernel.clock import at, local_date
from xaso.kernel.errors import Invalid
from xaso.kernel.wording import day_words

_ROMAN = ("I", "II", "III", "IV")
_CODE = re.compile(r"(?P<year>\d{4})(?:-(?:(?P<month>\d{2})|Q(?P<quarter>\d)|H(?P<half>\d)|(?P<nine>9M)))?")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From ``start`` to ``end``, both days included. The label does not make two periods differ."""

    start: date
    end: date
    label: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends after it begins: {self.start} {self.end}")
        if not self.label:
            object.__setattr__(self, "label", _label(self))

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        """``tháng 3/2026``."""
        return cls._months(year, month, month)

    @classmethod
    def quarter(cls, year: int, quarter: int) -> Period:
        """``quý I/2026``."""
        return cls._months(year, quarter * 3 - 2, quarter * 3)

    @classmethod
    def half(cls, year: int, half: int) -> Period:
        """``6 tháng đầu năm 2026`` or ``6 tháng cuối năm 2026``."""
        return cls._months(year, half * 6 - 5, half * 6)

    @classmethod
    def nine_months(cls, year: int) -> Period:
        """``9 tháng đầu năm 2026``."""
        return cls._months(year, 1, 9)

    @classmethod
    def year(cls, year: int) -> Period:
        """``năm 2026``."""
        return cls._months(year, 1, 12)

    @classmethod
    def month_of(cls, moment: date | datetime) -> Period:
        """The month that holds a day, or an aware moment as Vietnam sees it."""
        day = local_date(moment) if isinstance(moment, datetime) else moment
        return cls.month(day.year, day.month)

    @classmethod
    def _months(cls, year: int, first: int, last: int) -> Period:
        return cls(date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1]))

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period of ``2026``, ``2026-03``, ``2026-Q1``, ``2026-H1``, ``2026-9M`` or ``<date>..<date>``.

        Raises `Invalid` with a sentence when the code is none of these.
        """
        try:
            return cls._parse(code)
        except ValueError:
            raise Invalid(
                f"Không hiểu kỳ “{code[:40]}”. Viết như 2026-03, 2026-Q1, 2026-H1, 2026-9M hoặc 2026.",
                field="period",
            ) from None

    @classmethod
    def _parse(cls, code: str) -> Period:
        if ".." in code:
            start, _, end = code.partition("..")
            return cls(date.fromisoformat(start), date.fromisoformat(end))
        if not (code.isascii() and (found := _CODE.fullmatch(code))):
            raise ValueError(code)
        year = int(found["year"])
        if month := found["month"]:
            return cls.month(year, int(month))
        if quarter := found["quarter"]:
            return cls.quarter(year, int(quarter))
        if half := found["half"]:
            return cls.half(year, int(half))
        return cls.nine_months(year) if found["nine"] else cls.year(year)

    @property
    def code(self) -> str:
        """The code that `parse` reads back."""
        shape = _SHAPES.get(_shape(self) or (0, 0))
        if shape is None:
            return f"{self.start.isoformat()}..{self.end.isoformat()}"
        return f"{self.start.year:04d}{shape[0]}"

    @property
    def start_at(self) -> datetime:
        """The first moment inside, in Vietnam's time."""
        return at(self.start)

    @property
    def end_at(self) -> datetime:
        """The first moment no longer inside (half-open)."""
        return at(self.end + timedelta(days=1))

    @property
    def is_month(self) -> bool:
        """Whether this is exactly one calendar month."""
        return self == Period.month_of(self.start)

    def months(self) -> tuple[Period, ...]:
        """The months inside, in order; a part of a month is cut to the period's own days."""
        pieces, start = [], self.start
        while start <= self.end:
            whole = Period.month_of(start)
            pieces.append(whole if self._holds(whole) else Period(start, min(whole.end, self.end)))
            start = whole.end + timedelta(days=1)
        return tuple(pieces)

    def contains(self, moment: date | datetime) -> bool:
        """Whether a day, or an aware moment as Vietnam sees it, lies inside."""
        day = local_date(moment) if isinstance(moment, datetime) else moment
        return self.start <= day <= self.end

    def _holds(self, other: Period) -> bool:
        return self.start <= other.start and other.end <= self.end


def _shapes() -> dict[tuple[int, int], tuple[str, str]]:
    """First and last month of a regular period, with its code's ending and its label."""
    shapes = {(1, 12): ("", "năm {year}"), (1, 9): ("-9M", "9 tháng đầu năm {year}")}
    shapes |= {(m, m): (f"-{m:02d}", f"tháng {m}/{{year}}") for m in range(1, 13)}
    shapes |= {(q * 3 - 2, q * 3): (f"-Q{q}", f"quý {_ROMAN[q - 1]}/{{year}}") for q in range(1, 5)}
    shapes |= {(1, 6): ("-H1", "6 tháng đầu năm {year}"), (7, 12): ("-H2", "6 tháng cuối năm {year}")}
    return shapes


_SHAPES = _shapes()


def _shape(period: Period) -> tuple[int, int] | None:
    """First and last month when the period is whole months of one year."""
    start, end = period.start, period.end
    whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    return (start.month, end.month) if whole and start.year == end.year else None


def _label(period: Period) -> str:
    shape = _SHAPES.get(_shape(period) or (0, 0))
    if shape is None:
        return f"từ {day_words(period.start)} đến {day_words(period.end)}"
    return shape[1].format(year=period.start.year)
