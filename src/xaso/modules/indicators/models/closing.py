"""Closed periods: figures frozen with the records behind them, and the corrections beside them."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from xaso.kernel.certainty import Certainty

from ..rules.windows import CUMULATIVE, PERIOD, SPAN_WORDS, WindowKind


class Frozen(Exception):  # noqa: N818 - a bug of ours, not an answer
    """What was frozen is not written again and not removed."""


class FrozenQuerySet(models.QuerySet[Any]):
    """Rows that are written once."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Frozen(f"{self.model.__name__} is never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Frozen(f"{self.model.__name__} is never removed")


class FrozenModel(models.Model):
    """A row that is written once; a correction stands beside it."""

    objects = FrozenQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new row; refuse to write an old one again."""
        if not self._state.adding:
            raise Frozen(f"{type(self).__name__} is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Frozen(f"{type(self).__name__} is never removed")


class Closing(FrozenModel):
    """Lần khóa kỳ: one reporting window, closed once, by whom and when.

    Its journal entry holds the digest of every figure; ``digest`` is over all of them.
    """

    window = models.CharField(max_length=8, unique=True, help_text="mã kỳ: 2026-01, 2026-Q1, 2026-H1, 2026")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in WindowKind])
    year = models.PositiveSmallIntegerField(db_index=True)
    period_from = models.DateField()
    period_to = models.DateField()
    closed_at = models.DateTimeField()
    closed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    journal_from = models.PositiveBigIntegerField(
        help_text="số mục nhật ký cuối cùng trước khi đọc số liệu; việc về sau mang số lớn hơn"
    )
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        return self.window

    @property
    def subject(self) -> str:
        """What the journal calls this closing."""
        return f"closing:{self.window}"


class FrozenRecords(FrozenModel):
    """Danh sách bản ghi đã khóa: the records of a measure in a span, packed; figures of one list share it."""

    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    whole = models.PositiveIntegerField()
    part = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.sha256[:12]


class FrozenFigure(FrozenModel):
    """Số liệu đã khóa: one figure of a closed period, of a measure or a target, with all that explains it."""

    class Source(models.TextChoices):
        """Where the value came from."""

        COUNTED = "counted", "đếm từ dữ liệu"
        TYPED = "typed", "nhập kèm minh chứng"
        NONE = "none", "chưa có nguồn số liệu"

    closing = models.ForeignKey(Closing, on_delete=models.PROTECT, related_name="figures")
    span = models.CharField(
        max_length=10, choices=[(span, SPAN_WORDS[span]) for span in (PERIOD, CUMULATIVE)]
    )
    order = models.PositiveIntegerField(help_text="thứ tự trong kỳ: chỉ tiêu theo kế hoạch, rồi phép đo")
    measure = models.CharField(max_length=60, blank=True)
    target = models.CharField(max_length=40, blank=True, help_text="mã chỉ tiêu; trống: số của phép đo")
    section = models.CharField(max_length=300, blank=True)
    name = models.CharField(max_length=400)
    unit = models.CharField(max_length=8)
    source = models.CharField(max_length=8, choices=Source)
    part = models.PositiveIntegerField(null=True, blank=True)
    whole = models.PositiveIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    words = models.CharField(max_length=120)
    definition = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    certainty = models.CharField(max_length=1, choices=[(grade.value, grade.label) for grade in Certainty])
    threshold = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=160, blank=True)
    owner = models.CharField(max_length=160, blank=True)
    evidence = models.CharField(max_length=300, blank=True, help_text="minh chứng của số nhập")
    typed = models.JSONField(default=list, help_text="khóa của các số nhập đứng sau số này")
    records = models.ForeignKey(
        FrozenRecords, null=True, blank=True, on_delete=models.PROTECT, related_name="figures"
    )
    digest = models.CharField(max_length=64, help_text="dấu của danh sách bản ghi, hoặc của số nhập")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["closing", "span", "measure", "target"], name="one_frozen_figure_per_line"
            )
        ]

    def __str__(self) -> str:
        return f"{self.closing_id} {self.span} {self.target or self.measure}"


class Adjustment(models.Model):
    """Điều chỉnh số đã khóa: stands beside the figure, asked for by one person and approved by another.

    It hangs on one line and stands beside every line that says the same figure (see `rules.beside`). Two
    named people and two entries in the journal's chain make it; no digital signature does.
    """

    class State(models.TextChoices):
        """Where the correction stands."""

        WAITING = "waiting", "Chờ duyệt"
        APPROVED = "approved", "Đã duyệt"
        REFUSED = "refused", "Không duyệt"

    figure = models.ForeignKey(FrozenFigure, on_delete=models.PROTECT, related_name="adjustments")
    number = models.PositiveSmallIntegerField(help_text="lần điều chỉnh của số này, từ 1")
    part = models.PositiveIntegerField(null=True, blank=True)
    whole = models.PositiveIntegerField(null=True, blank=True)
    value = models.DecimalField(max_digits=20, decimal_places=6)
    words = models.CharField(max_length=120)
    states = models.JSONField(
        default=dict, help_text="theo số điều chỉnh, từng chỉ tiêu so với ngưỡng ra sao"
    )
    reason = models.TextField()
    evidence = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    proposed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["figure", "number"], name="adjustments_are_numbered"),
            models.UniqueConstraint(
                fields=["figure"],
                condition=models.Q(state="waiting"),
                name="one_adjustment_waits_per_figure",
            ),
            models.CheckConstraint(
                condition=models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("proposed_by")),
                name="adjustment_decided_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.figure_id} lần {self.number}"
