"""Bringing a table in line with a file of the commune pack: only what differs is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import randbits
from typing import Any

from django.db import models, transaction

from xaso.modules.org.events import ReferenceLoaded
from xaso.modules.org.models import ReferenceVersion
from xaso.modules.org.queries.cache import clear_caches
from xaso.platform.journal import services as journal
from xaso.platform.journal.actors import Actor, ActsAs

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Loaded:
    """What a load wrote: the keys added, the keys changed."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.added or self.changed)

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(self.added + other.added, self.changed + other.changed)


def upsert(model: type[models.Model], key: str, rows: Sequence[Row]) -> Loaded:
    """Add the rows whose `key` is new and change those that differ, in bulk; leave the rest alone.

    A row edited at the commune (`edited_at` set) is left as the commune wrote it. Rows name model fields;
    foreign keys by `<name>_id`. Call inside a transaction.
    """
    manager = model._default_manager
    known = {getattr(one, key): one for one in manager.all()}
    new = [model(**row) for row in rows if row[key] not in known]
    differing = [known[row[key]] for row in rows if row[key] in known and _take_over(known[row[key]], row)]
    manager.bulk_create(new, batch_size=400)
    if differing:
        manager.bulk_update(differing, [name for name in rows[0] if name != key], batch_size=100)
    return Loaded([str(getattr(one, key)) for one in new], [str(getattr(one, key)) for one in differing])


def _take_over(one: models.Model, row: Row) -> bool:
    """Put the row's values into the object; return whether anything was different."""
    if getattr(one, "edited_at", None) is not None:
        return False
    different = {name: value for name, value in row.items() if getattr(one, name) != value}
    for name, value in different.items():
        setattr(one, name, value)
    return bool(different)


def announce_load(part: str, loaded: Loaded, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Record in the journal what a load wrote, if it wrote anything, and forget what was remembered."""
    if loaded:
        journal.record(
            ReferenceLoaded(part=part, added=loaded.added[:500], changed=loaded.changed[:500]),
            by=by,
            at=at,
            subject=f"pack:{part}",
        )
        forget_reference()
    return loaded


def forget_reference() -> None:
    """Tell every process that org changed. Call inside the transaction that changed it."""
    if not ReferenceVersion.objects.update(number=randbits(60)):
        ReferenceVersion.objects.create(number=randbits(60))
    clear_caches()
    transaction.on_commit(clear_caches)
