"""Typed figures as pages and closings need them: which one counts, what waits, how old it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from xaso.kernel.clock import local_date
from xaso.kernel.wording import day_words
from xaso.modules.org import queries as org
from xaso.modules.plan import queries as plan

from ..lifecycle import OPEN, State
from ..models import TypedFigure
from ..rules import typed as rules
from ..rules.windows import Window, WindowKind

STALE_DAYS = 184
NO_EVIDENCE = "chưa có minh chứng"
TREND_POINTS = 12


@dataclass(frozen=True, slots=True)
class Evidence:
    """The file a typed figure stands on."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class TypedLine:
    """A typed figure in ready words; ``number`` names it in addresses."""

    number: int
    target_code: str
    window: str
    window_words: str
    covers_to: date
    value: Decimal
    words: str
    fraction: str
    state: State
    source: str
    note: str
    evidence: Evidence | None
    entered_by: str
    entered_at: datetime
    decided_by: str
    decided_at: datetime | None
    reason: str
    age: str
    is_old: bool
    added: int = 1
    """How many figures it is the sum of."""
    has_gap: bool = False
    """Whether days before its end have no figure."""

    @property
    def state_words(self) -> str:
        """The state in words; a figure without its evidence says so first."""
        return self.state.label if self.evidence else f"{self.state.label}, {NO_EVIDENCE}"

    @property
    def window_low(self) -> str:
        """``quý III/2026``: the window inside a sentence."""
        return f"{self.window_words[:1].lower()}{self.window_words[1:]}"

    @property
    def is_returned(self) -> bool:
        """Whether a second person sent it back."""
        return self.state is State.RETURNED

    @property
    def evidence_words(self) -> str:
        """The name of the evidence, or that there is none."""
        return self.evidence.name if self.evidence else NO_EVIDENCE

    @property
    def as_of(self) -> str:
        """``Quý III/2026, đến 14/09/2026``, or of how many windows it is the sum."""
        if self.added == 1:
            return f"{self.window_words}, đến {day_words(self.covers_to)}"
        gap = ", còn kỳ chưa nhập" if self.has_gap else ""
        return f"Cộng {self.added} kỳ đã nhập, đến {day_words(self.covers_to)}{gap}"

    @property
    def label(self) -> str:
        """The window short enough for a chart's foot: ``Q3/26``, ``9/26``, ``2026``."""
        year, _, rest = self.window.partition("-")
        return f"{rest.lstrip('0')}/{year[2:]}" if rest else year


def approved(year: int, until: date) -> dict[str, list[TypedFigure]]:
    """Return the approved figures of each target: of the year, reaching no further than ``until``; which of
    them count tell `rules.counting` and `rules.of_days`. One query.
    """
    rows = TypedFigure.objects.filter(year=year, covers_to__lte=until, state=State.APPROVED)
    found: dict[str, list[TypedFigure]] = {}
    for row in rows.select_related("evidence", "entered_by", "decided_by"):
        found.setdefault(row.target_code, []).append(row)
    return found


def total(figures: Sequence[TypedFigure]) -> Decimal:
    """Return the value of figures that add up, or of the only one."""
    return sum((one.value for one in figures), Decimal(0))


class TypedFigures:
    """The typed figures of a year and the one before, for some targets or all, read in one query."""

    def __init__(
        self, year: int, at: datetime, targets: Iterable[str] | None = None, *, every_year: bool = False
    ) -> None:
        self.year = year
        self.today = local_date(at)
        rows = TypedFigure.objects.exclude(state=State.DROPPED)
        if not every_year:
            rows = rows.filter(year__in=(year - 1, year))
        if targets is not None:
            rows = rows.filter(target_code__in=set(targets))
        self._by_target: dict[str, list[TypedFigure]] = {}
        for row in rows.select_related("evidence", "entered_by__unit", "decided_by"):
            self._by_target.setdefault(row.target_code, []).append(row)

    def of(self, target: str, year: int | None = None) -> TypedLine | None:
        """The approved figure that counts for the target in the year, or None."""
        wanted = self.year if year is None else year
        rows = [one for one in self._approved(target) if one.year == wanted]
        return added_line(rules.counting(rows, rows[0].unit), self.today) if rows else None

    def earlier(self, target: str) -> TypedLine | None:
        """The figure that counts for the last year before this one that has one, or None."""
        years = [one.year for one in self._approved(target) if one.year < self.year]
        return self.of(target, max(years)) if years else None

    def waiting(self, target: str) -> TypedLine | None:
        """The last figure of the year that nobody has approved yet, or None."""
        rows = [one for one in self._by_target.get(target, ()) if one.state in OPEN and one.year == self.year]
        last = max(rows, key=lambda one: one.pk, default=None)
        return None if last is None else line_of(last, self.today)

    def trend(self, target: str) -> list[TypedLine]:
        """The approved figures in the order of their windows, one each, the last twelve."""
        by_window: dict[str, list[TypedFigure]] = {}
        for one in self._approved(target):
            if one.year <= self.year:
                by_window.setdefault(one.window, []).append(one)
        counting = [last for rows in by_window.values() if (last := rules.newest(rows)) is not None]
        ordered = sorted(counting, key=lambda one: (one.covers_to, one.covers_from))
        return [line_of(one, self.today) for one in ordered[-TREND_POINTS:]]

    def reaches(self, target: str, day: date) -> bool:
        """Whether some figure that was not dropped reaches the day."""
        return any(one.covers_to >= day for one in self._by_target.get(target, ()))

    def _approved(self, target: str) -> list[TypedFigure]:
        return [one for one in self._by_target.get(target, ()) if one.state == State.APPROVED]


def added_line(figures: Sequence[TypedFigure], today: date) -> TypedLine:
    """Return figures that count together as one line: the last one's, with the sum of all."""
    last = line_of(figures[-1], today)
    if len(figures) == 1:
        return last
    value = total(figures)
    first = Window(WindowKind.YEAR, figures[0].year).period.start
    return replace(
        last, value=value, words=plan.value_words(value, figures[-1].unit), fraction="",
        added=len(figures), has_gap=rules.leaves_a_gap(figures, first),
    )  # fmt: skip


def line_of(figure: TypedFigure, today: date) -> TypedLine:
    """Return a figure in ready words. Its evidence and officers are to be fetched with it."""
    evidence = figure.evidence
    officer = figure.entered_by
    return TypedLine(
        number=figure.pk,
        target_code=figure.target_code,
        window=figure.window,
        window_words=Window.parse(figure.window).label,
        covers_to=figure.covers_to,
        value=figure.value,
        words=plan.value_words(figure.value, figure.unit),
        fraction=_fraction(figure),
        state=State(figure.state),
        source=figure.source,
        note=figure.note,
        evidence=Evidence(evidence.name, evidence.size, evidence.sha256) if evidence else None,
        entered_by=f"{officer.full_name}, {officer.unit.short_name}",
        entered_at=figure.entered_at,
        decided_by=figure.decided_by.full_name if figure.decided_by else "",
        decided_at=figure.decided_at,
        reason=figure.reason,
        age=rules.age_words(figure.covers_to, today),
        is_old=rules.is_old(figure.covers_to, today, stale_days()),
    )


def stale_days() -> int:
    """Return after how many days a typed figure is called old."""
    return int(org.setting("indicators.typed_stale_days", STALE_DAYS))


def _fraction(figure: TypedFigure) -> str:
    if figure.part is None or figure.whole is None:
        return ""
    part, whole = (plan.value_words(one, "count") for one in (figure.part, figure.whole))
    return f"{part}/{whole}"
