"""Queue work, run what is due, put a failed job back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from xaso.kernel.clock import FixedClock, require_aware
from xaso.kernel.errors import Conflict, Missing

from . import attempts, queue
from .models import Job
from .registry import kind_of
from .schedule import queue_scheduled

_TRIES = 5


class NotDead(Conflict):
    """Only a job that was laid aside can be put back by hand."""

    code = "job_not_dead"
    default_sentence = "Việc này không còn trong danh sách cần thử lại. Tải lại trang để xem trạng thái mới."


def enqueue(
    name: str,
    payload: Mapping[str, Any],
    *,
    at: datetime,
    key: str | None = None,
    title: str = "",
    owner: str = "",
    run_after: datetime | None = None,
) -> Job:
    """Queue one job in the caller's transaction: rolled back, it never runs.

    `key`: while a job with the same key waits for its first run, that job is returned and nothing is added;
    once it has begun, the key is free again. `owner`: the username whose progress page it is. `title`: what
    people read. `payload` is passed as keyword arguments, plain JSON values. Raises LookupError for a name no
    app has registered.
    """
    kind = kind_of(name)
    if kind is None:
        raise LookupError(f"no app has a job called {name}")
    due, times = require_aware(run_after or at), kind.max_attempts
    job = Job(name=name, title=title, payload=dict(payload), key=key, owner_id=owner, max_attempts=times)
    job.run_after, job.created_at = due, require_aware(at)
    for _ in range(_TRIES):
        waiting = Job.objects.filter(key=key).first() if key else None
        if waiting is not None:
            return waiting
        try:
            with transaction.atomic():
                job.save(force_insert=True)
                attempts.hand_in(job, at=due)
        except IntegrityError:
            continue
        return job
    raise RuntimeError(f"job {name}: the key {key} is taken and given back too fast")


def run_due(*, at: datetime, limit: int = 100) -> int:
    """Run in this process what is due at `at`, also what that queues; return how many attempts were made.

    Frees expired leases and queues scheduled jobs first. For tests and `worker --once`.
    """
    queue.reap(at=at)
    queue_scheduled(at=at)
    return run_queued(at=at, limit=limit)


def run_queued(*, at: datetime, limit: int = 100) -> int:
    """Run in this process what stands in the queue, also what that queues, and nothing the schedule asks for.

    Return how many attempts were made. For tests of what one piece of work sets off.
    """
    clock = FixedClock(at)
    count = 0
    while count < limit:
        job = queue.claim(at=at, worker="run_due")
        if job is None:
            break
        attempts.run(job, clock=clock)
        count += 1
    return count


@transaction.atomic
def retry(job_id: UUID, *, at: datetime) -> Job:
    """Put a job that was laid aside back into the queue with all its attempts. Raises Missing, NotDead."""
    job = Job.objects.select_for_update().filter(pk=job_id).first()
    if job is None:
        raise Missing
    if job.state != Job.State.DEAD:
        raise NotDead
    job.state, job.attempts, job.ended_at, job.percent = Job.State.WAITING, 0, None, 0
    job.save(update_fields=["state", "attempts", "ended_at", "percent"])
    attempts.hand_in(job, at=at)
    return job
