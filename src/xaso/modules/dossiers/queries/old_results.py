"""The register of old results: its list, one of them, the queue of checks, progress by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from xaso.kernel.clock import at
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.kernel.text import words
from xaso.modules.org.queries import setting
from xaso.platform.files import recognition

from ..access import DIGITISES
from ..models import OldResult
from ..models.old_results import OldResultQuerySet

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer
    from xaso.platform.files.models import TextCopy

FIRST_YEAR, LAST_YEAR = 2025, 2030
FIRST_LEVEL, GROWTH = 15, 20


@dataclass(frozen=True, slots=True)
class YearLevel:
    """One year: how much had to be digitised at its end, and how much of what was in force was."""

    year: int
    due: int
    digitised: int
    valid: int
    is_over: bool

    @property
    def percent(self) -> float | None:
        """The level, in per cent; None when nothing was in force."""
        return self.digitised * 100 / self.valid if self.valid else None

    @property
    def is_met(self) -> bool:
        """Whether the level reaches what was due."""
        return self.percent is not None and self.percent >= self.due


def results(state: str, typed: str, number: int) -> Page[OldResult]:
    """The register, newest first, 20 a page; by state, and by words of number, kind and holder."""
    rows = OldResult.objects.all()
    if state in OldResult.State.values:
        rows = rows.filter(state=state)
    for word in words(typed)[:6]:
        rows = rows.filter(folded__contains=word)
    fetched = list(rows.select_related("field", "scanned_by").order_by("-pk")[window(number)])
    return Page.cut(fetched, number, total=rows.count())


def to_check(officer: Officer, number: int) -> Page[OldResult]:
    """Scans of others that wait for a second person, oldest first, 20 a page."""
    rows = _to_check(officer)
    fetched = list(rows.select_related("scanned_by", "file").order_by("scanned_at", "pk")[window(number)])
    return Page.cut(fetched, number, total=rows.count())


def to_scan(most: int) -> list[OldResult]:
    """Those that have no scan yet, the first listed first, at most so many."""
    rows = OldResult.objects.filter(state=OldResult.State.LISTED)
    return list(rows.order_by("pk")[:most])


def next_to_check(officer: Officer) -> OldResult | None:
    """The one that has waited longest."""
    return _to_check(officer).order_by("scanned_at", "pk").first()


def check_count(officer: Officer) -> int:
    """How many wait for this officer; 0 for one who does not digitise."""
    return _to_check(officer).count() if officer.has_role(*DIGITISES) else 0


def old_result(code: str) -> OldResult:
    """The result of that code. Raises `Missing`."""
    digits = code.removeprefix("KQ")
    rows = OldResult.objects.select_related("field", "file", "listed_by", "scanned_by", "checked_by")
    found = rows.filter(pk=int(digits)).first() if digits.isdigit() and len(digits) < 19 else None
    if found is None:
        raise Missing("Không có kết quả cũ nào mang mã này.")
    return found


def copy_of(result: OldResult) -> TextCopy | None:
    """The searchable copy of its scan."""
    return recognition.copies_of([result.file_id]).get(result.file_id) if result.file_id else None


def level_due(year: int, *, first: int, growth: int) -> int:
    """Return the level a year must end with, in per cent: the first year's, then so many points more.

    Basis: the plan, III.2-06 and III.2-07 (onestop.md 1.3): 15 of "30, 20, 15" and "20%" read as points are
    our choice (D), settings of the commune.
    """
    return min(100, first + growth * (year - FIRST_YEAR))


def progress(today: date) -> list[YearLevel]:
    """Each year of the plan so far, counted now from the register: two queries a year."""
    first, growth = first_level(), yearly_growth()
    found = []
    for year in range(FIRST_YEAR, min(max(today.year, FIRST_YEAR), LAST_YEAR) + 1):
        end = min(date(year, 12, 31), today)
        valid = OldResult.objects.valid_on(end)
        done = valid.digitised().filter(checked_at__lt=at(end + timedelta(days=1)))
        due = level_due(year, first=first, growth=growth)
        found.append(YearLevel(year, due, done.count(), valid.count(), is_over=year < today.year))
    return found


def first_level() -> int:
    """The level of 2025 (setting digitising.first_level)."""
    return int(setting("digitising.first_level", FIRST_LEVEL))


def yearly_growth() -> int:
    """The points a year adds (setting digitising.yearly_growth)."""
    return int(setting("digitising.yearly_growth", GROWTH))


def _to_check(officer: Officer) -> OldResultQuerySet:
    return OldResult.objects.filter(state=OldResult.State.SCANNED).exclude(scanned_by=officer)
