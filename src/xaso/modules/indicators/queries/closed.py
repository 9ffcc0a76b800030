"""The face of closed periods: what was frozen, line by line, for reports, the public page and exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse

from xaso.kernel.certainty import Certainty
from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing
from xaso.kernel.money import grouped
from xaso.kernel.wording import day_words

from ..models import Adjustment, Closing, FrozenFigure
from ..rules.windows import CUMULATIVE, PERIOD, Window
from .beside import approved_beside
from .confidential import told_line


class LineMissing(Missing):
    """The closed period has no figure by that code."""

    code = "frozen_line_missing"


@dataclass(frozen=True, slots=True)
class FrozenLine:
    """One frozen figure, in values and in ready words.

    ``code`` is the target's code, or the measure's where the line is of a measure alone (``target_code`` is
    then empty); ``measure`` is the measure counted, empty for typed figures. ``evidence`` names what a typed
    figure stands on. ``adjusted_words`` is the last approved correction beside it, or empty, and
    ``adjusted_state`` how the target stands by that; ``state`` stays what was frozen.
    """

    id: int
    window: str
    span: str
    code: str
    target_code: str
    measure: str
    section: str
    name: str
    unit: str
    source: str
    part: int | None
    whole: int | None
    value: Decimal | None
    words: str
    definition: str
    basis: str
    certainty: Certainty
    threshold: str
    state: str
    owner: str
    digest: str
    evidence: str
    adjusted_words: str
    adjusted_value: Decimal | None
    adjusted_state: str
    frozen_at: datetime

    @property
    def fraction(self) -> str:
        """``35/40``; empty for a plain count and for a figure that was typed."""
        if self.part is None or self.whole is None or self.unit == "count":
            return ""
        return f"{grouped(self.part)}/{grouped(self.whole)}"

    @property
    def judged_words(self) -> str:
        """How it stood against the threshold at the closing and, once corrected, by the correction."""
        if not self.adjusted_state:
            return self.state
        return "; ".join(one for one in (self.state, f"theo số điều chỉnh: {self.adjusted_state}") if one)

    @property
    def has_records(self) -> bool:
        """Whether the list of its records was frozen with it."""
        return self.source == FrozenFigure.Source.COUNTED

    @property
    def href(self) -> str:
        """The page of the frozen figure: its definition, its records, its proof, its corrections."""
        return reverse("closings:figure", args=[self.window, self.id])


@dataclass(frozen=True, slots=True)
class ClosedPeriod:
    """A closed reporting window. ``lines``: targets in the plan's order, then measures; both spans."""

    window: Window
    closed_at: datetime
    closed_by: str
    digest: str
    lines: tuple[FrozenLine, ...]

    def of_span(self, span: str = PERIOD) -> tuple[FrozenLine, ...]:
        """The lines of the window itself, or of the year so far (``cumulative``)."""
        return tuple(line for line in self.lines if line.span == span)

    def line(self, code: str, span: str = PERIOD) -> FrozenLine:
        """The line of a target's or a measure's code. Raises `LineMissing`."""
        found = next((line for line in self.lines if line.code == code and line.span == span), None)
        if found is None:
            raise LineMissing(f"Kỳ {self.window.label} không có số liệu mang mã “{code[:60]}”.")
        return found


def closed(window_code: str) -> ClosedPeriod | None:
    """Return what was frozen for a window, or None while it is not closed. Three queries.

    Raises `Invalid` for a code that is no window's.
    """
    window = Window.parse(window_code)
    closing = Closing.objects.select_related("closed_by").filter(window=window.code).first()
    return None if closing is None else _period(closing, window)


def last_closed() -> ClosedPeriod | None:
    """Return the closed window that ended last, the longest where several ended together; None before any."""
    closing = Closing.objects.select_related("closed_by").order_by("-period_to", "period_from").first()
    return None if closing is None else _period(closing, Window.parse(closing.window))


def lines_of(figures: Iterable[FrozenFigure], window: str) -> tuple[FrozenLine, ...]:
    """Return frozen figures as lines, with the corrections beside them; too few answers are not told. One
    query.
    """
    rows = list(figures)
    approved = approved_beside(rows, {row.closing_id: Window.parse(window) for row in rows})
    return tuple(told_line(_line(row, window, approved.get(row.pk))) for row in rows)


def _period(closing: Closing, window: Window) -> ClosedPeriod:
    figures = FrozenFigure.objects.filter(closing=closing).order_by("order", "span")
    return ClosedPeriod(
        window=window,
        closed_at=closing.closed_at,
        closed_by=closing.closed_by.full_name,
        digest=closing.digest,
        lines=lines_of(figures, window.code),
    )


def _line(row: FrozenFigure, window: str, adjusted: Adjustment | None) -> FrozenLine:
    return FrozenLine(
        id=row.pk, window=window, span=row.span, code=row.target or row.measure, target_code=row.target,
        measure=row.measure, section=row.section, name=row.name, unit=row.unit, source=row.source,
        part=row.part, whole=row.whole, value=row.value, words=row.words, definition=row.definition,
        basis=row.basis, certainty=Certainty(row.certainty), threshold=row.threshold, state=row.state,
        owner=row.owner, digest=row.digest, evidence=row.evidence,
        adjusted_words=_adjusted_words(adjusted), adjusted_value=adjusted.value if adjusted else None,
        adjusted_state=adjusted.states.get(row.target, "") if adjusted and row.span == CUMULATIVE else "",
        frozen_at=row.frozen_at,
    )  # fmt: skip


def _adjusted_words(adjusted: Adjustment | None) -> str:
    if adjusted is None or adjusted.decided_at is None:
        return ""
    return f"điều chỉnh thành {adjusted.words}, duyệt ngày {day_words(local_date(adjusted.decided_at))}"
