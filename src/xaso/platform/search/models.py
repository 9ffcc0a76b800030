"""What can be found: folded text by corpus. The full-text index beside it is made by a migration per database."""

from django.db import models


class Entry(models.Model):
    """One findable thing: its title and its other words, folded."""

    corpus = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    title = models.TextField(help_text="bỏ dấu")
    body = models.TextField(blank=True, help_text="bỏ dấu")
    weight = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["corpus", "key"], name="one_entry_per_key")]
