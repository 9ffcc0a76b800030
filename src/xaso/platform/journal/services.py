"""Write facts, and write who read whose data."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from xaso.kernel.clock import require_aware
from xaso.platform.jobs.services import enqueue

from .actors import Actor, ActsAs, actor_of
from .chain import entry_digest
from .events import Event
from .listeners import listeners_to_tell
from .models import AccessEntry, ChainHead, Entry

DELIVER = "journal.deliver"


def record(event: Event, *, by: Actor | ActsAs, at: datetime, subject: str) -> Entry:
    """Write one fact at the end of the chain and queue its delivery to each listener.

    `subject` is "kind:code", e.g. "dossier:H38.LP-261124-0001". Belongs in the transaction of the change it
    tells of: raises RuntimeError outside one. Holds the chain's head until that transaction ends, so call it
    last. Raises TypeError when the event holds anything but plain values.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("a fact is recorded in the transaction of its change")
    head = _locked_head()
    actor = actor_of(by)
    entry = Entry(
        seq=head.seq + 1,
        at=require_aware(at),
        event=event.name,
        subject=subject,
        actor_kind=actor.kind,
        actor_key=actor.key,
        actor_name=actor.name,
        actor_unit=actor.unit,
        data=event.plain(),
        previous=head.digest,
    )
    entry.digest = entry_digest(entry)
    entry.save(force_insert=True)
    head.seq, head.digest = entry.seq, entry.digest
    head.save(update_fields=["seq", "digest"])
    for name in listeners_to_tell(type(event)):
        enqueue(DELIVER, {"seq": entry.seq, "listener": name}, at=at, key=f"{DELIVER}:{entry.seq}:{name}")
    return entry


def log_access(*, by: Actor | ActsAs, whom: str, purpose: str, where: str, at: datetime) -> AccessEntry:
    """Write that someone read a person's data (`whom` is "person:UUID"), why, and on which page.

    Law: Luật 91/2025/QH15; the person sees the list in the account page.
    """
    actor = actor_of(by)
    return AccessEntry.objects.create(
        at=require_aware(at),
        actor_kind=actor.kind,
        actor_key=actor.key,
        actor_name=actor.name,
        whom=whom,
        purpose=purpose[:200],
        where=where[:200],
    )


def _locked_head() -> ChainHead:
    head = ChainHead.objects.select_for_update().filter(pk=1).first()
    if head is None:
        ChainHead.objects.bulk_create([ChainHead(pk=1)], ignore_conflicts=True)
        head = ChainHead.objects.select_for_update().get(pk=1)
    return head
