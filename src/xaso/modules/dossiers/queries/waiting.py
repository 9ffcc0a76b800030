"""What waits for an officer: the online intake, and the officer's own queue of the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q

from xaso.kernel.deadlines import ClockState
from xaso.kernel.paging import Page, window
from xaso.modules.org.access import Role

from ..access import may_take_in, waiting_in_pool
from ..lifecycle import RUNNING, State
from ..models import Dossier
from .rows import ListRow, list_rows, values_of

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: its clock, and the one next action with its address."""

    code: str
    procedure_name: str
    applicant_name: str
    state_words: str
    step_name: str
    since: datetime
    due_at: datetime | None
    clock: ClockState
    action_code: str
    action_label: str
    url_name: str
    url_args: tuple[str, ...]


def inbox(officer: Officer, *, now: datetime, page: int = 1) -> Page[WaitingRow]:
    """Dossiers filed online that wait to be received, oldest first; nothing for whoever does not receive.

    Two queries.
    """
    rows = Dossier.objects.filter(state=State.FILED) if may_take_in(officer) else Dossier.objects.none()
    return _page(rows.order_by("filed_at", "pk"), officer, now, page)


def waiting_for(officer: Officer, now: datetime, *, page: int = 1) -> Page[WaitingRow]:
    """All that waits for the officer, most urgent first: what they hold, what waits for their role in their
    office, what came online for whoever receives, results to return. Two queries.
    """
    return _page(_waiting(officer).order_by(F("due_at").asc(nulls_last=True), "pk"), officer, now, page)


def waiting_count(officer: Officer) -> int:
    """How many wait for the officer, counted up to a thousand and one. One query."""
    return _waiting(officer).order_by()[: COUNT_CAP + 1].count()


def _waiting(officer: Officer) -> Any:
    mine = Q(state__in=RUNNING) & (Q(holder=officer) | waiting_in_pool(officer))
    if may_take_in(officer):
        mine |= Q(state=State.FILED)
    if officer.has_role(Role.RETURNER):
        mine |= Q(state=State.READY)
    return Dossier.objects.filter(mine)


def _page(rows: Any, officer: Officer, now: datetime, page: int) -> Page[WaitingRow]:
    found = list(values_of(rows)[window(page)])
    total = rows.order_by()[: COUNT_CAP + 1].count()
    lines = [
        _waiting_row(row, values, officer)
        for row, values in zip(list_rows(found, now), found, strict=True)
    ]
    return Page.cut(lines, page, total=total, cap=COUNT_CAP)


def _waiting_row(row: ListRow, values: dict[str, Any], officer: Officer) -> WaitingRow:
    code, label = _next_action(values)
    return WaitingRow(
        code=row.code,
        procedure_name=row.procedure_name,
        applicant_name=row.applicant_name,
        state_words=row.state_words,
        step_name=row.step_name,
        since=row.received_at or row.filed_at,
        due_at=row.due_at,
        clock=row.clock,
        action_code=code,
        action_label=label,
        url_name="dossiers_desk:action",
        url_args=(row.code, code),
    )


_BY_KIND = {
    "receive": ("forward", "Chuyển xử lý"),
    "assign": ("distribute", "Phân công"),
    "handle": ("propose", "Trình kết quả"),
    "check": ("forward", "Kiểm tra, chuyển duyệt"),
    "approve": ("approve", "Duyệt kết quả"),
    "issue": ("issue", "Cấp số"),
    "return": ("return", "Trả kết quả"),
}


def _next_action(values: dict[str, Any]) -> tuple[str, str]:
    """The one next action of whoever it waits for."""
    if values["state"] == State.FILED:
        return "accept", "Tiếp nhận"
    if values["step__kind"] == "handle" and values["holder_id"] is None:
        return "take", "Nhận xử lý"
    return _BY_KIND.get(values["step__kind"], ("", "Xem hồ sơ"))
