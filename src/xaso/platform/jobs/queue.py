"""Take the next turn, free what dead workers held, clear what is long ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from .attempts import OPEN, Lost, begin, fail, turn_path
from .models import Job

KEEP_TICKETS = timedelta(days=7)
KEEP_DONE = timedelta(days=30)


def claim(*, at: datetime, worker: str) -> Job | None:
    """Begin the next attempt whose turn has come, in no other worker too; None when nothing is due."""
    due = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=at, task_path=turn_path())
    while due.exists():
        with transaction.atomic():
            ticket = due.select_for_update(skip_locked=True).first()
            if ticket is None:
                return None
            ticket.claim(worker)
            job = Job.objects.select_for_update().filter(ticket=ticket.pk, state__in=OPEN).first()
            if job is not None:
                begin(job, at=at)
                return job
            ticket.set_successful(None)
    return None


def reap(*, at: datetime) -> int:
    """Fail the attempts whose lease ran out, so that they are tried again; return how many."""
    expired = Job.objects.filter(state=Job.State.RUNNING, lease_until__lt=at)
    count = 0
    for job in list(expired.order_by("lease_until")[:100]):
        with transaction.atomic():
            held = (
                expired.select_for_update(skip_locked=True).filter(pk=job.pk, attempts=job.attempts).first()
            )
            if held is not None:
                fail(held, Lost("Tiến trình chạy việc này đã dừng giữa chừng."), at=at)
                count += 1
    return count


def prune(*, at: datetime) -> None:
    """Remove tickets ended a week ago and jobs done a month ago; what failed stays for a person to see."""
    ended = [TaskResultStatus.SUCCESSFUL, TaskResultStatus.FAILED]
    old = DBTaskResult.objects.filter(
        status__in=ended, finished_at__lt=at - KEEP_TICKETS, task_path=turn_path()
    )
    old.delete()
    Job.objects.filter(state=Job.State.DONE, ended_at__lt=at - KEEP_DONE).delete()
