"""How many wait for an officer, by how they stand: the counts over the day's queue and in the menu."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from xaso.modules.org.queries import calendar

from ..access import may_take_in
from ..lifecycle import RUNNING, State
from ..models import Dossier
from .rows import due_soon_hours
from .waiting import waiting_dossiers

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

BADGE_CAP = 100


@dataclass(frozen=True, slots=True)
class WaitingTally:
    """Of what waits for an officer: late, due soon, in time (no deadline included), and come online."""

    overdue: int
    soon: int
    in_time: int
    filed: int


def waiting_tally(officer: Officer, now: datetime) -> WaitingTally:
    """How what waits for the officer stands against its deadlines. One query."""
    edge = calendar().add_minutes(now, due_soon_hours() * 60)
    running = Q(state__in=sorted(RUNNING))
    found = waiting_dossiers(officer).aggregate(
        overdue=Count("pk", filter=running & Q(due_at__lt=now)),
        soon=Count("pk", filter=running & Q(due_at__gte=now, due_at__lt=edge)),
        in_time=Count("pk", filter=running & (Q(due_at__gte=edge) | Q(due_at=None))),
        filed=Count("pk", filter=Q(state=State.FILED)),
    )
    return WaitingTally(**found)


def inbox_count(officer: Officer) -> int:
    """How many came online and wait to be received, up to 100; none for whoever does not receive."""
    if not may_take_in(officer):
        return 0
    return Dossier.objects.filter(state=State.FILED)[:BADGE_CAP].count()
