"""Remarks beside targets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from xaso.kernel.paging import Page, window

from ..models import TargetNote


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One remark: who wrote it, and when. ``author_id`` tells whether the reader may strike it."""

    number: int
    text: str
    by: str
    at: datetime
    author_id: int


@dataclass(frozen=True, slots=True)
class Notes:
    """How many remarks a target has, and the last of them."""

    count: int
    last: NoteLine


def notes_of(target: str, number: int = 1) -> Page[NoteLine]:
    """Return the remarks of a target, newest first, 20 a page; struck ones left out. Two queries."""
    rows = TargetNote.objects.filter(target_code=target, struck_at=None)
    fetched = rows.select_related("by__unit").order_by("-at", "-pk")[window(number)]
    return Page.cut([_line(one) for one in fetched], number, total=rows.count())


def last_notes() -> dict[str, Notes]:
    """Return, for each target that has remarks, how many and the last. Two queries."""
    groups = TargetNote.objects.filter(struck_at=None).order_by().values("target_code")
    counted = {row["last"]: row["many"] for row in groups.annotate(many=Count("pk"), last=Max("pk"))}
    last = TargetNote.objects.filter(pk__in=counted).select_related("by__unit")
    return {one.target_code: Notes(counted[one.pk], _line(one)) for one in last}


def _line(note: TargetNote) -> NoteLine:
    return NoteLine(
        note.pk, note.text, f"{note.by.full_name}, {note.by.unit.short_name}", note.at, note.by_id
    )
