"""When a recurring activity of the plan is due, from the words of its "Thời gian" column.

Source: the plan's Annex I ("Hàng năm", "Tháng 12 hàng năm", "Quý IV hàng năm", "Trước ngày 10/12 hàng năm",
"2026-2027"), documents.md S-09. Words that are not understood give no rule: a person says the day.
"Trước ngày 10/12" is read strictly: the last day in time is 9/12 (our reading, told on the screen).
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from xaso.kernel.text import fold
from xaso.kernel.wording import day_words

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_ROMAN_WORDS = ("I", "II", "III", "IV")
_YEARLY = r"(?:hang|moi|cac) nam"
_YEAR = r"(?P<year>20\d\d)"
_BY = r"(?:xong )?(?:cham nhat )?(?:den )?(?:het )?(?:ngay )?"


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time an activity is due: `key` tells it apart, `starts_on` is when its work may begin."""

    key: str
    starts_on: date
    due_on: date
    label: str


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rhythm: every `every` months, or once for `first_year` to `last_year`.

    A window of the year runs from `from_month` to `to_month`; `before` is the day that is already too late.
    """

    words: str
    every: int = 12
    from_month: int = 1
    to_month: int = 12
    before: tuple[int, int] | None = None
    by_day: int | None = None
    years: tuple[int, int] | None = None


def parse_time(text: str) -> Recurrence | None:
    """Return the rhythm that the words of a "Thời gian" cell mean; None when they are not understood.

    Basis: the plan's Annex I and documents.md S-09; every reading is told back in words (`Recurrence.words`).
    """
    plain = re.sub(r"\s*[-–—]\s*", "-", fold(text)).strip(" .;,")
    for shape, make in _SHAPES:
        found = re.fullmatch(shape, plain)
        if found:
            return make(found)
    return None


def occurrences(rule: Recurrence, year: int) -> tuple[Occurrence, ...]:
    """Return the times due in a year, in order. Basis: the plan's Annex I; documents.md S-09."""
    if rule.years is not None:
        return _once(rule, year)
    if rule.every < 12:
        return tuple(_part(rule, year, number) for number in range(1, 12 // rule.every + 1))
    if rule.before is not None:
        due = _date(year, rule.before) - timedelta(days=1)
        return (Occurrence(str(year), due, due, f"năm {year}"),)
    start = date(year, rule.from_month, 1)
    return (Occurrence(str(year), start, _last_day(year, rule.to_month), f"năm {year}"),)


def to_come(rule: Recurrence, years: tuple[int, int], since: date) -> tuple[Occurrence, ...]:
    """Return the times due from a day on, over the years of a plan, in order.

    Basis: the plan's Annex I; documents.md S-09.
    """
    every = (one for year in range(years[0], years[1] + 1) for one in occurrences(rule, year))
    return tuple(one for one in every if one.due_on >= since)


def in_span(text: str, years: tuple[int, int]) -> str:
    """Return the words of a "Thời gian" cell made whole: a month, a quarter or a day that names no year is
    of the plan's only year, else of every year. Words understood as they stand, or not at all, come back
    as they are.

    Basis: the plan's Annex I; documents.md S-09. Our reading, shown on the page for a person to correct.
    """
    words = " ".join(text.split()).strip(" .;,")
    if not words or parse_time(words) is not None:
        return words
    single = years[0] == years[1]
    wholes = (f"{words} năm {years[0]}", f"{words} {years[0]}") if single else (f"{words} hằng năm",)
    return next((whole for whole in wholes if parse_time(whole) is not None), words)


def opens_on(occurrence: Occurrence, days: int) -> date:
    """Return the day an occurrence becomes a task: when its window begins, and `days` before it is due at
    latest.

    Basis: design; the number of days is a setting of the commune.
    """
    return min(occurrence.starts_on, occurrence.due_on - timedelta(days=days))


def _once(rule: Recurrence, year: int) -> tuple[Occurrence, ...]:
    first, last = rule.years or (year, year)
    if year != last:
        return ()
    due = _date(last, rule.before) - timedelta(days=1) if rule.before else _last_day(last, rule.to_month)
    start = min(date(first, rule.from_month, 1), due)
    key = str(last) if first == last else f"{first}-{last}"
    return (Occurrence(key, start, due, f"năm {key}"),)


def _part(rule: Recurrence, year: int, number: int) -> Occurrence:
    first, last = (number - 1) * rule.every + 1, number * rule.every
    due = _last_day(year, last)
    if rule.by_day is not None:
        due = date(year, last, min(rule.by_day, due.day))
    key, label = _part_names(rule.every, year, number)
    return Occurrence(key, date(year, first, 1), due, label)


def _part_names(every: int, year: int, number: int) -> tuple[str, str]:
    if every == 1:
        return f"{year}-{number:02d}", f"tháng {number}/{year}"
    if every == 3:
        return f"{year}-Q{number}", f"quý {_ROMAN_WORDS[number - 1]}/{year}"
    return f"{year}-H{number}", f"6 tháng {'đầu' if number == 1 else 'cuối'} năm {year}"


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _date(year: int, before: tuple[int, int]) -> date:
    month, day = before
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


Found = re.Match[str]


def _year_through(found: Found) -> Recurrence:
    return Recurrence("Mỗi năm, hạn 31/12")


def _month_yearly(found: Found) -> Recurrence | None:
    month = int(found["month"])
    if not 1 <= month <= 12:
        return None
    last = "cuối tháng" if month == 2 else day_words(_last_day(2025, month))[:5]
    return Recurrence(f"Tháng {month} mỗi năm, hạn {last}", from_month=month, to_month=month)


def _quarter_yearly(found: Found) -> Recurrence:
    quarter = _ROMAN[found["quarter"]]
    last = day_words(_last_day(2025, quarter * 3))[:5]
    words = f"Quý {_ROMAN_WORDS[quarter - 1]} mỗi năm, hạn {last}"
    return Recurrence(words, from_month=quarter * 3 - 2, to_month=quarter * 3)


def _before_yearly(found: Found) -> Recurrence | None:
    mark = _day_of(found, 2024)
    if mark is None:
        return None
    due = _date(2025, mark) - timedelta(days=1)
    words = f"Mỗi năm, trước ngày {mark[1]}/{mark[0]}: chậm nhất hết ngày {due.day}/{due.month}"
    return Recurrence(words, before=mark)


def _before_once(found: Found) -> Recurrence | None:
    year = int(found["year"])
    mark = _day_of(found, year)
    if mark is None:
        return None
    due = date(year, *mark) - timedelta(days=1)
    words = f"Một lần, trước ngày {mark[1]}/{mark[0]}/{year}: chậm nhất hết ngày {day_words(due)}"
    return Recurrence(words, before=mark, years=(year, year))


def _day_of(found: Found, year: int) -> tuple[int, int] | None:
    """Month and day, when the calendar has them and the day before lies in the same year."""
    month, day = int(found["month"]), int(found["day"])
    if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1] or (month, day) == (1, 1):
        return None
    return month, day


def _by_yearly(found: Found) -> Recurrence | None:
    """A day named without "trước" is itself in time."""
    mark = _day_of(found, 2025)
    if mark is None:
        return None
    if mark == (12, 31):
        return _year_through(found)
    after = date(2025, *mark) + timedelta(days=1)
    return Recurrence(f"Mỗi năm, chậm nhất hết ngày {mark[1]}/{mark[0]}", before=(after.month, after.day))


def _by_once(found: Found) -> Recurrence | None:
    year = int(found["year"])
    mark = _day_of(found, year)
    if mark is None:
        return None
    if mark == (12, 31):
        return _until_year(found)
    due = date(year, *mark)
    after = due + timedelta(days=1)
    words = f"Một lần, chậm nhất hết ngày {day_words(due)}"
    return Recurrence(words, before=(after.month, after.day), years=(year, year))


def _half_yearly(found: Found) -> Recurrence:
    first, last, words = _half(found)
    return Recurrence(f"{words} mỗi năm", from_month=first, to_month=last)


def _half_once(found: Found) -> Recurrence:
    first, last, words = _half(found)
    year = int(found["year"])
    return Recurrence(
        f"Một lần, trong {words.lower()} {year}", from_month=first, to_month=last, years=(year, year)
    )


def _half(found: Found) -> tuple[int, int, str]:
    return (1, 6, "6 tháng đầu năm") if found["half"] == "dau" else (7, 12, "6 tháng cuối năm")


def _years(found: Found) -> Recurrence | None:
    first, last = int(found["year"]), int(found["last"] or found["year"])
    if last < first:
        return None
    words = f"Một lần, từ năm {first} đến hết năm {last}" if last > first else f"Một lần, trong năm {first}"
    return Recurrence(words, years=(first, last))


def _until_year(found: Found) -> Recurrence:
    year = int(found["year"])
    return Recurrence(f"Một lần, chậm nhất 31/12/{year}", years=(year, year))


def _month_once(found: Found) -> Recurrence | None:
    month, year = int(found["month"]), int(found["year"])
    if not 1 <= month <= 12:
        return None
    words = f"Một lần, trong tháng {month}/{year}"
    return Recurrence(words, from_month=month, to_month=month, years=(year, year))


def _quarter_once(found: Found) -> Recurrence:
    quarter, year = _ROMAN[found["quarter"]], int(found["year"])
    words = f"Một lần, trong quý {_ROMAN_WORDS[quarter - 1]}/{year}"
    return Recurrence(words, from_month=quarter * 3 - 2, to_month=quarter * 3, years=(year, year))


def _each_quarter(found: Found) -> Recurrence:
    return Recurrence("Mỗi quý một lần, hạn ngày cuối quý", every=3)


def _each_half(found: Found) -> Recurrence:
    return Recurrence("Mỗi sáu tháng một lần, hạn 30/6 và 31/12", every=6)


def _each_month(found: Found) -> Recurrence | None:
    day = int(found["day"]) if found["day"] else None
    if day is None:
        return Recurrence("Mỗi tháng một lần, hạn ngày cuối tháng", every=1)
    if not 1 <= day <= 31:
        return None
    return Recurrence(f"Mỗi tháng một lần, hạn ngày {day}", every=1, by_day=day)


Make = Callable[[Found], Recurrence | None]
_SHAPES: tuple[tuple[str, Make], ...] = (
    (rf"(?:thuong xuyen,? ?)?{_YEARLY}|thuong xuyen", _year_through),
    (rf"(?:trong )?thang (?P<month>\d\d?) {_YEARLY}", _month_yearly),
    (rf"(?:trong )?quy (?P<quarter>iv|i{{1,3}}|[1-4]) {_YEARLY}", _quarter_yearly),
    (rf"(?:xong )?truoc (?:ngay )?(?P<day>\d\d?)[/-](?P<month>\d\d?) {_YEARLY}", _before_yearly),
    (rf"(?:xong )?truoc (?:ngay )?(?P<day>\d\d?)[/-](?P<month>\d\d?)(?:[/-]| nam ){_YEAR}", _before_once),
    (rf"(?:giai doan |nam |trong nam |tu nam )?{_YEAR}(?:-(?:nam )?(?P<last>20\d\d))?", _years),
    (rf"(?:giai doan |tu )?nam {_YEAR} den (?:het )?nam (?P<last>20\d\d)", _years),
    (rf"(?:cham nhat )?den (?:het )?nam {_YEAR}", _until_year),
    (rf"(?:trong )?thang (?P<month>\d\d?)(?:/| nam ){_YEAR}", _month_once),
    (rf"(?:trong )?quy (?P<quarter>iv|i{{1,3}}|[1-4])(?:/| nam ){_YEAR}", _quarter_once),
    (rf"{_BY}(?P<day>\d\d?)[/-](?P<month>\d\d?) {_YEARLY}", _by_yearly),
    (rf"{_BY}(?P<day>\d\d?)[/-](?P<month>\d\d?)(?:[/-]| nam ){_YEAR}", _by_once),
    (rf"(?:trong )?6 thang (?P<half>dau|cuoi) nam,? {_YEARLY}", _half_yearly),
    (rf"(?:trong )?6 thang (?P<half>dau|cuoi) (?:nam )?{_YEAR}", _half_once),
    (r"(?:dinh ky )?(?:hang|moi) quy|(?:dinh ky )?(?:1 lan/)?(?:quy|3 thang)(?:/(?:1 )?lan)?", _each_quarter),
    (r"(?:dinh ky )?(?:hang |moi |1 lan/)?(?:6 thang|nua nam)(?:/(?:1 )?lan)?", _each_half),
    (
        r"(?:dinh ky )?(?:ngay (?P<day>\d\d?) )?(?:hang|moi) thang|(?:1 lan/thang|(?:1 )?thang/(?:1 )?lan)",
        _each_month,
    ),
)
