"""Who sees a report and who may do what to it. Pages and services ask here and nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from xaso.kernel.errors import Forbidden
from xaso.modules.org.access import Role

from .lifecycle import Move, PartMove, PartState, State, allows, part_allows
from .models import Part, Report

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

STEERS = (Role.LEADER, Role.UNIT_HEAD, Role.PLAN_OWNER)
"""Who reads every report."""
WORKERS = tuple(role for role in Role if role is not Role.SYSADMIN)
"""Whoever may have a part to write, or a report to issue."""
SENDERS = (Role.UNIT_HEAD, Role.CENTRE_HEAD, Role.PLAN_OWNER, Role.LEADER)
"""Who answers for what an office sends."""


class NotYourReport(Forbidden):
    """The officer may see the report, but this belongs to somebody else."""

    code = "not_your_report"
    default_sentence = "Việc này thuộc người khác. Xem ai phụ trách trên trang báo cáo."


@dataclass(frozen=True, slots=True)
class Action:
    """Something the officer may do to a report now."""

    code: str
    label: str


MAKE, SUBMIT, APPROVE, GIVE_BACK, ISSUE, DROP = "dung", "trinh", "duyet", "tra-lai", "ban-hanh", "bo"
ACCEPT_SENT = "nhan-phan-da-gui"


def visible_to(officer: Officer) -> QuerySet[Report]:
    """Return the reports the officer may see: leaders, heads and plan owners all; others those with a part of
    their own office; clerks also what waits for a number or has one.
    """
    if officer.has_role(*STEERS):
        return Report.objects.all()
    if not officer.has_role(*WORKERS):
        return Report.objects.none()
    own = Q(pk__in=Part.objects.filter(unit=officer.unit_id).values("report"))
    if officer.has_role(Role.CLERK):
        own |= Q(state__in=[State.APPROVED, State.ISSUED])
    return Report.objects.filter(own)


def may_open_reports(officer: Officer) -> bool:
    """Return whether the officer may open a report for a closed period, and edit templates."""
    return officer.has_role(Role.PLAN_OWNER)


def is_focal(officer: Officer, report: Report) -> bool:
    """Return whether the officer merges this report: a plan owner of its focal office."""
    return officer.has_role(Role.PLAN_OWNER) and officer.unit_id == report.focal_unit_id


def can_write(officer: Officer, part: Part) -> bool:
    """Return whether the officer may change the words of a part now: of its office, or the focal one."""
    is_theirs = officer.unit_id == part.unit_id and officer.has_role(*WORKERS)
    is_open = part.report.state == State.DRAFT and part_allows(part.state, PartMove.WRITE)
    return is_open and (is_theirs or is_focal(officer, part.report))


def can_send(officer: Officer, part: Part) -> bool:
    """Return whether the officer may send a part now: who answers for the office, or the focal one."""
    answers = officer.unit_id == part.unit_id and officer.has_role(*SENDERS)
    return can_write(officer, part) and (answers or is_focal(officer, part.report))


def can_judge(officer: Officer, part: Part, move: PartMove) -> bool:
    """Return whether the officer may accept or return a part now."""
    is_open = part.report.state == State.DRAFT and part_allows(part.state, move)
    return is_open and is_focal(officer, part.report)


def can_merge(officer: Officer, report: Report) -> bool:
    """Return whether the officer may change the merged words now."""
    return report.state == State.DRAFT and is_focal(officer, report)


def can_do(officer: Officer, report: Report, code: str) -> bool:
    """Return whether the officer may do that to the report now."""
    return any(action.code == code for action in actions(officer, report))


def require(officer: Officer, report: Report, code: str) -> None:
    """Raise `NotYourReport` unless the officer may do that to the report now."""
    if not can_do(officer, report, code):
        raise NotYourReport


def actions(officer: Officer, report: Report) -> list[Action]:
    """Return what the officer may do to the report now, the next thing first."""
    found = []
    if is_focal(officer, report) and allows(report.state, Move.SUBMIT):
        found += [
            Action(SUBMIT, "Trình duyệt"),
            *_of_parts(report),
            Action(MAKE, "Dựng văn bản"),
            Action(DROP, "Bỏ báo cáo"),
        ]
    if officer.has_role(Role.LEADER):
        found += _of_leader(officer, report)
    if allows(report.state, Move.ISSUE) and (officer.has_role(Role.CLERK) or is_focal(officer, report)):
        found.append(Action(ISSUE, "Ban hành"))
    return found


def _of_parts(report: Report) -> list[Action]:
    """The focal office takes every part sent in one go."""
    sent = Part.objects.filter(report=report, state=PartState.SENT).count()
    return [Action(ACCEPT_SENT, f"Nhận {sent} phần đã gửi")] if sent else []


def _of_leader(officer: Officer, report: Report) -> list[Action]:
    """A leader approves what another put forward, and may give back what waits or is approved."""
    found = []
    if allows(report.state, Move.APPROVE) and report.sent_by_id != officer.pk:
        found.append(Action(APPROVE, "Duyệt"))
    if allows(report.state, Move.RETURN):
        found.append(Action(GIVE_BACK, "Trả lại"))
    return found
