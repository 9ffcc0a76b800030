"""The plan's money: lines, and what was planned, allotted and spent on them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ..rules.money import Source, Step


class BudgetLine(models.Model):
    """Dòng kinh phí: what money is for; of one activity, or of the plan as a whole."""

    plan = models.ForeignKey("plan.Plan", on_delete=models.PROTECT, related_name="budget_lines")
    code = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=400)
    funding = models.CharField(max_length=200, blank=True, help_text="cột Kinh phí của phụ lục")
    activity = models.OneToOneField(
        "plan.Activity", null=True, blank=True, on_delete=models.PROTECT, related_name="budget_line"
    )
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class MoneyEntry(models.Model):
    """Số tiền: one amount with its paper, its day and who entered it. Never changed; struck out with a
    reason.
    """

    class Source(models.TextChoices):
        CENTRAL = Source.CENTRAL.value, Source.CENTRAL.words
        PROVINCE = Source.PROVINCE.value, Source.PROVINCE.words
        LOCAL = Source.LOCAL.value, Source.LOCAL.words
        BUSINESS = Source.BUSINESS.value, Source.BUSINESS.words
        PEOPLE = Source.PEOPLE.value, Source.PEOPLE.words

    class Step(models.TextChoices):
        PLANNED = Step.PLANNED.value, Step.PLANNED.words
        ALLOTTED = Step.ALLOTTED.value, Step.ALLOTTED.words
        SPENT = Step.SPENT.value, Step.SPENT.words

    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    task = models.ForeignKey(
        "plan.Task", null=True, blank=True, on_delete=models.PROTECT, related_name="money"
    )
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=8, choices=Source)
    step = models.CharField(max_length=8, choices=Step)
    amount = models.PositiveBigIntegerField(help_text="đồng")
    on = models.DateField(help_text="ngày của văn bản, chứng từ")
    basis = models.CharField(max_length=300, help_text="văn bản, chứng từ làm căn cứ")
    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="money_entries")
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="struck_entries"
    )
    struck_reason = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["year", "line"])]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="money_is_something"),
            models.CheckConstraint(
                condition=Q(struck_at__isnull=True, struck_by__isnull=True, struck_reason="")
                | (Q(struck_at__isnull=False, struck_by__isnull=False) & ~Q(struck_reason="")),
                name="struck_out_with_a_reason",
            ),
        ]
