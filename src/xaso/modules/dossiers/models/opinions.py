"""What others are asked about a dossier, and what is looked at in the field."""

from django.db import models

from .dossier import Dossier


class Opinion(models.Model):
    """Lấy ý kiến: one office of the commune or one outside agency asked, with a day of its own to answer by.

    Several are asked side by side. Silence is never taken as agreement; the legal deadline does not move
    (onestop.md 4.7).
    """

    class Stance(models.TextChoices):
        AGREES = "agrees", "Đồng ý"
        DISAGREES = "disagrees", "Không đồng ý"
        OTHER = "other", "Ý kiến khác"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="opinions")
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    agency = models.CharField(max_length=160, blank=True, help_text="cơ quan ngoài xã")
    question = models.TextField()
    asked_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stance = models.CharField(max_length=10, choices=Stance, blank=True)
    answer = models.TextField(blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT)
    answered_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        help_text="người trả lời, hoặc người ghi lại trả lời của cơ quan ngoài",
    )  # fmt: skip
    answered_at = models.DateTimeField(null=True, blank=True)
    silence_told_at = models.DateTimeField(
        null=True, blank=True, help_text="lúc báo trưởng bộ phận một cửa là quá hạn chưa trả lời"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) ^ models.Q(agency=""), name="opinion_of_unit_or_agency"
            )
        ]
        indexes = [models.Index(fields=["unit", "answered_at", "due_at"], name="opinion_waiting")]

    def __str__(self) -> str:
        return self.asked

    @property
    def asked(self) -> str:
        """Who is asked."""
        return self.unit.name if self.unit else self.agency


class Verification(models.Model):
    """Biên bản xác minh: when, where, who took part, what was found (onestop.md 4.7)."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="verifications")
    happened_at = models.DateTimeField()
    place = models.CharField(max_length=200)
    participants = models.TextField(help_text="mỗi người một dòng: họ tên, chức vụ hoặc nơi ở")
    content = models.TextField()
    conclusion = models.TextField()
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT)
    recorded_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.place
