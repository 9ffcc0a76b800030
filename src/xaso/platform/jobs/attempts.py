"""One attempt of a job: its ticket in the queue of django-tasks, its run, its end.

The ticket says whose turn it is; the Job row says everything else. Both change in one transaction.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any
from uuid import UUID

from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from xaso.kernel.clock import Clock, SystemClock

from .models import Job
from .registry import kind_of

log = logging.getLogger("xaso.jobs")

DEFAULT_LEASE_SECONDS = 300
FIRST_PAUSE = timedelta(seconds=10)
LONGEST_PAUSE = timedelta(hours=6)
OPEN = (Job.State.WAITING, Job.State.RETRYING)


class Unknown(Exception):  # noqa: N818 - said of a job, not of code
    """No app of this version knows the job's name."""


class Lost(Exception):  # noqa: N818 - said of a job, not of code
    """Its worker stopped without a word before the attempt ended."""


@task()
def turn(job_id: str) -> None:
    """What stands in the queue: one attempt of one job, also for a worker that knows only django-tasks."""
    clock = SystemClock()
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=UUID(job_id), state__in=OPEN).first()
        if job is None:
            return
        begin(job, at=clock.now())
    run(job, clock=clock)


def turn_path() -> str:
    """The dotted name by which django-tasks knows our task."""
    return f"{turn.func.__module__}.{turn.func.__qualname__}"


def hand_in(job: Job, *, at: datetime) -> None:
    """Put the job's next attempt into the queue, not to be run before `at`."""
    ticket = turn.using(run_after=at).enqueue(str(job.pk))
    job.ticket = UUID(str(ticket.id))
    job.run_after = at
    job.save(update_fields=["ticket", "run_after"])


def begin(job: Job, *, at: datetime) -> None:
    """Note that an attempt has begun: the lease starts, the key is free for a later job."""
    job.state = Job.State.RUNNING
    job.attempts += 1
    job.key = None
    job.lease_until = at + _lease(job)
    job.save(update_fields=["state", "attempts", "key", "lease_until"])


class JobProgress:
    """How far a running job is, written where a person can see it."""

    def __init__(self, job: Job, clock: Clock) -> None:
        self.job = job
        self.clock = clock
        self.at = clock.now()

    def tell(self, percent: int, stage: str) -> None:
        """Show the stage and 0 to 100 percent, and renew the lease."""
        lease_until = self.clock.now() + _lease(self.job)
        _mine(self.job).update(percent=min(max(percent, 0), 100), stage=stage[:160], lease_until=lease_until)


def run(job: Job, *, clock: Clock) -> None:
    """Do the work of an attempt that has begun, and note how it ended."""
    kind = kind_of(job.name)
    try:
        if kind is None:
            raise Unknown(f"Phiên bản này không biết việc “{job.name}”.")
        result = kind.work(JobProgress(job, clock), **job.payload)
    except Exception as failure:
        log.warning("job %s %s, attempt %s failed", job.name, job.pk, job.attempts, exc_info=True)
        fail(job, failure, at=clock.now())
    else:
        finish(job, result, at=clock.now())


@transaction.atomic
def finish(job: Job, result: dict[str, Any] | None, *, at: datetime) -> None:
    """Note that the work is done, unless the lease was lost and someone else has the job now."""
    done = {"state": Job.State.DONE, "percent": 100, "result": result, "error": "", "ended_at": at}
    if _mine(job).update(**done, lease_until=None):
        _close(job)


@transaction.atomic
def fail(job: Job, failure: Exception, *, at: datetime) -> None:
    """Note a failed attempt: try again after a pause (10 s, 40 s, 160 s, …, 6 h at most), or lay it aside."""
    error = "".join(format_exception(failure))[-4000:]
    last = job.attempts >= job.max_attempts
    state = Job.State.DEAD if last else Job.State.RETRYING
    if not _mine(job).update(state=state, error=error, lease_until=None, ended_at=at if last else None):
        return
    _close(job, failure)
    if not last:
        hand_in(job, at=at + pause(job.attempts))


def pause(attempts: int) -> timedelta:
    """How long to wait after that many failed attempts."""
    return min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE) if attempts < 12 else LONGEST_PAUSE


def _mine(job: Job) -> Any:
    """The row, as long as this attempt is still the one that runs."""
    return Job.objects.filter(pk=job.pk, state=Job.State.RUNNING, attempts=job.attempts)


def _lease(job: Job) -> timedelta:
    kind = kind_of(job.name)
    return timedelta(seconds=kind.lease_seconds if kind else DEFAULT_LEASE_SECONDS)


def _close(job: Job, failure: Exception | None = None) -> None:
    """End the ticket of this attempt."""
    ticket = DBTaskResult.objects.filter(pk__in=[job.ticket]).first()
    if ticket is None:
        return
    if failure is None:
        ticket.set_successful(None)
    else:
        ticket.set_failed(failure)
