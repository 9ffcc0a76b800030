"""Look at jobs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count

from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window

from .models import Job


def own_job(username: str, job_id: UUID) -> Job:
    """The job if it is that user's. Raises Missing for anyone else's."""
    job = Job.objects.filter(pk=job_id, owner_id=username).exclude(owner_id="").first()
    if job is None:
        raise Missing
    return job


def dead_jobs(number: int) -> Page[Job]:
    """The jobs laid aside, newest first, 20 a page."""
    rows = Job.objects.filter(state=Job.State.DEAD)
    return Page.cut(list(rows.order_by("-ended_at", "pk")[window(number)]), number, total=rows.count())


def counts_by_state() -> list[tuple[str, int]]:
    """How many jobs stand in each state, in the states' order, with the state in words."""
    found = dict(Job.objects.values_list("state").annotate(count=Count("pk")))
    return [(state.label, found.get(state.value, 0)) for state in Job.State]
