"""The loop of a worker: free, schedule, run, rest."""

from __future__ import annotations

import logging
import signal
import threading
from datetime import datetime, timedelta
from types import FrameType

from django.db import OperationalError, close_old_connections

from xaso.kernel.clock import Clock

from . import attempts, queue
from .schedule import queue_scheduled

log = logging.getLogger("xaso.jobs")

REST_SECONDS = 0.7
ROUND = timedelta(seconds=15)
"""How often leases and the timetable are looked at."""


class Worker:
    """One process that runs jobs one after another until it is told to stop."""

    def __init__(self, name: str, clock: Clock) -> None:
        self.name = name
        self.clock = clock
        self.stopping = threading.Event()
        self._next_round: datetime | None = None

    def listen_to_signals(self) -> None:
        """Stop after the running job on SIGTERM and SIGINT."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)

    def _stop(self, signum: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def loop(self) -> None:
        """Work until told to stop. A database that cannot be reached is waited for."""
        while not self.stopping.is_set():
            close_old_connections()
            try:
                worked = self.step()
            except OperationalError as trouble:
                log.warning("the database does not answer: %s", trouble)
                worked = False
            if not worked:
                self.stopping.wait(REST_SECONDS)

    def step(self) -> bool:
        """Look after leases and timetable when it is time, then run one job. Return whether there was one."""
        now = self.clock.now()
        if self._next_round is None or now >= self._next_round:
            queue.reap(at=now)
            queue_scheduled(at=now)
            self._next_round = now + ROUND
        job = queue.claim(at=now, worker=self.name)
        if job is None:
            return False
        attempts.run(job, clock=self.clock)
        return True
