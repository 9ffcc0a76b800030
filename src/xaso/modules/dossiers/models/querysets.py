"""Sets of dossiers by what the record itself says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models.functions import Coalesce, Now, TruncDate

from xaso.kernel.periods import Period

from ..lifecycle import State

if TYPE_CHECKING:
    from .dossier import Dossier  # noqa: F401 - named in quotes below

WITH_RESULT = (State.READY, State.RETURNED)


ON_TIME = models.Q(is_late=False)
ALL_ELECTRONIC = models.Q(paper_handover_count=0)
"""Conditions that measures count beside their whole in one pass."""


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
        return self.filter(channel=self.model.Channel.ONLINE)

    def judged_in(self, period: Period) -> Self:
        """Those whose punctuality the period tells, each once: by `judged_at`.

        Finished with a deadline: in the month it finished. Past due, still open and not resting for a
        supplement: in the month it fell due, until it finishes. What is due later today has not failed yet.
        """
        finished = models.Q(finished_at__isnull=False, is_late__isnull=False)
        found = self.filter(received_at__isnull=False).annotate(judged_at=Coalesce("finished_at", "due_at"))
        return found.filter(finished | _failing()).filter(
            models.Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at)
            | models.Q(finished_at__isnull=True, due_at__gte=period.start_at, due_at__lt=period.end_at)
        )

    def on_time(self) -> Self:
        """Those that finished by their due moment (onestop.md 8.1, 8.2)."""
        return self.filter(ON_TIME)

    def handled_in(self, period: Period) -> Self:
        """Those with a deadline that index 766 no. 2.1 counts in the period, each once: by `handled_at`.

        Finished: when it finished. Open and past due: when it fell due. Open within time, or resting for a
        supplement: when it was received.
        """
        found = self.filter(received_at__isnull=False, due_at__isnull=False).annotate(
            handled_at=models.Case(
                models.When(finished_at__isnull=False, then=models.F("finished_at")),
                models.When(_failing(), then=models.F("due_at")),
                default=models.F("received_at"),
            )
        )
        within = models.Q(finished_at__isnull=True) & ~_failing()
        return found.filter(
            models.Q(finished_at__gte=period.start_at, finished_at__lt=period.end_at)
            | _failing() & models.Q(due_at__gte=period.start_at, due_at__lt=period.end_at)
            | within & models.Q(received_at__gte=period.start_at, received_at__lt=period.end_at)
        )

    def on_time_or_within(self, allowed_requests: int) -> Self:
        """Those that finished on time, and those open within time, asked for more no oftener than allowed.

        Basis: onestop.md 8.1, 8.2.
        """
        within = models.Q(finished_at__isnull=True, supplement_count__lte=allowed_requests) & ~_failing()
        return self.filter(models.Q(is_late=False) | within)

    def asked_for_more(self) -> Self:
        """Those for which a supplement was asked at least once."""
        return self.filter(supplement_count__gt=0)

    def asked_oftener_than(self, allowed_requests: int) -> Self:
        """Those for which a supplement was asked more often than allowed."""
        return self.filter(supplement_count__gt=allowed_requests)

    def with_deadline(self) -> Self:
        """Those that have a date of return."""
        return self.filter(due_at__isnull=False)

    def put_off(self) -> Self:
        """Those whose date of return was put off with an apology."""
        return self.filter(postponements__number=1)

    def beyond_boundary(self, commune_code: str) -> Self:
        """Those handed in at another place for the commune, or of people known to live in another commune."""
        lives_here = models.Q(applicant__commune_code__in=("", commune_code))
        return self.filter(models.Q(origin__reception_place__gt="") | ~lives_here)

    def marked_on_the_spot(self) -> Self:
        """Those of procedures marked to be done on the spot."""
        return self.filter(version__four_on_the_spot=True)

    def returned_the_same_day(self) -> Self:
        """Those whose result was handed over on the day they were received."""
        return self.filter(returned_at__isnull=False, returned_at__date=TruncDate("received_at"))

    def of_people(self) -> Self:
        """Those of people, not of organisations."""
        return self.filter(organization__isnull=True)

    def with_electronic_result(self) -> Self:
        """Those whose result is there, as a file too."""
        return self.filter(state__in=WITH_RESULT, result__file__isnull=False)

    def with_electronic_result_if_due(self) -> Self:
        """The same, and those whose procedure gives nothing written."""
        there = models.Q(state__in=WITH_RESULT, result__file__isnull=False)
        return self.filter(there | models.Q(version__gives_paper_result=False))

    def with_written_result_due(self) -> Self:
        """Those whose procedure gives its result in writing."""
        return self.filter(version__gives_paper_result=True)

    def latest_online_of_each(self, period: Period) -> Self:
        """One dossier of each person who filed online what was received in the period: their latest."""
        online = self.received_in(period).filed_online()
        later = online.order_by().filter(submitter=models.OuterRef("submitter"), pk__gt=models.OuterRef("pk"))
        return online.filter(~models.Exists(later))

    def handed_over_in(self, period: Period) -> Self:
        """Those the one-stop received in the period and that passed between holders at least once."""
        return self.received_in(period).filter(handover_count__gt=0)

    def all_electronic(self) -> Self:
        """Those that never travelled on paper."""
        return self.filter(ALL_ELECTRONIC)

    def by_channel_words(self) -> Self:
        """The same with `channel_words`: the way it was filed, in words."""
        words = [
            models.When(channel=code, then=models.Value(label)) for code, label in self.model.Channel.choices
        ]
        return self.annotate(channel_words=models.Case(*words, output_field=models.CharField()))


def _failing() -> models.Q:
    """Open, past its due moment and not resting since before it."""
    resting = models.Q(paused_at__isnull=False, paused_at__lte=models.F("due_at"))
    return models.Q(finished_at__isnull=True, due_at__lt=Now()) & ~resting
