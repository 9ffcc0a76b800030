"""Several workers at once: every job is run by exactly one; a worker ends cleanly when told to."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
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


@pytest.fixture
def own_database(tmp_path: Path) -> dict[str, str]:
    """The environment of processes that share a new SQLite file."""
    paths = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
    own = {
        "XASO_DATABASE": f"sqlite:///{tmp_path / 'jobs.sqlite3'}",
        "XASO_VAR": str(tmp_path),
        "PYTHONPATH": paths,
    }
    environment = os.environ | own
    manage = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
    subprocess.run(manage, env=environment, check=True, timeout=120)
    return environment


def test_three_processes_run_every_job_once_on_sqlite(own_database: dict[str, str], tmp_path: Path) -> None:
    subprocess.run([sys.executable, SCRIPT, "fill", "30"], env=own_database, check=True, timeout=60)

    workers = [subprocess.Popen([sys.executable, SCRIPT, "work"], env=own_database) for _ in range(3)]
    codes = [worker.wait(timeout=120) for worker in workers]

    with sqlite3.connect(tmp_path / "jobs.sqlite3") as database:
        marks = [row[0] for row in database.execute("SELECT number FROM tests_mark ORDER BY number")]
    assert codes == [0, 0, 0]
    assert marks == list(range(30))


def test_the_worker_runs_what_comes_and_ends_cleanly_on_sigterm(
    own_database: dict[str, str], tmp_path: Path
) -> None:
    subprocess.run([sys.executable, SCRIPT, "fill", "0"], env=own_database, check=True, timeout=60)
    command = [sys.executable, str(ROOT / "manage.py"), "worker"]
    worker = subprocess.Popen(command, env=own_database, stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    first_line = worker.stdout.readline()
    spent_before = _cpu_seconds(worker.pid)
    time.sleep(2)
    spent = _cpu_seconds(worker.pid) - spent_before

    worker.send_signal(signal.SIGTERM)
    rest, _ = worker.communicate(timeout=30)

    assert "Đang chạy việc nền" in first_line
    assert worker.returncode == 0
    assert "Đã dừng việc nền" in rest
    assert spent < 0.5


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_four_workers_run_every_job_once_on_postgresql() -> None:
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
def test_one_step_of_the_loop_runs_one_job_and_says_whether_there_was_one() -> None:
    enqueue("tests.errand", {"number": 1}, at=AT)
    worker = Worker("test", FixedClock(AT))

    first, second = worker.step(), worker.step()

    assert (first, second) == (True, False)
    assert errands.done == [{"number": 1}]
