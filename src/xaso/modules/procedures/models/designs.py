"""What keepers of the catalogue are drawing: routes and e-forms not yet published."""

from django.db import models

from .structure import CERTAINTY_CHOICES, FormDefinition, Route


class Draft(models.Model):
    """One a family. `revision` goes up with every change: nobody writes over what he has not seen."""

    revision = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    changed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class RouteDraft(Draft):
    """Bản thảo quy trình; publishing makes a `Route` of it and takes it away.

    `steps`: what `rules.routes.Step` holds, as plain values.
    """

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    basis = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    steps = models.JSONField(default=list)
    based_on = models.ForeignKey(
        Route, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )

    def __str__(self) -> str:
        return self.name


class FormDraft(Draft):
    """Bản thảo tờ khai; publishing makes a `FormDefinition` of it and takes it away.

    `definition`: `sections` and `rules` as `platform/eforms` reads them.
    """

    code = models.CharField(max_length=60, unique=True)
    title = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    definition = models.JSONField(default=dict)
    based_on = models.ForeignKey(
        FormDefinition, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )

    def __str__(self) -> str:
        return self.title
