"""Read the journal."""

from __future__ import annotations

from django.db.models import QuerySet

from xaso.kernel.paging import Page, window

from .chain import Break, first_break
from .models import AccessEntry, ChainHead, Entry


def timeline(subject: str) -> QuerySet[Entry]:
    """All that happened to one subject ("dossier:CODE"), oldest first. The caller has checked rights."""
    return Entry.objects.filter(subject=subject).order_by("seq")


def accesses_of(whom: str, number: int) -> Page[AccessEntry]:
    """Who read this person's data, newest first, 20 a page."""
    rows = AccessEntry.objects.filter(whom=whom)
    return Page.cut(list(rows.order_by("-at", "-pk")[window(number)]), number, total=rows.count())


def broken_entry() -> Break | None:
    """The first entry of the whole journal that does not hold, or None. Reads every entry, in pieces."""
    return first_break(
        Entry.objects.order_by("seq").iterator(chunk_size=2000), ChainHead.objects.filter(pk=1).first()
    )
