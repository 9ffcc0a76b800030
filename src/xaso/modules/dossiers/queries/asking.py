"""The ask-once meter: what the commune held when dossiers came, what was asked for again, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from xaso.kernel.periods import Period

from ..models import AskOnce, PaperOrigin

LONGEST = 20
SUMMED = ("reused", "asked_again", "requested_again", "filled_count", "retyped_count")


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One paper by name, or one procedure: how often it was taken again, and how often it came again."""

    name: str
    reused: int
    asked_again: int

    @property
    def share(self) -> float:
        """Per cent taken again of what the commune held."""
        return 100 * self.reused / (self.reused + self.asked_again)


@dataclass(frozen=True, slots=True)
class AskMeter:
    """The figures of a period. `dossiers` had papers the commune held; `spared` had none asked for again."""

    period: Period
    dossiers: int
    spared: int
    reused: int
    asked_again: int
    requested_again: int
    filled: int
    retyped: int
    reasons: Sequence[tuple[str, int]]
    papers: Sequence[AskedPaper]
    procedures: Sequence[AskedPaper]

    @property
    def held(self) -> int:
        """Papers the commune held when they were wanted."""
        return self.reused + self.asked_again


def ask_meter(period: Period) -> AskMeter:
    """The meter of dossiers received in a period; lists of the twenty most asked for again. Four queries.

    No personal data: counts by paper, procedure and reason. Basis: onestop.md 1.7, 6.8 to 6.10.
    """
    received = AskOnce.objects.filter(
        dossier__received_at__gte=period.start_at, dossier__received_at__lt=period.end_at
    )
    sums = received.aggregate(
        dossiers=Count("pk", filter=Q(held__gt=0)),
        spared=Count("pk", filter=Q(held__gt=0, asked_again=0, requested_again=0)),
        **{name: Sum(name, default=0) for name in SUMMED},
    )
    origins = PaperOrigin.objects.filter(paper__dossier__ask_once__in=received)
    return AskMeter(
        period=period,
        dossiers=sums["dossiers"],
        spared=sums["spared"],
        reused=sums["reused"],
        asked_again=sums["asked_again"],
        requested_again=sums["requested_again"],
        filled=sums["filled_count"],
        retyped=sums["retyped_count"],
        reasons=_reasons(origins),
        papers=_papers(origins),
        procedures=_procedures(received),
    )


def _reasons(origins: QuerySet[PaperOrigin]) -> list[tuple[str, int]]:
    again = origins.filter(how=PaperOrigin.How.AGAIN).values("reason").annotate(times=Count("pk"))
    words = dict(PaperOrigin.Reason.choices)
    return [(words[row["reason"]], row["times"]) for row in again.order_by("-times", "reason")]


def _papers(origins: QuerySet[PaperOrigin]) -> list[AskedPaper]:
    rows = origins.values("paper__component__name").annotate(
        reused=Count("pk", filter=Q(how=PaperOrigin.How.REUSED)),
        again=Count("pk", filter=Q(how=PaperOrigin.How.AGAIN)),
    )
    return _rows(rows.order_by("-again", "-reused", "paper__component__name"), "paper__component__name")


def _procedures(received: QuerySet[AskOnce]) -> list[AskedPaper]:
    rows = received.filter(held__gt=0).values("dossier__version__name")
    summed = rows.annotate(_reused=Sum("reused"), again=Sum("asked_again"))
    named = ({**row, "reused": row["_reused"]} for row in summed.order_by("-again", "-_reused")[:LONGEST])
    return _rows(named, "dossier__version__name")


def _rows(rows: Iterable[Mapping[str, Any]], name: str) -> list[AskedPaper]:
    found = list(rows)[:LONGEST]
    return [AskedPaper(row[name] or "Giấy tờ khác", row["reused"], row["again"]) for row in found]
