"""Making papers in the background."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from xaso.platform.jobs.registry import Progress, job

from .models import Report
from .services import papers


@job(papers.MAKE, max_attempts=3)
def make_papers(progress: Progress, report: int) -> dict[str, Any]:
    """Make Word, PDF and Excel of a draft."""
    row = Report.objects.select_related("focal_unit").get(pk=report)
    papers.make_papers(report=row, at=progress.at, tell=progress.tell)
    return _back_to(row)


@job(papers.ISSUE, max_attempts=3)
def issue_papers(progress: Progress, report: int) -> dict[str, Any]:
    """Make the papers of an approved report once more with its number, and freeze them."""
    row = Report.objects.select_related("focal_unit", "issued_by").get(pk=report)
    papers.issue_papers(report=row, at=progress.at, tell=progress.tell)
    return _back_to(row)


def _back_to(report: Report) -> dict[str, Any]:
    return {"link": reverse("reports:record", args=[report.code]), "text": "Mở báo cáo"}
