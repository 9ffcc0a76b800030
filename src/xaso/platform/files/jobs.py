"""Scans are read to text; every night the store is swept of what a failed request left a day ago."""

from __future__ import annotations

from xaso.kernel.clock import SystemClock
from xaso.platform.jobs.registry import Progress, every, job

from . import recognition
from .upkeep import sweep


@every("03:10")
@job("files.sweep")
def sweep_orphans(progress: Progress) -> dict[str, int]:
    """Remove files that no row holds; how many went."""
    return {"removed": len(sweep(at=SystemClock().now()))}


@job(recognition.JOB, max_attempts=2, lease_seconds=recognition.SECONDS + 120)
def recognise(progress: Progress, copy: int) -> dict[str, str]:
    """Make the searchable copy of one scan; how it ended."""
    progress.tell(10, "Đang nhận dạng chữ")
    return {"state": recognition.recognise(copy, at=progress.at).value}
