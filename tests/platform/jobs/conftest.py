"""Errands start with nothing done and nothing waiting."""

import pytest
from django_tasks_db.models import DBTaskResult

from tests.platform.jobs import errands
from xaso.platform.jobs.models import Job


@pytest.fixture(autouse=True)
def _fresh_errands() -> None:
    errands.done.clear()
    errands.failures.clear()


@pytest.fixture
def empty_queue(db: None) -> None:
    """Without what the founding of the commune has queued."""
    Job.objects.all().delete()
    DBTaskResult.objects.all().delete()
