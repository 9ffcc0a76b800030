"""The list of reports, and what a new one can be opened for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from xaso.kernel.paging import Page, window
from xaso.modules.indicators.queries import Window, closings

from .. import access
from ..lifecycle import PartState, State
from ..models import Report
from ..rules import outline
from ..services.composing import sign_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; empty is everything."""

    year: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One report in the list."""

    code: str
    title: str
    profile: str
    period: str
    state: str
    state_words: str
    accepted: int
    parts: int
    due_at: datetime
    sign: str


def listing(officer: Officer, filters: Filters, number: int) -> Page[ReportRow]:
    """Return the reports the officer may see, newest first, 20 a page. Two queries."""
    rows = access.visible_to(officer)
    if filters.year.isascii() and filters.year.isdigit():
        rows = rows.filter(year=int(filters.year[:4]))
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.state:
        rows = rows.filter(state=filters.state)
    counted = rows.annotate(
        part_count=Count("parts"),
        accepted_count=Count("parts", filter=Q(parts__state=PartState.ACCEPTED)),
    ).order_by("-made_at", "-pk")
    found = [_row(one) for one in counted[window(number)]]
    return Page.cut(found, number, total=rows.count())


def choices_of_windows() -> list[tuple[str, str]]:
    """Return the closed windows some kind of report is made for, newest first: code and words."""
    wanted = set().union(*(kind.windows for kind in outline.KINDS))
    found = [Window.parse(code) for code in reversed(closings.closed_codes())]
    return [(one.code, one.label) for one in found if one.kind in wanted]


def _row(row: Report) -> ReportRow:
    kind = outline.kind_of(row.kind)
    return ReportRow(
        code=row.code,
        title=kind.name,
        profile=outline.profile_of(row.profile).name,
        period=label_of(row.window),
        state=row.state,
        state_words=State(row.state).words,
        accepted=getattr(row, "accepted_count", 0),
        parts=getattr(row, "part_count", 0),
        due_at=row.due_at,
        sign=sign_of(row.profile, row.number),
    )


def label_of(window_code: str) -> str:
    """Return a window in words."""
    return Window.parse(window_code).label
