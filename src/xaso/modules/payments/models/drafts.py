"""A version of a fee table being written, not yet published."""

from django.db import models

from .tables import CERTAINTY_CHOICES, FeeTable


class FeeDraft(models.Model):
    """Bản thảo biểu thu; publishing makes a `FeeTable` of it and takes it away. One a table.

    `items`: what `rules.tariffs.TariffItem` holds, as plain values. `revision` goes up with every change:
    nobody writes over what he has not seen.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    document = models.CharField(max_length=120, blank=True, help_text="số, ký hiệu văn bản quy định mức thu")
    document_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    note = models.TextField(blank=True)
    items = models.JSONField(default=list)
    based_on = models.ForeignKey(
        FeeTable, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name
