"""Opinions asked about a dossier, and those asked of an officer's office."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, QuerySet

from xaso.kernel.deadlines import ClockState
from xaso.kernel.errors import Missing
from xaso.kernel.paging import Page, window
from xaso.modules.org.queries import calendar

from ..access import asked_of, can_answer, can_see
from ..lifecycle import RUNNING
from ..models import Dossier, Opinion
from .rows import clock_of, due_soon_hours
from .tally import WaitingTally

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One opinion with its own clock. `is_silent`: past its day and no answer, which is not agreement."""

    opinion: Opinion
    clock: ClockState
    may_answer: bool

    @property
    def is_silent(self) -> bool:
        """Whether its day is over without an answer."""
        return self.opinion.answered_at is None and self.clock.kind == "overdue"


def opinions_of(officer: Officer, dossier: Dossier, *, now: datetime) -> list[OpinionRow]:
    """What was asked about the dossier, in order. One query."""
    rows = Opinion.objects.filter(dossier=dossier).select_related("unit", "asked_by", "answered_by", "file")
    found = list(rows.order_by("asked_at", "pk"))
    for one in found:
        one.dossier = dossier
    return _rows(officer, found, now)


def asked_opinions(officer: Officer, page: int = 1, *, now: datetime) -> Page[OpinionRow]:
    """What the officer's office was asked: unanswered first, the most urgent on top. Two queries."""
    rows = asked_of(officer).select_related("dossier__version", "dossier__step", "unit", "asked_by__unit")
    order = (F("answered_at").desc(nulls_first=True), "due_at", "pk")
    found = list(rows.order_by(*order)[window(page)])
    return Page.cut(_rows(officer, found, now), page, total=rows.count())


def waiting_opinions(officer: Officer, page: int = 1, *, now: datetime) -> Page[OpinionRow]:
    """What the officer's office was asked and has still to answer, the most urgent on top. Two queries."""
    rows = _unanswered(officer).select_related("dossier__version", "dossier__step", "unit", "asked_by__unit")
    found = list(rows.order_by("due_at", "pk")[window(page)])
    return Page.cut(_rows(officer, found, now), page, total=rows.count())


def waiting_opinions_tally(officer: Officer, now: datetime) -> WaitingTally:
    """How what the officer's office has still to answer stands against its days. One query."""
    edge = calendar().add_minutes(now, due_soon_hours() * 60)
    found = _unanswered(officer).aggregate(
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        soon=Count("pk", filter=Q(due_at__gte=now, due_at__lt=edge)),
        in_time=Count("pk", filter=Q(due_at__gte=edge)),
    )
    return WaitingTally(**found, filed=0)


def _unanswered(officer: Officer) -> QuerySet[Opinion]:
    return asked_of(officer).filter(answered_at=None, dossier__state__in=sorted(RUNNING))


def seen_opinion(officer: Officer, code: str, number: int) -> Opinion:
    """The opinion of a dossier the officer may see. Raises `Missing`."""
    rows = Opinion.objects.select_related(
        "dossier__version__procedure",
        "dossier__step",
        "dossier__unit",
        "dossier__holder",
        "dossier__applicant",
        "dossier__submitter",
        "unit",
        "asked_by__unit",
        "file",
    )
    found = rows.filter(pk=number, dossier__code=code).first()
    if found is None or not can_see(officer, found.dossier):
        raise Missing("Không tìm thấy ý kiến này. Kiểm tra lại mã hồ sơ.")
    return found


def _rows(officer: Officer, found: Iterable[Opinion], now: datetime) -> list[OpinionRow]:
    work, soon = calendar(), due_soon_hours()
    return [
        OpinionRow(
            one,
            clock_of(
                due_at=one.due_at,
                paused_at=None,
                finished_at=one.answered_at,
                now=now,
                work=work,
                soon=soon,
            ),
            can_answer(officer, one),
        )
        for one in found
    ]
