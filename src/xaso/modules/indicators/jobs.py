"""Counting in the background: soon after work, every ten minutes, everything each night; and closing."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from xaso.modules.org import queries as org
from xaso.platform.jobs.registry import Progress, every, job

from .rules.windows import Window
from .services import (
    CLOSE,
    PROVE,
    REBUILD,
    REFRESH,
    AlreadyClosed,
    close,
    prove,
    rebuild,
    refresh_month,
    refresh_stale,
)


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


@job(CLOSE, lease_seconds=1800)
def close_window(progress: Progress, *, window: str, officer: int) -> dict[str, Any]:
    """Close a window for the officer who asked; a window closed meanwhile is as good."""
    found = Window.parse(window)
    by = org.officers().get(pk=officer)
    try:
        close(window=found, by=by, at=progress.at, tell=progress.tell)
        words = f"Đã khóa {found.label}. Mở kỳ"
    except AlreadyClosed:
        words = f"{found.label} đã khóa. Mở kỳ"
    return {"link": reverse("closings:window", args=[window]), "text": words}


@job(PROVE, lease_seconds=1800)
def prove_window(progress: Progress, *, window: str, officer: int) -> dict[str, Any]:
    """Prove a closed window for the officer who asked."""
    found = Window.parse(window)
    by = org.officers().get(pk=officer)
    proof = prove(window=found, by=by, at=progress.at, tell=progress.tell)
    words = "Số liệu còn nguyên. Xem kết quả" if proof.holds else "Có chỗ không khớp. Xem kết quả"
    return {"link": reverse("closings:proof", args=[window]), "text": words}
