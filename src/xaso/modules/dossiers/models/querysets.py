"""Sets of dossiers by what the record itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce, Now

from xaso.kernel.periods import Period

from ..lifecycle import State

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

    def judged_in(self, period: Period) -> Self:
        """Those whose punctuality the period tells, each once: by `judged_at`.

        Finished with a deadline: in the month it finished. Past due, still open and not resting for a
        supplement: in the month it fell due, until it finishes. What is due later today has not failed yet.
        """
        finished = models.Q(finished_at__isnull=False, is_late__isnull=False)
        resting = models.Q(paused_at__isnull=False, paused_at__lte=models.F("due_at"))
        failing = models.Q(finished_at__isnull=True, due_at__lt=Now()) & ~resting
        found = self.filter(received_at__isnull=False).annotate(judged_at=Coalesce("finished_at", "due_at"))
        return found.filter(finished | failing).filter(
            models.Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at)
            | models.Q(finished_at__isnull=True, due_at__gte=period.start_at, due_at__lt=period.end_at)
        )

    def on_time(self) -> Self:
        """Those that finished by their due moment (onestop.md 8.1, 8.2)."""
        return self.filter(is_late=False)

    def handed_over_in(self, period: Period) -> Self:
        """Those the one-stop received in the period and that passed between holders at least once."""
        return self.received_in(period).filter(handover_count__gt=0)

    def all_electronic(self) -> Self:
        """Those that never travelled on paper."""
        return self.filter(paper_handover_count=0)

    def by_channel_words(self) -> Self:
        """The same with `channel_words`: the way it was filed, in words."""
        words = [
            models.When(channel=code, then=models.Value(label)) for code, label in self.model.Channel.choices
        ]
        return self.annotate(channel_words=models.Case(*words, output_field=models.CharField()))
