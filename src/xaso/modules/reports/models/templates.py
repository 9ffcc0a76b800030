"""Templates as officers edited them in Word. The program's own is made by code and has no row."""

from django.db import models
from django.db.models import Q

from ..rules.outline import KINDS, PROFILES


class ReportTemplate(models.Model):
    """One version of the template of a kind of report in one form; the newest not withdrawn is in use."""

    kind = models.CharField(max_length=20, choices=[(one.code, one.name) for one in KINDS])
    profile = models.CharField(max_length=8, choices=[(one.code, one.name) for one in PROFILES])
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    warnings = models.JSONField(default=list)
    added_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "profile", "number"], name="template_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="template_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.profile} {self.number}"
