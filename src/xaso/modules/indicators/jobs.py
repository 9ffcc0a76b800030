"""Counting in the background: soon after work, every ten minutes, and everything each night."""

from __future__ import annotations

from typing import Any

from xaso.platform.jobs.registry import Progress, every, job

from .services import REBUILD, REFRESH, rebuild, refresh_month, refresh_stale


@job(REFRESH)
def refresh_touched(progress: Progress) -> dict[str, Any]:
    """Count the months that work has touched."""
    progress.tell(10, "Đang đếm lại các tháng có việc mới")
    return {"months": refresh_stale(at=progress.at)}


@every(minutes=10)
@job("indicators.sweep")
def sweep(progress: Progress) -> dict[str, Any]:
    """Count this month, which time alone changes, and what is stale, should a recount have been lost."""
    progress.tell(10, "Đang đếm tháng này và các tháng có việc mới")
    return {"months": refresh_stale(at=progress.at) + refresh_month(at=progress.at)}


@every("02:15")
@job(REBUILD, lease_seconds=1800)
def rebuild_all(progress: Progress) -> dict[str, Any]:
    """Count everything again, so that what came in without events comes right."""
    return {"months": rebuild(at=progress.at, tell=progress.tell)}
