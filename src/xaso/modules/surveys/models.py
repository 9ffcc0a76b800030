"""The rating of one returned dossier."""

from __future__ import annotations

from django.db import models

from xaso.kernel.periods import Period

from .rules import ONLINE, SATISFIED

SATISFIED_OVERALL = models.Q(level__in=SATISFIED)
"""The overall level is "rất hài lòng" or "hài lòng"."""
ON_LAND_BUILDING_INVESTMENT = models.Q(field__sector__in=("land", "building", "investment"))
"""On a dossier of land, building or investment."""
ON_ONLINE_DOSSIERS = models.Q(dossier__channel=ONLINE)
"""On a dossier filed online."""


class RatingQuerySet(models.QuerySet["Rating"]):
    """Ratings narrowed."""

    def given_in(self, period: Period) -> RatingQuerySet:
        """Those given inside the period."""
        return self.filter(at__gte=period.start_at, at__lt=period.end_at)


class Rating(models.Model):
    """Đánh giá: one answer on one dossier (TT 32/2017 Đ.12, three levels).
    Who answered is shown to nobody.
    """

    class Level(models.TextChoices):
        VERY_SATISFIED = "very_satisfied", "Rất hài lòng"
        SATISFIED = "satisfied", "Hài lòng"
        NOT_SATISFIED = "not_satisfied", "Chưa hài lòng"

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="rating")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="ratings")
    level = models.CharField(max_length=16, choices=Level)
    ease = models.CharField(max_length=16, choices=Level, blank=True, help_text="thuận tiện")
    punctuality = models.CharField(max_length=16, choices=Level, blank=True, help_text="đúng hẹn")
    attitude = models.CharField(max_length=16, choices=Level, blank=True, help_text="thái độ")
    comment = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    objects = RatingQuerySet.as_manager()

    def __str__(self) -> str:
        return self.get_level_display()
