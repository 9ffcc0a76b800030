"""Sets of dossiers by what the record itself says."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Now

from xaso.kernel.periods import Period

from ..lifecycle import OPEN, RUNNING, State

if TYPE_CHECKING:
    from .dossier import Dossier  # noqa: F401 - named in quotes below


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers narrowed by time, channel, state and result."""

    def received_in(self, period: Period) -> Self:
        """Those the one-stop received in the period."""
        return self.filter(received_at__gte=period.start_at, received_at__lt=period.end_at)

    def finished_in(self, period: Period) -> Self:
        """Those that got a result or an end in the period."""
        return self.filter(finished_at__gte=period.start_at, finished_at__lt=period.end_at)

    def resolved_in(self, period: Period) -> Self:
        """Those that got a result in the period: ends without a result left out."""
        return self.finished_in(period).filter(state__in=[State.READY, State.RETURNED])

    def filed_online(self) -> Self:
        """Those filed online (KenhThucHien 2)."""
        return self.filter(channel=self.model.Channel.ONLINE)

    def still_open(self) -> Self:
        """Those without a result or an end."""
        return self.filter(state__in=OPEN)

    def overdue(self, now: datetime) -> Self:
        """Those whose clock runs and whose due moment has passed."""
        return self.filter(state__in=RUNNING, due_at__lt=now)

    def judged_by(self, period: Period) -> Self:
        """Those whose punctuality the period tells: finished with a deadline in it, or overdue and open at
        its end.

        A period still running ends now: what is due later today has not failed.
        """
        finished = models.Q(
            finished_at__gte=period.start_at, finished_at__lt=period.end_at, is_late__isnull=False
        )
        open_then = models.Q(finished_at__isnull=True) | models.Q(finished_at__gte=period.end_at)
        resting = models.Q(paused_at__isnull=False, paused_at__lte=models.F("due_at"))
        late_open = models.Q(due_at__lt=period.end_at) & models.Q(due_at__lt=Now()) & open_then & ~resting
        return self.filter(received_at__isnull=False).filter(finished | late_open)
