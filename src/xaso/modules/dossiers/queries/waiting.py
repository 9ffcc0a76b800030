"""What waits for an officer: the online intake, and the officer's own queue of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Case, F, Q, Value, When

from xaso.kernel.deadlines import ClockState
from xaso.kernel.paging import Page
from xaso.kernel.workdays import CalendarGap
from xaso.modules.org.access import Role
from xaso.modules.org.queries import calendar

from ..access import held_by_absent, may_take_in, waiting_in_pool
from ..lifecycle import RUNNING, State
from ..models import Dossier
from ..models.querysets import DossierQuerySet
from ..rules import answer_due
from .rows import ListRow, clock_of, due_soon_hours, list_rows, page_values

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

COUNT_CAP = 1_000
_URGENCY = (
    Case(When(state=State.READY, then=Value(1)), default=Value(0)),
    Case(When(state=State.FILED, then=F("filed_at")), default=F("due_at")).asc(nulls_last=True),
    "pk",
)
"""What still runs before what is only to be handed out; an online filing is due the day it came."""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """One thing that waits: its clock, and the one next action with its address.

    `instead_of`: the absent colleague who holds it.
    """

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
    instead_of: str


def inbox(officer: Officer, *, now: datetime, page: int = 1) -> Page[WaitingRow]:
    """Dossiers filed online that wait to be received, oldest first; nothing for whoever does not receive.

    Three queries.
    """
    rows = Dossier.objects.filter(state=State.FILED) if may_take_in(officer) else Dossier.objects.none()
    return _page(officer, rows, ("filed_at", "pk"), now, page)


def waiting_for(officer: Officer, now: datetime, *, page: int = 1) -> Page[WaitingRow]:
    """All that waits for the officer, most urgent first: what they hold, what waits for their role in their
    office, what came online for whoever receives, results to return. Three queries.
    """
    return _page(officer, waiting_dossiers(officer), _URGENCY, now, page)


def waiting_count(officer: Officer) -> int:
    """How many wait for the officer, counted up to a thousand and one. One query."""
    return waiting_dossiers(officer).order_by()[: COUNT_CAP + 1].count()


def waiting_dossiers(officer: Officer) -> DossierQuerySet:
    """The dossiers that wait for the officer, in no order; those of absent colleagues stood in for too."""
    theirs = Q(holder=officer) | held_by_absent(officer) | waiting_in_pool(officer)
    mine = Q(state__in=RUNNING) & theirs
    if may_take_in(officer):
        mine |= Q(state=State.FILED)
    if officer.has_role(Role.RETURNER):
        mine |= Q(state=State.READY)
    return Dossier.objects.filter(mine)


def _page(
    officer: Officer, rows: DossierQuerySet, order: Sequence[Any], now: datetime, page: int
) -> Page[WaitingRow]:
    found = page_values(rows, order, page)
    total = rows.order_by()[: COUNT_CAP + 1].count()
    pairs = zip(list_rows(found, now), found, strict=True)
    lines = [_waiting_row(officer, row, values, now) for row, values in pairs]
    return Page.cut(lines, page, total=total, cap=COUNT_CAP)


def _waiting_row(officer: Officer, row: ListRow, values: dict[str, Any], now: datetime) -> WaitingRow:
    code, label = _next_action(values)
    due_at, clock = _stands(row, now)
    return WaitingRow(
        code=row.code,
        procedure_name=row.procedure_name,
        applicant_name=row.applicant_name,
        state_words=row.state_words,
        step_name=row.step_name,
        since=row.received_at or row.filed_at,
        due_at=due_at,
        clock=clock,
        action_code=code,
        action_label=label,
        url_name="dossiers_desk:action",
        url_args=(row.code, code),
        instead_of=row.holder_name if values["holder_id"] not in (None, officer.pk) else "",
    )


def _stands(row: ListRow, now: datetime) -> tuple[datetime | None, ClockState]:
    """When it is due and how it stands; what came online is due to be answered (`rules.answer_due`)."""
    if row.state != State.FILED:
        return row.due_at, row.clock
    try:
        due = answer_due(row.filed_at, calendar()).due_at
    except CalendarGap:
        return None, row.clock
    clock = clock_of(
        due_at=due, paused_at=None, finished_at=None, now=now, work=calendar(), soon=due_soon_hours()
    )
    return due, clock


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
