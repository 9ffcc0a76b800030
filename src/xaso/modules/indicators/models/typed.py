"""Figures from outside the program: typed by the owner, with evidence, decided by a second person."""

from django.db import models
from django.db.models import F, Q

from ..lifecycle import State


class TypedFigure(models.Model):
    """Số liệu nhập: what the owner of a target says its figure is for one window, and on what evidence.

    Never written over once approved: a newer figure stands beside it, and the newest approved one counts.
    """

    target_code = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField(help_text="năm của kỳ")
    window = models.CharField(max_length=10, help_text="mã kỳ báo cáo, ví dụ 2026-Q1")
    covers_from = models.DateField()
    covers_to = models.DateField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    part = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    whole = models.DecimalField(max_digits=18, decimal_places=2, null=True, blank=True)
    unit = models.CharField(max_length=8, help_text="đơn vị tính của chỉ tiêu lúc nhập")
    source = models.CharField(max_length=400, help_text="lấy từ văn bản, báo cáo nào")
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(
        "files.StoredFile",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="tệp minh chứng",
    )
    state = models.CharField(max_length=8, choices=State.choices(), default=State.DRAFT)
    entered_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="lý do trả lại")
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="typed_decided_by_a_second_person",
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("entered_by")),
            ),
            models.CheckConstraint(
                name="typed_believed_only_with_evidence",
                condition=~Q(state__in=(State.WAITING, State.APPROVED)) | Q(evidence__isnull=False),
            ),
            models.CheckConstraint(
                name="typed_approved_by_somebody",
                condition=~Q(state=State.APPROVED) | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["target_code", "window"],
                condition=Q(state=State.WAITING),
                name="one_typed_figure_waiting",
            ),
        ]
        indexes = [
            models.Index(fields=["target_code", "year", "state"], name="typed_target"),
            models.Index(fields=["state", "sent_at"], name="typed_state"),
        ]

    def __str__(self) -> str:
        return f"{self.target_code} {self.window}: {self.value}"

    @property
    def subject(self) -> str:
        """Return its name in the journal."""
        return f"typed_figure:{self.pk}"

    @property
    def state_words(self) -> str:
        """Return its state in words."""
        return State(self.state).label
