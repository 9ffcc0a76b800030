"""Ways into the catalogue: life events and people's own words."""

from django.db import models

from .catalogue import Procedure


class LifeEvent(models.Model):
    """Sự kiện đời sống: a way into the catalogue."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=80)
    blurb = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.name


class LifeEventProcedure(models.Model):
    """A procedure's place in a life event."""

    event = models.ForeignKey(LifeEvent, on_delete=models.CASCADE, related_name="items")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="life_events")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "procedure"], name="procedure_once_per_event")
        ]


class SearchWords(models.Model):
    """How people say it: their words for a procedure."""

    procedure = models.ForeignKey(Procedure, on_delete=models.CASCADE, related_name="search_words")
    words = models.CharField(max_length=120)
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "words"], name="words_once_per_procedure")
        ]
