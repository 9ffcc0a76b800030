"""Sets of dossiers by what the record itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce

from xaso.kernel.periods import Period

from .conditions import FILED_ONLINE, WITH_RESULT, failing

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
        return self.finished_in(period).filter(state__in=WITH_RESULT)

    def filed_online(self) -> Self:
        """Those filed online (KenhThucHien 2)."""
        return self.filter(FILED_ONLINE)

    def judged_in(self, period: Period) -> Self:
        """Those whose punctuality the period tells, each once: by `judged_at`.

        Finished with a deadline: in the month it finished. Past due, still open and not resting for a
        supplement: in the month it fell due, until it finishes. What is due later today has not failed yet.
        """
        finished = models.Q(finished_at__isnull=False, is_late__isnull=False)
        found = self.filter(received_at__isnull=False).annotate(judged_at=Coalesce("finished_at", "due_at"))
        return found.filter(finished | failing()).filter(
            models.Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at)
            | models.Q(finished_at__isnull=True, due_at__gte=period.start_at, due_at__lt=period.end_at)
        )

    def handled_in(self, period: Period) -> Self:
        """Those with a deadline that index 766 no. 2.1 counts in the period, each once: by `handled_at`.

        Finished: when it finished. Open and past due: when it fell due. Open within time, or resting for a
        supplement: when it was received.
        """
        found = self.filter(received_at__isnull=False, due_at__isnull=False).annotate(
            handled_at=models.Case(
                models.When(finished_at__isnull=False, then=models.F("finished_at")),
                models.When(failing(), then=models.F("due_at")),
                default=models.F("received_at"),
            )
        )
        within = models.Q(finished_at__isnull=True) & ~failing()
        return found.filter(
            models.Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at)
            | failing() & models.Q(due_at__gte=period.start_at, due_at__lt=period.end_at)
            | within & models.Q(received_at__gte=period.start_at, received_at__lt=period.end_at)
        )

    def latest_online_of_each(self, period: Period) -> Self:
        """One dossier of each person who filed online what was received in the period: their latest."""
        online = self.received_in(period).filed_online()
        later = online.order_by().filter(submitter=models.OuterRef("submitter"), pk__gt=models.OuterRef("pk"))
        return online.filter(~models.Exists(later))

    def by_channel_words(self) -> Self:
        """The same with `channel_words`: the way it was filed, in words."""
        words = [
            models.When(channel=code, then=models.Value(label)) for code, label in self.model.Channel.choices
        ]
        return self.annotate(channel_words=models.Case(*words, output_field=models.CharField()))
