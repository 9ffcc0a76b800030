"""Work of the night: filings nobody goes on with are thrown away, with the personal data in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from xaso.kernel.clock import SystemClock
from xaso.modules.org.queries import setting
from xaso.platform.jobs.registry import Progress, every, job

from .services.drafting import discard_untouched

KEEP_DAYS = 180


@every("02:30")
@job("dossiers.discard_old_drafts")
def discard_old_drafts(progress: Progress) -> dict[str, Any]:
    """Throw away drafts not touched for the days of the setting dossiers.draft_keep_days (180 unless set)."""
    now = SystemClock().now()
    days = int(setting("dossiers.draft_keep_days", KEEP_DAYS))
    progress.tell(10, "Đang bỏ các hồ sơ soạn dở quá lâu")
    return {"drafts": discard_untouched(since=now - timedelta(days=days), at=now)}
