"""Results that prove themselves: a code on the paper, and what has become of it."""

from django.db import models

from .dossier import Dossier


class Proof(models.Model):
    """Mã xác thực của kết quả: whoever holds the paper learns that it is genuine, replaced or withdrawn.

    A row begins when the result is written from a template (its code is printed on it), at the latest when
    the result is ready; only then it proves anything.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="proof")
    code = models.CharField(max_length=12, unique=True)
    template = models.CharField(max_length=40, blank=True, help_text="mẫu đã dùng; trống: tệp tải lên")
    title = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True, help_text="nội dung văn bản soạn từ mẫu")
    written_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(null=True, blank=True)
    issued_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="lúc thay thế hoặc thu hồi")
    ended_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_reason = models.TextField(blank=True)
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )

    def __str__(self) -> str:
        return self.code
