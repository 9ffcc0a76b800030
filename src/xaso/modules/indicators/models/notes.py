"""Remarks beside a target."""

from django.db import models


class TargetNote(models.Model):
    """Ghi chú: what somebody who steers wants the next reader of a target to know. Struck, never changed."""

    target_code = models.CharField(max_length=40)
    text = models.TextField()
    by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True, help_text="người viết đã rút")

    class Meta:
        indexes = [models.Index(fields=["target_code", "at"], name="note_target")]

    def __str__(self) -> str:
        return f"{self.target_code}: {self.text[:60]}"
