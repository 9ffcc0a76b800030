"""Background work of the plan: a large file is read; activities whose time has come open as tasks."""

from __future__ import annotations

from typing import Any

from xaso.platform.jobs.registry import Progress, every, job

from .services.obligations import open_due
from .services.reading_intake import READ, read_plan, reading_link


@every("05:30")
@job("plan.open_obligations")
def open_obligations(progress: Progress) -> dict[str, Any]:
    """Open what is due, before the first officer comes in."""
    progress.tell(10, "Đang mở nhiệm vụ đến kỳ của kế hoạch")
    return {"opened": len(open_due(at=progress.at))}


@job(READ, lease_seconds=600)
def read_uploaded(progress: Progress, *, reading_id: int) -> dict[str, Any]:
    """Read the file of a plan that was too large to be read at once."""
    progress.tell(10, "Đang đọc văn bản kế hoạch")
    read_plan(reading_id, at=progress.at)
    return {"link": reading_link(reading_id), "text": "Xem kết quả đọc"}
