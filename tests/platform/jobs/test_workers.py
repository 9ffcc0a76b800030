"""Several workers at once: every job is run by exactly one; a worker ends cleanly when told to."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from tests.platform.jobs import errands
from xaso.kernel.clock import FixedClock
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import enqueue, run_due
from xaso.platform.jobs.worker import Worker

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]
SCRIPT = str(Path(__file__).with_name("two_workers.py"))


@dataclass(frozen=True)
class OwnDatabase:
    """A SQLite file that several processes share, and the environment that leads them to it."""

    path: Path
    environment: dict[str, str]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> OwnDatabase:
    """Made once for the file; on PostgreSQL threads do the same against the tests' own database."""
    if connection.vendor != "sqlite":
        pytest.skip("processes share a SQLite file")
    folder = tmp_path_factory.mktemp("workers")
    path = folder / "jobs.sqlite3"
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    own = {"XASO_DATABASE": f"sqlite:///{path}", "XASO_VAR": str(folder), "PYTHONPATH": paths}
    environment = os.environ | own
    manage = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    subprocess.run(manage, env=environment, check=True, timeout=300)
    return OwnDatabase(path, environment)


@pytest.mark.xdist_group("workers")
def test_three_processes_run_every_job_once_on_sqlite(own: OwnDatabase) -> None:
    subprocess.run([sys.executable, SCRIPT, "fill", "30"], env=own.environment, check=True, timeout=120)

    workers = [subprocess.Popen([sys.executable, SCRIPT, "work"], env=own.environment) for _ in range(3)]
    codes = [worker.wait(timeout=120) for worker in workers]

    with closing(sqlite3.connect(own.path)) as database:
        marks = [row[0] for row in database.execute("SELECT number FROM tests_mark ORDER BY number")]
    assert codes == [0, 0, 0]
    assert marks == list(range(30))


@pytest.mark.xdist_group("workers")
def test_the_worker_rests_when_idle_and_ends_cleanly_on_sigterm(own: OwnDatabase) -> None:
    command = [sys.executable, str(ROOT / "manage.py"), "worker"]
    worker = subprocess.Popen(command, env=own.environment, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    first_line = worker.stdout.readline()
    spent = min(_spent_in_two_seconds(worker.pid) for _ in range(6))

    worker.send_signal(signal.SIGTERM)
    rest, _ = worker.communicate(timeout=120)

    assert "Đang chạy việc nền" in first_line
    assert worker.returncode == 0
    assert "Đã dừng việc nền" in rest
    assert spent < 0.5


def _spent_in_two_seconds(pid: int) -> float:
    before = _cpu_seconds(pid)
    time.sleep(2)
    return _cpu_seconds(pid) - before


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_workers_run_every_job_once_on_postgresql(empty_queue: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    for number in range(40):
        enqueue("tests.errand", {"number": number}, at=AT)

    def work() -> None:
        run_due(at=AT, limit=1000)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(row["number"] for row in errands.done) == list(range(40))
    assert Job.objects.exclude(state=Job.State.DONE).count() == 0


@pytest.mark.django_db
def test_one_step_of_the_loop_runs_one_job_and_says_whether_there_was_one(empty_queue: None) -> None:
    enqueue("tests.errand", {"number": 1}, at=AT)
    worker = Worker("test", FixedClock(AT))

    first, second = worker.step(), worker.step()

    assert (first, second) == (True, False)
    assert errands.done == [{"number": 1}]
