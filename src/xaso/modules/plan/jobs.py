"""Work of the morning: activities of the plan whose time has come open as tasks."""

from __future__ import annotations

from typing import Any

from xaso.platform.jobs.registry import Progress, every, job

from .services.obligations import open_due


@every("05:30")
@job("plan.open_obligations")
def open_obligations(progress: Progress) -> dict[str, Any]:
    """Open what is due, before the first officer comes in."""
    progress.tell(10, "Đang mở nhiệm vụ đến kỳ của kế hoạch")
    return {"opened": len(open_due(at=progress.at))}
