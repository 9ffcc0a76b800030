"""Decisions that change the catalogue: announcing procedures, or approving the commune's own routes."""

from django.db import models


class CatalogueDecision(models.Model):
    """Quyết định: what a version of a procedure or a route rests on. One number, one decision."""

    class Kind(models.TextChoices):
        PUBLISH = "publish", "Công bố thủ tục hành chính"
        ROUTE = "route", "Phê duyệt quy trình nội bộ"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.PUBLISH)
    number = models.CharField(max_length=80)
    issuer = models.CharField(max_length=160)
    decided_on = models.DateField()
    effective_on = models.DateField()
    summary = models.CharField(max_length=500, blank=True)
    law = models.CharField(max_length=300, blank=True, help_text="văn bản căn cứ để công bố")
    law_effective_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(
        null=True, blank=True, help_text="hạn ký: trước ngày văn bản căn cứ có hiệu lực một số ngày làm việc"
    )
    publish_due_on = models.DateField(
        null=True, blank=True, help_text="hạn công khai trên Cơ sở dữ liệu quốc gia"
    )
    drafted_here = models.BooleanField(default=False, help_text="dự thảo do xã trình")
    controlled_on = models.DateField(null=True, blank=True, help_text="ngày kiểm soát chất lượng dự thảo")
    controlled_by = models.CharField(max_length=160, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issuer", "number", "decided_on"], name="one_decision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} ngày {self.decided_on:%d/%m/%Y}"
