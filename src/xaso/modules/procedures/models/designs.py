"""What keepers of the catalogue are drawing: a route not yet published."""

from django.db import models

from .structure import Route


class RouteDraft(models.Model):
    """Bản thảo quy trình: one a family; publishing makes a `Route` of it and takes it away.

    `steps`: what `rules.routes.Step` holds, as plain values. `revision` goes up with every change, so that
    nobody writes over what he has not seen.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    based_on = models.ForeignKey(
        Route, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return self.name
