"""Digitising one paper or one result: how it was scanned, how it was checked, or why it need not be."""

from django.db import models

from .papers import Paper, Result


class Scan(models.Model):
    """Việc số hóa của một giấy tờ: the scan's story and its check list (TT 01/2023/TT-VPCP Đ.8 k.2)."""

    class Way(models.TextChoices):
        FILE = "file", "Chọn tệp"
        CAMERA = "camera", "Chụp ảnh"
        FOLDER = "folder", "Máy quét"

    class Waiver(models.TextChoices):
        """Not scanned: TT 03/2025/TT-VPCP Đ.5 k.2 (quoted), and a result that stands in for the paper."""

        SHOWN = "shown", "Giấy chỉ xuất trình để đối chiếu"
        ELECTRONIC = "electronic", "Đã nộp bản điện tử"
        OPINION = "opinion", "Văn bản thẩm định, lấy ý kiến giữa các cơ quan"
        SECRET = "secret", "Giấy tờ mật, không đưa lên hệ thống"
        REPLACED = "replaced", "Đã có kết quả điện tử thay thế"

    class Outcome(models.TextChoices):
        PASSED = "passed", "Đạt"
        FAILED = "failed", "Chưa đạt, phải quét lại"

    paper = models.OneToOneField(Paper, null=True, blank=True, on_delete=models.PROTECT, related_name="scan")
    result = models.OneToOneField(
        Result, null=True, blank=True, on_delete=models.PROTECT, related_name="scan"
    )
    way = models.CharField(max_length=8, choices=Way, blank=True)
    scanned_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    waiver = models.CharField(max_length=12, choices=Waiver, blank=True)
    substitute = models.CharField(
        max_length=60, blank=True, help_text="MaKetQuaThayThe: mã kết quả điện tử thay cho giấy này"
    )
    pages_on_paper = models.PositiveSmallIntegerField(null=True, blank=True)
    noted_pages = models.PositiveSmallIntegerField(
        default=0, help_text="số trang có giấy dán, quét hai lần: có và không có giấy dán"
    )
    checks = models.JSONField(default=list, help_text="mã các điều đã kiểm tra")
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    fault = models.CharField(max_length=300, blank=True, help_text="lỗi phải quét lại")
    checked_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="scan_of_one_thing",
                condition=models.Q(paper__isnull=False, result__isnull=True)
                | models.Q(paper__isnull=True, result__isnull=False),
            )
        ]
