"""Work of the night: filings nobody goes on with are thrown away, with the personal data in them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from xaso.kernel.clock import SystemClock
from xaso.modules.org.queries import setting
from xaso.platform.jobs.registry import Progress, every, job

from .models import Draft
from .services.drafting import discard_draft

KEEP_DAYS = 180


@every("02:30")
@job("dossiers.discard_old_drafts")
def discard_old_drafts(progress: Progress) -> dict[str, Any]:
    """Throw away drafts not touched for the days of the setting dossiers.draft_keep_days (180 unless set)."""
    now = SystemClock().now()
    edge = now - timedelta(days=int(setting("dossiers.draft_keep_days", KEEP_DAYS)))
    found = list(Draft.objects.filter(saved_at__lt=edge).order_by("saved_at")[:1000])
    for number, draft in enumerate(found, 1):
        discard_draft(draft=draft, at=now)
        progress.tell(number * 100 // len(found), f"Đã bỏ {number} hồ sơ soạn dở quá lâu")
    return {"text": f"Đã bỏ {len(found)} hồ sơ soạn dở không ai làm tiếp."}
