"""Runs the work in the background."""

import os
import socket
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from xaso.kernel.clock import SystemClock
from xaso.platform.jobs.services import run_due
from xaso.platform.jobs.worker import Worker


class Command(BaseCommand):
    """One process; start as many as there are cores to spare."""

    help = "Chạy việc nền: hàng đợi, lịch, thử lại. Dừng êm khi nhận SIGTERM."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once`: run what is due and end."""
        parser.add_argument("--once", action="store_true", help="chạy hết việc đã đến lượt rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        """Work until told to stop."""
        clock = SystemClock()
        if options["once"]:
            count = run_due(at=clock.now(), limit=100_000)
            self.stdout.write(f"Đã chạy {count} việc.")
            return
        worker = Worker(f"{socket.gethostname()[:40]}:{os.getpid()}", clock)
        worker.listen_to_signals()
        self.stdout.write("Đang chạy việc nền.")
        worker.loop()
        self.stdout.write("Đã dừng việc nền.")
