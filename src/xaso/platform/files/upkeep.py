"""Keeping the store honest: orphans go, changed bytes are named."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.core.files.storage import Storage, default_storage

from .models import StoredFile
from .services import digest_of

ORPHAN_AGE = timedelta(days=1)
"""A file younger than this may belong to a transaction that has not committed yet."""
PIECE = 500
ID_LENGTH = 32
_ID = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Fault:
    """A stored file whose bytes are not what they were."""

    stored: StoredFile
    is_missing: bool


def sweep(*, at: datetime, pretend: bool = False, storage: Storage = default_storage) -> list[str]:
    """Remove files that no row holds and that are older than a day; the names removed (or to remove).

    One query for each 500 files, by the id that is a file's name, which the database finds by its key.
    """
    removed = []
    found = _names(storage, "")
    while names := list(islice(found, PIECE)):
        held = _held(names)
        for name in names:
            if name in held or storage.get_modified_time(name) > at - ORPHAN_AGE:
                continue
            if not pretend:
                storage.delete(name)
            removed.append(name)
    return removed


def _held(names: Sequence[str]) -> set[str]:
    """Those of the names that a row holds."""
    starts = [name.rpartition("/")[2][:ID_LENGTH] for name in names]
    ids = [start for start in starts if _ID.fullmatch(start)]
    return set(StoredFile.objects.filter(pk__in=ids).values_list("content", flat=True))


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
