"""The rating of one returned dossier."""

from django.db import models


class Rating(models.Model):
    """Đánh giá: one answer on one dossier (TT 32/2017 Đ.12, three levels). Who answered is shown to nobody."""

    class Level(models.TextChoices):
        VERY_SATISFIED = "very_satisfied", "Rất hài lòng"
        SATISFIED = "satisfied", "Hài lòng"
        NOT_SATISFIED = "not_satisfied", "Chưa hài lòng"

    dossier = models.OneToOneField("dossiers.Dossier", on_delete=models.PROTECT, related_name="rating")
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="ratings")
    level = models.CharField(max_length=16, choices=Level)
    ease = models.CharField(max_length=16, choices=Level, blank=True, help_text="thuận tiện")
    punctuality = models.CharField(max_length=16, choices=Level, blank=True, help_text="đúng hẹn")
    attitude = models.CharField(max_length=16, choices=Level, blank=True, help_text="thái độ")
    comment = models.TextField(blank=True)
    at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.get_level_display()
