"""Figures by month, kept so that the board answers at once."""

from django.db import models


class MonthlyFigure(models.Model):
    """The part and the whole of one measure in one month, as last counted."""

    measure = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField()
    part = models.PositiveIntegerField()
    whole = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    is_stale = models.BooleanField(default=False, help_text="có việc mới từ lần đếm trước")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["measure", "year", "month"], name="one_figure_per_month")]
        indexes = [models.Index(fields=["year", "month"], name="figure_month")]
