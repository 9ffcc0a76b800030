"""Scheduled jobs are queued at their moment, once, and made up once when no worker ran."""

from datetime import datetime, timedelta

import pytest

from tests.platform.jobs import errands
from xaso.kernel.clock import HANOI
from xaso.platform.jobs.models import Slot
from xaso.platform.jobs.registry import every
from xaso.platform.jobs.schedule import queue_scheduled
from xaso.platform.jobs.services import run_due

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 3, 2, 3, 0, tzinfo=HANOI)


def ran(name: str) -> int:
    return errands.done.count({"job": name})


@pytest.fixture(autouse=True)
def _first_look(empty_queue: None) -> None:
    Slot.objects.all().delete()
    run_due(at=NIGHT)


def test_a_job_seen_for_the_first_time_waits_for_its_moment() -> None:
    assert (ran("morning"), ran("quarter")) == (0, 0)


def test_a_daily_job_runs_at_its_hour_of_vietnam_once() -> None:
    run_due(at=NIGHT.replace(hour=7, minute=29))
    before = ran("morning")
    run_due(at=NIGHT.replace(hour=7, minute=30))
    run_due(at=NIGHT.replace(hour=23))

    assert (before, ran("morning")) == (0, 1)


def test_a_daily_job_runs_again_the_next_day() -> None:
    run_due(at=NIGHT.replace(hour=8))
    run_due(at=NIGHT.replace(hour=8) + timedelta(days=1))

    assert ran("morning") == 2


def test_days_without_a_worker_are_made_up_by_one_run() -> None:
    run_due(at=NIGHT + timedelta(days=5))

    assert ran("morning") == 1


def test_a_job_of_every_15_minutes_runs_at_each_quarter() -> None:
    for minutes in (14, 15, 20, 30, 59):
        run_due(at=NIGHT + timedelta(minutes=minutes))

    assert ran("quarter") == 3


def test_two_workers_that_look_at_once_queue_it_once() -> None:
    later = NIGHT.replace(hour=7, minute=31)

    both = queue_scheduled(at=later), queue_scheduled(at=later)

    assert both[0] >= 1
    assert both[1] == 0


@pytest.mark.parametrize("facts", [{}, {"hour": "07:30", "minutes": 5}])
def test_a_timetable_says_either_an_hour_or_minutes(facts: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="either an hour"):
        every(**facts)  # type: ignore[arg-type]
