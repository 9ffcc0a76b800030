"""A job runs once it is committed and due, is tried again when it fails, and is laid aside in the end."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from tests.platform.jobs import errands
from xaso.kernel.clock import FixedClock
from xaso.kernel.errors import Missing
from xaso.platform.jobs import attempts, queue
from xaso.platform.jobs.models import Job, Slot
from xaso.platform.jobs.registry import timetable
from xaso.platform.jobs.services import NotDead, enqueue, retry, run_due

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_timetable(empty_queue: None) -> None:
    """Nothing scheduled comes between."""
    Slot.objects.all().delete()
    for kind, _ in timetable():
        Slot.objects.create(name=kind.name, taken=AT + timedelta(days=365))


def errand(number: int = 1, **facts: object) -> Job:
    return enqueue("tests.errand", {"number": number}, at=AT, **facts)  # type: ignore[arg-type]


def test_a_due_job_runs_once_with_its_payload() -> None:
    job = errand(7)

    first, second = run_due(at=AT), run_due(at=AT)

    job.refresh_from_db()
    assert (first, second) == (1, 0)
    assert errands.done == [{"number": 7}]
    assert (job.state, job.percent, job.ended_at) == (Job.State.DONE, 100, AT)
    assert job.result == {"link": "/ket-qua/", "text": "Mở kết quả"}


def test_a_job_of_a_rolled_back_transaction_never_runs() -> None:
    with transaction.atomic():
        errand()
        transaction.set_rollback(True)

    assert run_due(at=AT) == 0
    assert errands.done == []
    assert not DBTaskResult.objects.exists()


def test_a_job_for_later_waits() -> None:
    errand(run_after=AT + timedelta(hours=1))

    assert run_due(at=AT + timedelta(minutes=59)) == 0
    assert run_due(at=AT + timedelta(hours=1)) == 1


def test_the_same_key_waits_only_once() -> None:
    first = errand(1, key="board")

    second = errand(2, key="board")

    assert second == first
    assert run_due(at=AT) == 1
    assert errands.done == [{"number": 1}]


def test_a_key_is_free_once_its_job_has_begun() -> None:
    errand(1, key="board")
    run_due(at=AT)

    errand(2, key="board")
    run_due(at=AT)

    assert errands.done == [{"number": 1}, {"number": 2}]


def test_a_name_nobody_knows_is_refused_at_once() -> None:
    with pytest.raises(LookupError, match=r"no app has a job called tests\.nothing"):
        enqueue("tests.nothing", {}, at=AT)


def test_a_failed_job_is_tried_again_after_ten_then_forty_seconds() -> None:
    errands.failures[:] = [ValueError("hai"), ValueError("một")]
    job = errand()

    run_due(at=AT)
    job.refresh_from_db()
    after_first = (job.state, job.run_after - AT)
    ran_early = run_due(at=AT + timedelta(seconds=9))
    run_due(at=AT + timedelta(seconds=10))
    job.refresh_from_db()
    after_second = (job.state, job.run_after - AT)
    run_due(at=AT + timedelta(seconds=50))

    job.refresh_from_db()
    assert after_first == (Job.State.RETRYING, timedelta(seconds=10))
    assert ran_early == 0
    assert after_second == (Job.State.RETRYING, timedelta(seconds=50))
    assert (job.state, job.attempts, job.error) == (Job.State.DONE, 3, "")


@pytest.mark.parametrize(
    ("failed", "seconds"), [(1, 10), (2, 40), (3, 160), (4, 640), (7, 21600), (40, 21600)]
)
def test_the_pause_grows_to_six_hours(failed: int, seconds: int) -> None:
    assert attempts.pause(failed) == timedelta(seconds=seconds)


def fail_for_good() -> Job:
    errands.failures[:] = [ValueError(f"lỗi {n}") for n in range(3)]
    job = errand()
    for minutes in range(3):
        run_due(at=AT + timedelta(minutes=minutes))
    job.refresh_from_db()
    return job


def test_a_job_that_failed_every_time_is_laid_aside_with_its_error() -> None:
    job = fail_for_good()

    assert (job.state, job.attempts) == (Job.State.DEAD, 3)
    assert "ValueError: lỗi 0" in job.error
    assert run_due(at=AT + timedelta(days=30)) == 0


def test_a_job_laid_aside_can_be_put_back() -> None:
    job = fail_for_good()

    retry(job.pk, at=AT + timedelta(days=1))
    run_due(at=AT + timedelta(days=1))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)


def test_only_a_job_laid_aside_can_be_put_back() -> None:
    job = errand()

    with pytest.raises(NotDead):
        retry(job.pk, at=AT)
    job.delete()
    with pytest.raises(Missing):
        retry(job.pk, at=AT)


def test_a_job_whose_worker_died_runs_again_when_its_lease_is_over() -> None:
    job = errand()
    queue.claim(at=AT, worker="dies")

    while_leased = run_due(at=AT + timedelta(seconds=59))
    reaped = run_due(at=AT + timedelta(seconds=61))
    later = run_due(at=AT + timedelta(seconds=75))

    job.refresh_from_db()
    assert (while_leased, reaped, later) == (0, 0, 1)
    assert (job.state, job.attempts) == (Job.State.DONE, 2)
    assert errands.done == [{"number": 1}]


def test_progress_renews_the_lease() -> None:
    errand()
    job = queue.claim(at=AT, worker="slow")
    assert job is not None

    attempts.JobProgress(job, FixedClock(AT + timedelta(seconds=50))).tell(30, "Đang đếm")

    job.refresh_from_db()
    assert queue.reap(at=AT + timedelta(seconds=100)) == 0
    assert (job.percent, job.stage) == (30, "Đang đếm")
    assert queue.reap(at=AT + timedelta(seconds=111)) == 1


def test_a_worker_that_comes_back_late_does_not_overwrite_the_one_after_it() -> None:
    errand()
    late = queue.claim(at=AT, worker="late")
    assert late is not None
    queue.reap(at=AT + timedelta(seconds=61))
    again = queue.claim(at=AT + timedelta(seconds=80), worker="next")
    assert again is not None

    attempts.finish(late, {"by": "late"}, at=AT + timedelta(seconds=81))
    attempts.fail(late, ValueError("late"), at=AT + timedelta(seconds=82))

    again.refresh_from_db()
    assert (again.state, again.attempts, again.result) == (Job.State.RUNNING, 2, None)


def test_a_job_of_a_name_that_was_removed_is_laid_aside_not_lost() -> None:
    job = errand()
    Job.objects.update(name="tests.gone", max_attempts=1)

    run_due(at=AT)

    job.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert "không biết việc “tests.gone”" in job.error


def test_the_ticket_works_for_a_worker_that_knows_only_the_queue() -> None:
    job = errand()

    attempts.turn.call(str(job.pk))
    attempts.turn.call(str(job.pk))

    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)
    assert errands.done == [{"number": 1}]


def test_what_ended_long_ago_is_cleared_and_what_failed_stays() -> None:
    dead = fail_for_good()
    errand()
    run_due(at=AT + timedelta(days=1))
    errand()
    DBTaskResult.objects.exclude(finished_at=None).update(finished_at=AT)

    queue.prune(at=AT + timedelta(days=40))

    assert Job.objects.filter(pk=dead.pk).exists()
    assert set(Job.objects.values_list("state", flat=True)) == {Job.State.DEAD, Job.State.WAITING}
    assert DBTaskResult.objects.count() == 1
