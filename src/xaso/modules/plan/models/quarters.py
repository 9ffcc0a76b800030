"""Quarters, as records that a figure counts and a list shows."""

from django.db import models


class Quarter(models.Model):
    """Quý: three months of the calendar, in which a duty with a rhythm was kept or not."""

    code = models.CharField(max_length=7, unique=True, help_text="ví dụ 2026-Q1")
    started_on = models.DateField()
    ended_on = models.DateField(db_index=True)

    def __str__(self) -> str:
        return self.code
