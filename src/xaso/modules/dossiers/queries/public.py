"""How punctual the one-stop is, for everybody: counts by month and field, no person, no field of a few."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from xaso.kernel.clock import HANOI, local_date
from xaso.kernel.periods import Period

from ..lifecycle import RUNNING
from ..models import Dossier, Postponement

FEWEST_TO_NAME = 5
"""A field with fewer dossiers done in the year is told together with others, lest one be recognised."""
OTHERS = "Các lĩnh vực ít hồ sơ"


@dataclass(frozen=True, slots=True)
class Punctuality:
    """Counts under one name. `done`: ended with a deadline, of them `late`; `open_late`: at work past due."""

    name: str
    received: int = 0
    done: int = 0
    late: int = 0
    open_late: int = 0

    @property
    def share(self) -> float | None:
        """Percent of those done that were in time; None when none was done: not arisen, never 0 or 100."""
        return None if not self.done else (self.done - self.late) / self.done * 100

    def plus(self, other: Punctuality) -> Punctuality:
        """Both under this one's name."""
        return Punctuality(
            self.name,
            self.received + other.received,
            self.done + other.done,
            self.late + other.late,
            self.open_late + other.open_late,
        )


@dataclass(frozen=True, slots=True)
class PublicPunctuality:
    """A year of the one-stop. `put_off`: dossiers whose date was put off with an apology (Mẫu 04)."""

    year: int
    counted_at: datetime
    whole: Punctuality
    months: list[Punctuality]
    fields: list[Punctuality]
    put_off: int


def public_punctuality(year: int, *, now: datetime) -> PublicPunctuality:
    """Received, done, late by month and field of the year, and what is past due now. Four queries.

    Late as index 766 no. 2.1 has it (onestop.md 8.1, 8.2): supplement time is not counted. Dossiers without a
    deadline are received and never done or late here. What is past due now is told in the present year only.
    """
    period = Period.year(year)
    done = Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at, is_late__isnull=False)
    received = Q(received_at__gte=period.start_at, received_at__lt=period.end_at)
    open_late = Q(state__in=sorted(RUNNING), due_at__lt=now) if year == local_date(now).year else Q(pk=None)
    rows = Dossier.objects.filter(received | done | open_late, received_at__isnull=False)
    fields = [
        Punctuality(one["field__name"], one["came"], one["ended"], one["tardy"], one["past"])
        for one in rows.values("field__name")
        .annotate(
            came=Count("pk", filter=received),
            ended=Count("pk", filter=done),
            tardy=Count("pk", filter=done & Q(is_late=True)),
            past=Count("pk", filter=open_late),
        )
        .order_by("field__name")
    ]
    whole = sum_of("Cả năm", fields)
    put_off = Postponement.objects.filter(asked_at__gte=period.start_at, asked_at__lt=period.end_at)
    return PublicPunctuality(
        year=year,
        counted_at=now,
        whole=whole,
        months=_months(year, received, done, now),
        fields=_folded(fields),
        put_off=put_off.values("dossier").distinct().count(),
    )


def sum_of(name: str, rows: list[Punctuality]) -> Punctuality:
    """All rows as one under a name."""
    found = Punctuality(name)
    for one in rows:
        found = found.plus(one)
    return found


def _months(year: int, received: Q, done: Q, now: datetime) -> list[Punctuality]:
    """The year's months up to the present one."""
    came, ended = _by_month("received_at", received), _by_month("finished_at", done)
    today = local_date(now)
    last = today.month if year == today.year else 12
    return [
        Punctuality(f"Tháng {month}", came.get(month, (0, 0))[0], *ended.get(month, (0, 0)))
        for month in range(1, last + 1)
    ]


def _by_month(name: str, which: Q) -> dict[int, tuple[int, int]]:
    """How many, and how many of them late, by number of the month."""
    rows = Dossier.objects.filter(which, received_at__isnull=False)
    grouped = rows.annotate(month=TruncMonth(name, tzinfo=HANOI)).values("month").order_by("month")
    counted = grouped.annotate(number=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    return {one["month"].month: (one["number"], one["late"]) for one in counted}


def _folded(fields: list[Punctuality]) -> list[Punctuality]:
    """Fields with enough done under their own names, the others as one at the end."""
    named = [one for one in fields if one.done >= FEWEST_TO_NAME]
    rest = [one for one in fields if one.done < FEWEST_TO_NAME]
    return [*named, sum_of(OTHERS, rest)] if rest else named
