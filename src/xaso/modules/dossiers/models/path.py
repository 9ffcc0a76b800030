"""The way a dossier takes: steps with their clocks, hand-overs, supplements, dates put off."""

from django.db import models

from .dossier import Dossier


class StepRun(models.Model):
    """One passage through one step of the route, with its own clock."""

    class Outcome(models.TextChoices):
        FORWARDED = "forwarded", "Chuyển bước sau"
        SENT_BACK = "sent_back", "Chuyển trả bước trước"
        ENDED = "ended", "Kết thúc"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="runs")
    step = models.ForeignKey("procedures.RouteStep", on_delete=models.PROTECT)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT)
    holder = models.ForeignKey("org.Officer", null=True, blank=True, on_delete=models.PROTECT)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=models.Q(ended_at__isnull=True),
                name="one_live_step_per_dossier",
            )
        ]
        indexes = [models.Index(fields=["dossier", "started_at"], name="steprun_order")]


class Involvement(models.Model):
    """Liên quan: an office the dossier came to, or an officer it was given to. Whoever stands here may see
    it.

    Written only by routing. One row per office (without officer) and one per officer; so what an officer may
    see is one join on an index, however many dossiers there are.
    """

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="involvements")
    unit = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "dossier"], name="unit_once_per_dossier"),
            models.UniqueConstraint(fields=["officer", "dossier"], name="officer_once_per_dossier"),
            models.CheckConstraint(
                condition=models.Q(unit__isnull=True) ^ models.Q(officer__isnull=True),
                name="either_unit_or_officer",
            ),
        ]


class Handover(models.Model):
    """Luân chuyển: the dossier passes between two holders, electronically or on paper."""

    class Medium(models.TextChoices):
        ELECTRONIC = "electronic", "Điện tử"
        PAPER = "paper", "Bản giấy"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="handovers")
    from_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    from_officer = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    to_officer = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    medium = models.CharField(max_length=10, choices=Medium)
    at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="handover_at")]


class Supplement(models.Model):
    """Yêu cầu bổ sung (Mẫu 02): one list of all that lacks; the clock rests until it is met."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="supplements")
    number = models.PositiveSmallIntegerField()
    items = models.JSONField(help_text="danh sách {component, name, reason}")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField(null=True, blank=True)
    reply = models.TextField(blank=True)
    exception = models.TextField(blank=True, help_text="lý do lãnh đạo cho yêu cầu thêm lần nữa hoặc quá hạn")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_supplement_per_number")
        ]


class Postponement(models.Model):
    """Hẹn lại ngày trả (Mẫu 04): an apology with the reason and a new date; the clock runs to that day."""

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="postponements")
    number = models.PositiveSmallIntegerField()
    reason = models.TextField()
    old_due_at = models.DateTimeField(help_text="hạn trước khi hẹn lại")
    new_due_on = models.DateField(help_text="ngày hẹn lại")
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dossier", "number"], name="one_postponement_per_number")
        ]
