"""Conditions on a dossier: measures count by them in one pass."""

from __future__ import annotations

from django.db.models import F, Q
from django.db.models.functions import Now, TruncDate

from ..lifecycle import State

WITH_RESULT = (State.READY, State.RETURNED)
FILED_ONLINE = Q(channel="2")
"""KenhThucHien 2."""
OF_PEOPLE = Q(organization__isnull=True)
"""Of people, not of organisations."""
ON_TIME = Q(is_late=False)
"""Finished by its due moment (onestop.md 8.1, 8.2)."""
HANDED_OVER = Q(handover_count__gt=0)
"""Passed between holders at least once."""
ALL_ELECTRONIC = Q(paper_handover_count=0)
"""Never travelled on paper."""
MARKED_ON_THE_SPOT = Q(version__four_on_the_spot=True)
"""Of a procedure marked to be done on the spot."""
RETURNED_THE_SAME_DAY = Q(returned_at__isnull=False, returned_at__date=TruncDate("received_at"))
"""The result was handed over on the day of reception."""
WRITTEN_RESULT_DUE = Q(version__gives_paper_result=True)
"""The procedure gives its result in writing."""
ELECTRONIC_RESULT = Q(state__in=WITH_RESULT, result__file__isnull=False)
"""The result is there, as a file too."""
ELECTRONIC_RESULT_IF_DUE = ELECTRONIC_RESULT | Q(state__in=WITH_RESULT, version__gives_paper_result=False)
"""The same, or the work is done and the procedure gives nothing written."""


def failing() -> Q:
    """Open, past its due moment and not resting since before it."""
    resting = Q(paused_at__isnull=False, paused_at__lte=F("due_at"))
    return Q(finished_at__isnull=True, due_at__lt=Now()) & ~resting


def on_time_or_within(allowed_requests: int) -> Q:
    """Finished on time, or open within time and not asked for more too often (onestop.md 8.1, 8.2)."""
    within = Q(finished_at__isnull=True, supplement_count__lte=allowed_requests) & ~failing()
    return ON_TIME | within
