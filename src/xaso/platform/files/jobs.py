"""Every night the store is swept: what a failed request left behind goes after a day."""

from __future__ import annotations

from xaso.kernel.clock import SystemClock
from xaso.platform.jobs.registry import Progress, every, job

from .upkeep import sweep


@every("03:10")
@job("files.sweep")
def sweep_orphans(progress: Progress) -> dict[str, int]:
    """Remove files that no row holds; how many went."""
    return {"removed": len(sweep(at=SystemClock().now()))}
