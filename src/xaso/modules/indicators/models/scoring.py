"""Sets of criteria as the pack gives them, and the scores people declare beside those the program counts."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Q

from xaso.kernel.certainty import Certainty


class ScoreIndex(models.Model):
    """Bộ chỉ số: one version of a set of criteria, valid between two days. ``definition`` is its JSON."""

    code = models.CharField(max_length=40)
    version = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    source = models.CharField(max_length=300, help_text="văn bản ban hành")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=1, choices=[(grade.value, grade.label) for grade in Certainty])
    definition = models.JSONField()
    digest = models.CharField(max_length=64, help_text="dấu của định nghĩa")
    loaded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="one_index_version")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"index:{self.code}"


class DeclaredScoreQuerySet(models.QuerySet["DeclaredScore"]):
    """Declared scores are written once."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise TypeError("a declared score is never changed: a newer one stands beside it")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise TypeError("a declared score is never removed")


class DeclaredScore(models.Model):
    """Điểm khai: what somebody says a criterion earns in a period. Written once; a newer one stands beside.

    Self score, review, answer, second review and official score are kept side by side (documents.md R-04).
    """

    class Kind(models.TextChoices):
        """Whose score it is."""

        SELF = "self", "Tự chấm"
        REVIEW = "review", "Thẩm định lần 1"
        ANSWER = "answer", "Giải trình"
        SECOND_REVIEW = "second_review", "Thẩm định lần 2"
        OFFICIAL = "official", "Điểm chính thức"

    index = models.ForeignKey(ScoreIndex, on_delete=models.PROTECT, related_name="declared")
    period = models.CharField(max_length=24, help_text="mã kỳ: 2026, 2026-Q1, 2026-03")
    leaf = models.CharField(max_length=40, blank=True, help_text="mã tiêu chí; trống: tổng điểm")
    kind = models.CharField(max_length=14, choices=Kind)
    facts = models.JSONField(default=dict, help_text="số liệu của điểm tự chấm, theo ô nhập")
    points = models.DecimalField(
        max_digits=7, decimal_places=2, null=True, blank=True, help_text="trống: giải trình, không áp dụng"
    )
    source = models.CharField(max_length=400, blank=True, help_text="lấy từ văn bản, bảng điểm nào")
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    objects = DeclaredScoreQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="score_declared_with_evidence",
                condition=~Q(kind__in=("self", "official")) | Q(evidence__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["index", "period", "leaf", "entered_at"], name="declared_leaf")]

    def __str__(self) -> str:
        return f"{self.leaf or 'tổng'} {self.period}: {self.points}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; refuse to write an old one again."""
        if not self._state.adding:
            raise TypeError("a declared score is never changed: a newer one stands beside it")
        super().save(*args, **kwargs)
