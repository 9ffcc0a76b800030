"""What was made of a report: its files and the figures in them."""

from django.db import models
from django.db.models import Q

from .reports import Report
from .templates import ReportTemplate


class Edition(models.Model):
    """One making: Word, PDF, annexes and every figure that stands in them. The issued one stays."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="editions")
    revision = models.PositiveIntegerField(help_text="lần sửa của báo cáo mà bản này dựng theo")
    template = models.ForeignKey(
        ReportTemplate, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="trống: mẫu của phần mềm",
    )  # fmt: skip
    template_sha256 = models.CharField(max_length=64)
    word = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    pdf = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    annex = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    figures = models.JSONField(default=list, help_text="mỗi số trong văn bản: chú giải, giá trị, số đã khóa")
    warnings = models.JSONField(default=list, help_text="chỗ trong văn bản chưa có số liệu")
    figures_digest = models.CharField(max_length=64)
    is_issued = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report"], condition=Q(is_issued=True), name="issued_once")
        ]
        indexes = [models.Index(fields=["report", "-made_at"], name="edition_newest")]

    def __str__(self) -> str:
        return f"{self.report_id} {self.made_at:%Y-%m-%d %H:%M}"
