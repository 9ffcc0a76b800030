"""Work of the queue: filings nobody goes on with are thrown away at night; a long register is made."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from xaso.kernel.clock import SystemClock
from xaso.modules.org import queries as org
from xaso.modules.org.queries import setting
from xaso.platform.files.models import StoredFile
from xaso.platform.files.services import discard, store_bytes
from xaso.platform.jobs.models import Job
from xaso.platform.jobs.registry import Progress, every, job

from . import papers, queries
from .models import ArchivePackage
from .services.archiving import PACK, pack
from .services.consulting import tell_silence
from .services.digesting import digest_day
from .services.drafting import discard_untouched
from .services.forecasting import forecast

KEEP_DAYS = 180
REGISTER = "dossiers.register"
REGISTER_DAYS = 7
"""So long a made register can be taken; it is full of personal data."""


@every("07:30")
@job("dossiers.digest")
def tell_overseers(progress: Progress) -> dict[str, Any]:
    """Keep the morning's counts and tell those who answer for the work; nothing on a day off."""
    progress.tell(10, "Đang lập bản đầu ngày")
    made = digest_day(at=progress.at)
    return {"day": made.day.isoformat() if made else ""}


@every(minutes=60)
@job("dossiers.forecast")
def count_forecasts(progress: Progress) -> dict[str, Any]:
    """Count how fast work goes and when each dossier at work will be done."""
    progress.tell(10, "Đang tính ngày dự kiến có kết quả")
    counted = forecast(at=progress.at)
    return {"paces": counted.paces, "forecasts": counted.forecasts}


@every("07:15")
@job("dossiers.tell_silence")
def tell_of_silence(progress: Progress) -> dict[str, Any]:
    """Tell the head of the one-stop of opinions past their day without an answer."""
    return {"opinions": tell_silence(at=progress.at)}


@every("02:30")
@job("dossiers.discard_old_drafts")
def discard_old_drafts(progress: Progress) -> dict[str, Any]:
    """Throw away drafts not touched for the days of the setting dossiers.draft_keep_days (180 unless set)."""
    now = SystemClock().now()
    days = int(setting("dossiers.draft_keep_days", KEEP_DAYS))
    progress.tell(10, "Đang bỏ các hồ sơ soạn dở quá lâu")
    return {"drafts": discard_untouched(since=now - timedelta(days=days), at=now)}


@job(REGISTER, lease_seconds=900)
def make_register(progress: Progress, *, officer: int, first: str, last: str) -> dict[str, Any]:
    """Put a long register (Mẫu 07) into a PDF for the officer who asked, of what that officer may see."""
    by = org.officers().get(pk=officer)
    days = (date.fromisoformat(first), date.fromisoformat(last))
    progress.tell(10, "Đang đọc hồ sơ")
    rows = list(queries.register_rows(queries.register_of(by, *days)))
    progress.tell(40, f"Đang dàn trang {len(rows)} dòng")
    made = papers.register_pdf(rows, days, at=progress.at)
    name = f"so-theo-doi-{days[0]:%Y%m%d}-{days[1]:%Y%m%d}.pdf"
    stored = store_bytes(made, name=name, content_type="application/pdf", by=by, at=progress.at)
    link = reverse("dossiers_desk:register_made", args=[stored.pk])
    return {"link": link, "text": "Tải sổ theo dõi", "file": str(stored.pk)}


@job(PACK, lease_seconds=1800)
def pack_for_archive(progress: Progress, *, package: int) -> dict[str, Any]:
    """Make the file of a package for the archive."""
    found = ArchivePackage.objects.select_related("made_by").get(pk=package)
    progress.tell(10, "Đang gom hồ sơ vào gói")
    pack(package=found, at=progress.at)
    link = reverse("dossiers_desk:archive_package", args=[found.number])
    return {"link": link, "text": "Mở gói giao nộp"}


@every("02:40")
@job("dossiers.discard_old_registers")
def discard_old_registers(progress: Progress) -> dict[str, Any]:
    """Throw away made registers after seven days."""
    old = Job.objects.filter(name=REGISTER, ended_at__lt=progress.at - timedelta(days=REGISTER_DAYS))
    made = [dict(result or {}) for result in old.values_list("result", flat=True)]
    found = list(StoredFile.objects.filter(pk__in=[one["file"] for one in made if one.get("file")]))
    for stored in found:
        discard(stored)
    return {"registers": len(found)}
