"""The one queue of an officer's day: each module with work waiting gives a source, this site joins them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from xaso.kernel.deadlines import ClockState
from xaso.kernel.paging import PAGE_SIZE, Page
from xaso.modules.dossiers import queries as dossiers
from xaso.modules.dossiers.queries.tally import waiting_tally

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits: what, for whom, how it stands, and the one next action as a button."""

    title: str
    code: str
    href: str
    who: str
    where: str
    due_at: datetime | None
    clock: ClockState
    action: str
    action_href: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of them are late, soon due, in time; and how many came online and wait to be received."""

    overdue: int = 0
    soon: int = 0
    in_time: int = 0
    arrived: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """What one module adds: a page of items, most urgent first, and its tally."""

    page: Callable[[Officer, datetime, int], Page[Item]]
    tally: Callable[[Officer, datetime], Tally]


def _dossiers(officer: Officer, now: datetime, number: int) -> Page[Item]:
    found = dossiers.waiting_for(officer, now, page=number)
    return Page(
        [_dossier(row) for row in found.rows], found.number, found.has_next, found.total, found.capped
    )


def _dossier(row: dossiers.WaitingRow) -> Item:
    record = reverse("dossiers_desk:record", args=[row.code])
    return Item(
        title=row.procedure_name,
        code=row.code,
        href=record,
        who=row.applicant_name,
        where=row.step_name or row.state_words,
        due_at=row.due_at,
        clock=row.clock,
        action=row.action_label,
        action_href=reverse(row.url_name, args=row.url_args) if row.action_code else record,
    )


def _dossier_tally(officer: Officer, now: datetime) -> Tally:
    found = waiting_tally(officer, now)
    return Tally(found.overdue, found.soon, found.in_time, found.filed)


SOURCES: tuple[Source, ...] = (Source(_dossiers, _dossier_tally),)
"""Later modules add theirs here."""


def waiting(officer: Officer, now: datetime, number: int, sources: Sequence[Source] = SOURCES) -> Page[Item]:
    """One page of all that waits for the officer, most urgent first, whatever module it comes from.

    With several sources the first pages of each up to this one are merged, so the order is true over all.
    """
    if len(sources) == 1:
        return sources[0].page(officer, now, number)
    pages = [source.page(officer, now, each) for source in sources for each in range(1, number + 1)]
    items = sorted((item for page in pages for item in page.rows), key=_urgency)
    start = (number - 1) * PAGE_SIZE
    total = sum(page.total or 0 for page in pages if page.number == 1)
    more = any(page.has_next for page in pages if page.number == number)
    rest = items[start : start + PAGE_SIZE + 1]
    capped = any(page.capped for page in pages)
    return Page(rest[:PAGE_SIZE], number, more or len(rest) > PAGE_SIZE, total, capped)


def tally(officer: Officer, now: datetime, sources: Sequence[Source] = SOURCES) -> Tally:
    """The counts at the top of the day, over all sources."""
    found = [source.tally(officer, now) for source in sources]
    return Tally(
        sum(one.overdue for one in found),
        sum(one.soon for one in found),
        sum(one.in_time for one in found),
        sum(one.arrived for one in found),
    )


def _urgency(item: Item) -> tuple[bool, float]:
    return item.due_at is None, item.due_at.timestamp() if item.due_at else 0.0
