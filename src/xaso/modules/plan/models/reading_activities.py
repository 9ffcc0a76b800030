"""The activities of a plan's annexes as they were read, and the obligations that people make of them."""

from __future__ import annotations

from django.db import models

from .tasks import Activity, TaskKind


class ReadingActivity(models.Model):
    """Hoạt động đọc được: one row of an annex, or an activity in force that the text does not name.

    What the text says stands in the fields `…_words`; the other fields are how it is understood. ``leads``
    are ``[{"unit": code, "output": own product}]``, ``coordinators`` codes of units.
    """

    class Kind(models.TextChoices):
        """Where it comes from."""

        ROW = "row", "Dòng trong phụ lục"
        STANDING = "standing", "Đang có, văn bản không nhắc"

    class Decision(models.TextChoices):
        """What people decided."""

        OPEN = "open", "Chưa xem"
        KEPT = "kept", "Đưa vào kế hoạch"
        LEFT_OUT = "left_out", "Không đưa vào"

    reading = models.ForeignKey("plan.PlanReading", on_delete=models.CASCADE, related_name="activities")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.ROW)
    line = models.PositiveIntegerField(default=0)
    lead_words = models.CharField(max_length=300, blank=True)
    coordinating_words = models.CharField(max_length=300, blank=True)
    time_words = models.CharField(max_length=120, blank=True)
    budget_words = models.CharField(max_length=200, blank=True, help_text="dòng kinh phí của hoạt động")
    group = models.CharField(max_length=200, blank=True)
    objective = models.TextField(blank=True)
    duty = models.TextField(blank=True)
    name = models.TextField()
    output = models.CharField(max_length=300, blank=True)
    continues = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="readings",
        help_text="hoạt động đang có mà đây là bản mới; trống: hoạt động mới",
    )  # fmt: skip
    leads = models.JSONField(default=list)
    coordinators = models.JSONField(default=list)
    timing = models.CharField(max_length=120, blank=True, help_text="thời gian như được hiểu")
    task_kind = models.CharField(max_length=16, choices=TaskKind, default=TaskKind.GENERAL)
    by_hand = models.BooleanField(default=False, help_text="không tự mở nhiệm vụ: giao khi có việc")
    lead_note = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True, help_text="điều phần mềm không chắc")
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.OPEN)
    reason = models.CharField(max_length=500, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reading", "order"], name="one_read_activity_per_order")
        ]

    def __str__(self) -> str:
        return self.name
