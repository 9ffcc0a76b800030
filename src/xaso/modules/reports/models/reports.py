"""A report of one kind for one closed period, and the words offices write for it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..lifecycle import PartState, State
from ..rules.outline import KINDS, PROFILES


class Report(models.Model):
    """A report. ``revision`` rises with every change of its words, so that nothing is made of stale ones."""

    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=20, choices=[(one.code, one.name) for one in KINDS])
    profile = models.CharField(max_length=8, choices=[(one.code, one.name) for one in PROFILES])
    window = models.CharField(max_length=10, help_text="mã kỳ báo cáo đã khóa, ví dụ 2026-Q3")
    year = models.PositiveSmallIntegerField()
    focal_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices(), default=State.DRAFT.value)
    revision = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(help_text="hạn các đơn vị gửi phần của mình")
    recipient = models.CharField(max_length=200, blank=True, help_text="kính gửi; trống: không ghi")
    made_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    sent_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)
    number = models.CharField(max_length=10, blank=True, help_text="số văn bản, ghi khi ban hành")
    issued_on = models.DateField(null=True, blank=True, help_text="ngày ghi trên văn bản")
    signer_right = models.CharField(max_length=120, blank=True, help_text="quyền hạn ký: TM. ỦY BAN NHÂN DÂN")
    signer_title = models.CharField(max_length=120, blank=True)
    signer_name = models.CharField(max_length=120, blank=True)
    issued_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True)
    job_id = models.UUIDField(null=True, blank=True, help_text="việc nền đang dựng văn bản")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "profile", "window"], condition=~Q(state="dropped"), name="report_once"
            ),
            models.CheckConstraint(
                condition=~Q(state="issued") | (~Q(number="") & Q(issued_on__isnull=False)),
                name="report_issued_with_number",
            ),
        ]
        indexes = [models.Index(fields=["state", "year"], name="report_state")]

    def __str__(self) -> str:
        return self.code


class Part(models.Model):
    """What one office writes for one heading of a report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="parts")
    heading = models.CharField(max_length=8, help_text="mã đề mục, ví dụ ii-2")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=PartState.choices(), default=PartState.WAITING.value)
    revision = models.PositiveIntegerField(default=0)
    written_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "heading", "unit"], name="part_once_a_unit")]
        indexes = [models.Index(fields=["unit", "state"], name="part_of_unit")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.heading} {self.unit_id}"


class MergedText(models.Model):
    """The words of one heading as merged by the focal office; without it accepted parts follow each other."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="merged")
    heading = models.CharField(max_length=8)
    text = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    merged_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    merged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["report", "heading"], name="merged_once_a_heading")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.heading}"
