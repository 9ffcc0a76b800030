"""Dossiers that could be finished today, with what finishing would say of each."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, F, OuterRef, Q, Value, When

from xaso.kernel.periods import Period

from ..lifecycle import RUNNING
from ..models import Dossier, Paper, Scan
from ..models.querysets import DossierQuerySet

Flags = tuple[str, ...]
FINISHING_FLAGS: Flags = ("gives_written", "is_scanned", "is_online", "falls_due", "due_inside")


def finishable(period: Period) -> DossierQuerySet:
    """Return the dossiers whose clock runs, each with `FINISHING_FLAGS`; what waits for a person is left out.

    ``gives_written``: its procedure gives a written result. ``is_scanned``: every paper that must be
    digitised has a file. ``is_online``: filed online. ``falls_due``: due before ``period`` ends.
    ``due_inside``: due inside it. Source: onestop.md part 8 (no. 2.1, 3.3, 4.1, 4.2).
    """
    unscanned = Paper.objects.filter(
        Q(file=None) | Q(scan__outcome=Scan.Outcome.FAILED), dossier=OuterRef("pk"), needs_digitising=True
    )
    due = Q(due_at__isnull=False, due_at__lt=period.end_at)
    return Dossier.objects.filter(state__in=sorted(RUNNING)).annotate(
        gives_written=F("version__gives_paper_result"),
        is_scanned=~Exists(unscanned),
        is_online=_flag(Q(channel=Dossier.Channel.ONLINE)),
        falls_due=_flag(due),
        due_inside=_flag(due & Q(due_at__gte=period.start_at)),
    )


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())
