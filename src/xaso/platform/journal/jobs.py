"""Delivery of entries to their listeners."""

from __future__ import annotations

import logging

from django.db import transaction

from xaso.platform.jobs.registry import Progress, job

from .events import event_class
from .listeners import listeners_of
from .models import Entry
from .services import DELIVER

log = logging.getLogger("xaso.journal")


@job(DELIVER, max_attempts=8)
def deliver(progress: Progress, *, seq: int, listener: str) -> None:
    """Tell one listener of one entry, in one transaction. A listener that is gone is noted and left."""
    entry = Entry.objects.get(seq=seq)
    kind = event_class(entry.event)
    found = listeners_of(kind).get(listener) if kind else None
    if kind is None or found is None:
        log.warning("entry %s: nobody answers to %s any more", seq, listener)
        return
    with transaction.atomic():
        found(kind.read(entry.data), entry)
