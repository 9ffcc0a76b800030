"""What reports ask of an officer today: a part to write or to judge, a report to approve or to issue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse

from xaso.modules.org.access import Role

from .. import access
from ..lifecycle import PartState, State
from ..models import Part, Report
from ..rules import outline
from .listing import label_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: a report, or the parts of one office in it. ``count`` is how many parts."""

    code: str
    title: str
    where: str
    due_at: datetime
    action: str
    href: str
    count: int = 1


def waiting_for(officer: Officer) -> list[WaitingRow]:
    """Return what waits for the officer, the most urgent first; parts of one report are one row.

    Two queries, and the roles of the officer.
    """
    rows = [*_parts(officer), *_reports(officer)]
    return sorted(rows, key=lambda row: (row.due_at, row.code))


def _parts(officer: Officer) -> list[WaitingRow]:
    """The parts of one's own office to write, and those sent to one's focal office to be taken."""
    if not officer.has_role(*access.WORKERS):
        return []
    asked = Q(unit=officer.unit_id, state=PartState.WAITING)
    if officer.has_role(Role.PLAN_OWNER):
        asked |= Q(report__focal_unit=officer.unit_id, state=PartState.SENT)
    found: dict[tuple[int, str], list[Part]] = {}
    rows = Part.objects.filter(asked, report__state=State.DRAFT).select_related("report").order_by("pk")
    for part in rows:
        found.setdefault((part.report_id, part.state), []).append(part)
    return [_of_parts(parts) for parts in found.values()]


def _of_parts(parts: list[Part]) -> WaitingRow:
    first, report = parts[0], parts[0].report
    is_sent = first.state == PartState.SENT
    name = outline.heading_of(report.kind, first.heading).name
    where = name if len(parts) == 1 else f"{len(parts)} phần"
    if len(parts) == 1:
        href = reverse("reports:part", args=[report.code, first.pk])
    else:
        href = f"{reverse('reports:record', args=[report.code])}#phan"
    return WaitingRow(
        code=report.code,
        title=_title(report),
        where=f"{where}: {'đơn vị đã gửi' if is_sent else 'chờ viết'}",
        due_at=report.due_at,
        action="Xem phần đã gửi" if is_sent else "Viết phần",
        href=href,
        count=len(parts),
    )


def _reports(officer: Officer) -> list[WaitingRow]:
    asked = Q(pk__in=[])
    if officer.has_role(Role.LEADER):
        asked |= Q(state=State.REVIEW) & ~Q(sent_by=officer.pk)
    if officer.has_role(Role.CLERK):
        asked |= Q(state=State.APPROVED)
    if not asked.children:
        return []
    return [_of_report(row) for row in Report.objects.filter(asked).order_by("pk")]


def _of_report(report: Report) -> WaitingRow:
    is_review = report.state == State.REVIEW
    deed = access.APPROVE if is_review else access.ISSUE
    return WaitingRow(
        code=report.code,
        title=_title(report),
        where=State(report.state).words,
        due_at=report.due_at,
        action="Duyệt báo cáo" if is_review else "Ban hành",
        href=reverse("reports:act", args=[report.code, deed]),
    )


def _title(report: Report) -> str:
    return f"{outline.kind_of(report.kind).name}, {label_of(report.window)}"
