"""The officers' list: narrowed, sorted, cut to a page. Flat: the same work with ten thousand and a million
rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from xaso.kernel.clock import at
from xaso.kernel.codes import is_citizen_id
from xaso.kernel.paging import Page
from xaso.kernel.text import words
from xaso.kernel.workdays import ONE_DAY
from xaso.modules.org.queries import calendar, units

from ..access import visible_to
from ..lifecycle import OPEN, RUNNING, State
from ..models.querysets import DossierQuerySet
from .rows import ListRow, due_soon_hours, list_rows, page_values, values_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000
EXPORT_CAP = 20_000

GROUPS: dict[str, tuple[str, frozenset[State]]] = {
    "open": ("Chưa xong", OPEN),
    "filed": ("Chờ tiếp nhận", frozenset({State.FILED})),
    "working": ("Đang giải quyết", RUNNING),
    "supplement": ("Chờ bổ sung", frozenset({State.AWAITING_SUPPLEMENT})),
    "ready": ("Chờ trả kết quả", frozenset({State.READY})),
    "returned": ("Đã trả kết quả", frozenset({State.RETURNED})),
    "ended": ("Từ chối, rút, dừng", frozenset({State.REFUSED, State.WITHDRAWN, State.STOPPED})),
}
"""State groups of the filter: code, words and the states inside."""

DUES: dict[str, str] = {
    "overdue": "Quá hạn",
    "soon": "Sắp đến hạn",
    "in_time": "Còn hạn",
    "none": "Không có hạn",
}
"""Deadline filters of dossiers whose clock runs."""

SORTS: dict[str, tuple[str, tuple[Any, ...]]] = {
    "newest": ("Mới nhất", ("-pk",)),
    "oldest": ("Cũ nhất", ("pk",)),
    "due": ("Gấp nhất", (F("due_at").asc(nulls_last=True), "pk")),
}
"""The only orders a list may have; each stands on an index."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the officer narrows the list to; empty means all. An unknown group, deadline or order
    narrows nothing; an unknown unit or field finds nothing.

    `text`: words of code, names and procedure without accents, or an identity number. `holder`: an officer's
    key, or "me". `unit` and `field` are codes; `channel` is the number of the way it was filed.
    """

    text: str = ""
    group: str = ""
    field: str = ""
    unit: str = ""
    holder: str = ""
    channel: str = ""
    due: str = ""
    received_from: date | None = None
    received_to: date | None = None
    sort: str = "newest"


def officer_list(officer: Officer, filters: Filters, page: int = 1, *, now: datetime) -> Page[ListRow]:
    """One page of the dossiers the officer may see: at most 20 rows, counted to a thousand. Three queries."""
    rows = narrowed(officer, filters, now)
    found = page_values(rows, _order(filters), page)
    total = rows.order_by()[: COUNT_CAP + 1].count()
    return Page.cut(list_rows(found, now), page, total=total, cap=COUNT_CAP)


def export_rows(officer: Officer, filters: Filters, *, now: datetime) -> Iterator[ListRow]:
    """Every row of the list, for a file: at most 20,000, read in pieces."""
    rows = narrowed(officer, filters, now).order_by(*_order(filters))
    piece: list[dict[str, Any]] = []
    for values in values_of(rows)[:EXPORT_CAP].iterator(chunk_size=500):
        piece.append(values)
        if len(piece) == 500:
            yield from list_rows(piece, now)
            piece = []
    yield from list_rows(piece, now)


def narrowed(officer: Officer, filters: Filters, now: datetime) -> DossierQuerySet:
    """The dossiers the officer may see that fit the filters, in no order."""
    rows = visible_to(officer).filter(_state(filters), _place(officer, filters), _received(filters))
    rows = rows.filter(_due(filters.due, now))
    return _matching(rows, filters.text)


def _order(filters: Filters) -> tuple[Any, ...]:
    return SORTS.get(filters.sort, SORTS["newest"])[1]


def _state(filters: Filters) -> Q:
    group = GROUPS.get(filters.group)
    return Q(state__in=sorted(group[1])) if group else Q()


def _place(officer: Officer, filters: Filters) -> Q:
    found = Q()
    if filters.field:
        found &= Q(field__code=filters.field)
    if filters.unit:
        found &= Q(unit__in=[one.pk for one in units() if one.code == filters.unit])
    if filters.channel:
        found &= Q(channel=filters.channel)
    if filters.holder == "me":
        found &= Q(holder=officer)
    elif filters.holder.isascii() and filters.holder.isdigit():
        found &= Q(holder=int(filters.holder[:9]))
    return found


def _received(filters: Filters) -> Q:
    found = Q()
    if filters.received_from:
        found &= Q(received_at__gte=at(filters.received_from))
    if filters.received_to:
        found &= Q(received_at__lt=at(filters.received_to + ONE_DAY))
    return found


def _due(due: str, now: datetime) -> Q:
    if due not in DUES:
        return Q()
    running = Q(state__in=sorted(RUNNING))
    if due == "overdue":
        return running & Q(due_at__lt=now)
    if due == "none":
        return running & Q(due_at=None)
    edge = calendar().add_minutes(now, due_soon_hours() * 60)
    return running & (Q(due_at__gte=now, due_at__lt=edge) if due == "soon" else Q(due_at__gte=edge))


def _matching(rows: DossierQuerySet, text: str) -> DossierQuerySet:
    number = text.replace(" ", "")
    if is_citizen_id(number):
        return rows.filter(applicant__id_number=number)
    wanted = words(text[:200])
    return rows.filter(folded__has_words=wanted) if wanted else rows
