"""Queue the scheduled jobs when their moment has come, once over all workers."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from . import attempts
from .models import Job, Slot
from .registry import JobKind, timetable


def queue_scheduled(*, at: datetime) -> int:
    """Queue every scheduled job whose moment has passed since it was last queued; return how many.

    A job seen for the first time waits for its next moment. Missed moments are made up by one run.
    """
    taken = dict(Slot.objects.values_list("name", "taken"))
    count = 0
    for kind, table in timetable():
        slot = table.slot(at)
        if kind.name not in taken:
            Slot.objects.bulk_create([Slot(name=kind.name, taken=slot)], ignore_conflicts=True)
        elif taken[kind.name] < slot:
            count += _queue_once(kind, slot, at)
    return count


@transaction.atomic
def _queue_once(kind: JobKind, slot: datetime, at: datetime) -> int:
    if not Slot.objects.filter(name=kind.name, taken__lt=slot).update(taken=slot):
        return 0
    job = Job(name=kind.name, max_attempts=kind.max_attempts, run_after=at, created_at=at)
    job.save(force_insert=True)
    attempts.hand_in(job, at=at)
    return 1
