"""Counting in the background: soon after work, every ten minutes, and everything each night."""

from __future__ import annotations

from typing import Any

from xaso.kernel.clock import SystemClock
from xaso.platform.jobs.registry import Progress, every, job

from .services import REFRESH, rebuild, refresh_stale


@job(REFRESH)
def refresh_touched(progress: Progress) -> dict[str, Any]:
    """Count the months that work has touched."""
    progress.tell(10, "Đang đếm lại các tháng có việc mới")
    return {"months": refresh_stale(at=SystemClock().now())}


@every(minutes=10)
@job("indicators.sweep")
def sweep(progress: Progress) -> dict[str, Any]:
    """Count what is still stale, should a recount have been lost; begin a new month."""
    progress.tell(10, "Đang đếm lại các tháng có việc mới")
    return {"months": refresh_stale(at=SystemClock().now())}


@every("02:15")
@job("indicators.rebuild", lease_seconds=1800)
def rebuild_all(progress: Progress) -> dict[str, Any]:
    """Count everything again, so that what came in without events comes right."""
    return {"months": rebuild(at=SystemClock().now(), tell=progress.tell)}
