"""How many wait for an officer, by how they stand: the counts over the day's queue and in the menu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from xaso.kernel.workdays import CalendarGap
from xaso.modules.org.queries import calendar

from ..access import may_take_in
from ..lifecycle import RUNNING, State
from ..models import Dossier
from ..rules import answered_by
from .rows import due_soon_hours
from .waiting import waiting_dossiers

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

BADGE_CAP = 100


@dataclass(frozen=True, slots=True)
class WaitingTally:
    """Of what waits for an officer: late, due soon, in time (no deadline included), come online, and of
    those how many wait longer than the day they should be answered in.
    """

    overdue: int
    soon: int
    in_time: int
    filed: int
    filed_late: int = 0


def waiting_tally(officer: Officer, now: datetime) -> WaitingTally:
    """How what waits for the officer stands against its deadlines. One query."""
    edge = calendar().add_minutes(now, due_soon_hours() * 60)
    running = Q(state__in=sorted(RUNNING))
    found = waiting_dossiers(officer).aggregate(
        overdue=Count("pk", filter=running & Q(due_at__lt=now)),
        soon=Count("pk", filter=running & Q(due_at__gte=now, due_at__lt=edge)),
        in_time=Count("pk", filter=running & (Q(due_at__gte=edge) | Q(due_at=None))),
        filed=Count("pk", filter=Q(state=State.FILED)),
        filed_late=Count("pk", filter=Q(state=State.FILED, filed_at__lt=_answered_by(now))),
    )
    return WaitingTally(**found)


def _answered_by(now: datetime) -> datetime:
    """What was filed before is late; nothing is where the calendar does not reach."""
    try:
        return answered_by(now, calendar())
    except CalendarGap:
        return datetime(1900, 1, 1, tzinfo=UTC)


def inbox_count(officer: Officer) -> int:
    """How many came online and wait to be received, up to 100; none for whoever does not receive."""
    if not may_take_in(officer):
        return 0
    return Dossier.objects.filter(state=State.FILED)[:BADGE_CAP].count()
