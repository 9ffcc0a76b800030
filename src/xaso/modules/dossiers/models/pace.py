"""How fast work goes, what that promises for what is open, and each morning's counts. All counted anew."""

from django.db import models

from .dossier import Dossier


class Pace(models.Model):
    """Tốc độ xử lý: working minutes one dossier takes of a step, or of an officer who has any work."""

    step = models.OneToOneField("procedures.RouteStep", null=True, blank=True, on_delete=models.PROTECT)
    holder = models.OneToOneField("org.Officer", null=True, blank=True, on_delete=models.PROTECT)
    runs = models.PositiveIntegerField(help_text="số lượt xử lý đã đếm")
    minutes = models.PositiveIntegerField(help_text="phút làm việc cho một hồ sơ")
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(step__isnull=True) ^ models.Q(holder__isnull=True),
                name="pace_of_step_or_holder",
            )
        ]


class Forecast(models.Model):
    """Dự kiến: when a dossier at work will have its result, by the pace of the queue it stands in."""

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="forecast")
    expected_at = models.DateTimeField()
    ahead = models.PositiveIntegerField(help_text="số hồ sơ gấp hơn cùng người giữ")
    each_minutes = models.PositiveIntegerField(help_text="phút làm việc cho một hồ sơ ở bước này")
    rest_minutes = models.PositiveIntegerField(help_text="phút làm việc của các bước sau")
    counted_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["expected_at"], name="forecast_expected")]


class DayDigest(models.Model):
    """Tổng hợp đầu ngày: the counts of one morning, as they were then."""

    day = models.DateField(unique=True)
    made_at = models.DateTimeField()
    figures = models.JSONField(help_text="số của toàn xã và của từng đơn vị")
