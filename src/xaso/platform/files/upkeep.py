"""Keeping the store honest: orphans go, changed bytes are named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files.storage import Storage, default_storage

from .models import StoredFile
from .services import digest_of

ORPHAN_AGE = timedelta(days=1)
"""A file younger than this may belong to a transaction that has not committed yet."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored file whose bytes are not what they were."""

    stored: StoredFile
    is_missing: bool


def sweep(*, at: datetime, pretend: bool = False, storage: Storage = default_storage) -> list[str]:
    """Remove files that no row holds and that are older than a day; the names removed (or to remove)."""
    removed = []
    for name in _names(storage, ""):
        if storage.get_modified_time(name) > at - ORPHAN_AGE:
            continue
        if not StoredFile.objects.filter(content=name).exists():
            if not pretend:
                storage.delete(name)
            removed.append(name)
    return removed


def verify() -> Iterator[Fault]:
    """Hash every stored file again; those missing or changed, as they are found."""
    for stored in StoredFile.objects.order_by("added_at", "id").iterator(chunk_size=200):
        try:
            with stored.content.open("rb") as content:
                same = digest_of(content.chunks()) == stored.sha256
        except FileNotFoundError:
            yield Fault(stored, is_missing=True)
            continue
        if not same:
            yield Fault(stored, is_missing=False)


def _names(storage: Storage, folder: str) -> Iterator[str]:
    """Only the folders this app makes: two hexadecimal digits; what else lies there is not ours to remove."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    if folder:
        yield from (f"{folder}/{name}" for name in files)
        return
    for inner in folders:
        if len(inner) == 2 and set(inner) <= set("0123456789abcdef"):
            yield from _names(storage, inner)
