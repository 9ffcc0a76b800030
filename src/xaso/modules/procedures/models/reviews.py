"""Reviews of procedures: a year's plan and each procedure in it."""

from django.db import models

from ..lifecycle import ReviewState
from .catalogue import Procedure


class ReviewPlan(models.Model):
    """Kế hoạch rà soát thủ tục hành chính of a year."""

    year = models.PositiveSmallIntegerField(unique=True)
    number = models.CharField(max_length=80)
    decided_on = models.DateField()
    note = models.TextField(blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.number} (năm {self.year})"


class Review(models.Model):
    """Rà soát of one procedure: who, by when, what was found, proposed and decided."""

    class Kind(models.TextChoices):
        PAPERS = "papers", "Bỏ, gộp giấy tờ"
        TIME = "time", "Rút ngắn thời hạn"
        FEE = "fee", "Giảm phí, lệ phí"
        ONLINE = "online", "Làm trực tuyến"
        ABOLISH = "abolish", "Bãi bỏ thủ tục"
        OTHER = "other", "Cách khác"

    plan = models.ForeignKey(ReviewPlan, on_delete=models.PROTECT, related_name="reviews")
    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="reviews")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ReviewState.choices(), default=ReviewState.PLANNED)
    findings = models.TextField(blank=True)
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    proposal = models.TextField(blank=True)
    dropped = models.JSONField(default=list, help_text="mã giấy tờ đề nghị bỏ")
    cost_before = models.PositiveIntegerField(null=True, blank=True, help_text="đồng, một lần nộp tại quầy")
    cost_after = models.PositiveIntegerField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    answer = models.TextField(blank=True)
    answer_number = models.CharField(max_length=80, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "procedure"], name="one_review_per_procedure")]

    def __str__(self) -> str:
        return f"{self.procedure} ({self.plan.year})"
