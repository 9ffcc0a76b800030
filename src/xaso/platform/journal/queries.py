"""Read the journal."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from xaso.kernel.paging import Page, window

from .chain import Break, first_break
from .models import AccessEntry, ChainHead, Entry

PIECE = 500


def timeline(subject: str) -> QuerySet[Entry]:
    """All that happened to one subject ("dossier:CODE"), oldest first. The caller has checked rights."""
    return Entry.objects.filter(subject=subject).order_by("seq")


def last_seq() -> int:
    """The number of the last entry, 0 before any: what is written from now on has a larger one."""
    return ChainHead.objects.filter(pk=1).values_list("seq", flat=True).first() or 0


def entries_after(seq: int, subjects: Collection[str]) -> dict[str, list[Entry]]:
    """The entries of these subjects after entry ``seq``, by subject, oldest first. A query for each 500."""
    names = sorted(subjects)
    found: dict[str, list[Entry]] = {}
    for start in range(0, len(names), PIECE):
        rows = Entry.objects.filter(subject__in=names[start : start + PIECE], seq__gt=seq)
        for entry in rows.order_by("seq"):
            found.setdefault(entry.subject, []).append(entry)
    return found


def entries_under(prefix: str, seq: int) -> list[Entry]:
    """The entries after entry ``seq`` of every subject that begins with ``prefix``, oldest first."""
    return list(Entry.objects.filter(subject__startswith=prefix, seq__gt=seq).order_by("seq"))


def accesses_of(whom: str, number: int) -> Page[AccessEntry]:
    """Who read this person's data, newest first, 20 a page."""
    rows = AccessEntry.objects.filter(whom=whom)
    return Page.cut(list(rows.order_by("-at", "-pk")[window(number)]), number, total=rows.count())


def broken_entry() -> Break | None:
    """The first entry of the whole journal that does not hold, or None. Reads every entry, in pieces."""
    return first_break(
        Entry.objects.order_by("seq").iterator(chunk_size=2000), ChainHead.objects.filter(pk=1).first()
    )
