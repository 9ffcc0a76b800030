"""What may be asked: fee tables by validity, their rates, who is exempt."""

from django.db import models
from django.db.models import Q

from xaso.kernel.certainty import Certainty

from ..rules import GROUPS, KINDS, MOMENTS

CERTAINTY_CHOICES = [(grade.value, grade.label) for grade in Certainty]


class FeeTable(models.Model):
    """Biểu thu: the rates one legal document sets, from a day on. A new version closes the one before."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    basis = models.CharField(max_length=400, help_text="văn bản quy định mức thu")
    document = models.CharField(max_length=120, blank=True, help_text="số văn bản, khi ban hành tại xã")
    document_on = models.DateField(null=True, blank=True)
    issuer = models.CharField(max_length=160, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True, help_text="ngày cuối còn hiệu lực; trống: đang dùng")
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64, help_text="dấu của bản ghi trong gói; giống thì không ghi lại")
    published_at = models.DateTimeField(null=True, blank=True, help_text="lúc ban hành tại xã; trống: từ gói")
    published_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_fee_table_per_start"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="fee_table_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FeeRate(models.Model):
    """Mức thu: one fee or charge of a table, per unit, by steps of quantity, with its ceiling."""

    table = models.ForeignKey(FeeTable, on_delete=models.PROTECT, related_name="rates")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=300)
    kind = models.CharField(max_length=8, choices=KINDS, help_text="phí hay lệ phí: hai sổ riêng")
    unit = models.CharField(max_length=40, help_text="trang, bản, trường hợp…")
    amount = models.PositiveIntegerField(help_text="đồng một đơn vị")
    tiers = models.JSONField(
        default=list, help_text="[[từ đơn vị thứ, đồng], …]: mức khác từ đơn vị đó trở đi"
    )
    ceiling = models.PositiveIntegerField(null=True, blank=True, help_text="tối đa một bản, đồng")
    services = models.JSONField(default=list, help_text="mã thủ tục thu mức này")
    channel = models.CharField(
        max_length=8, blank=True, help_text="online hoặc direct: mức riêng theo cách nộp; trống: như nhau"
    )
    moment = models.CharField(max_length=10, choices=MOMENTS, help_text="thu lúc nào (HinhThucThu)")
    basis = models.CharField(max_length=400, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["table", "code"], name="one_rate_per_code")]

    def __str__(self) -> str:
        return self.name


class FeeExemption(models.Model):
    """Miễn, giảm: a group of payers who pay less at a rate, between two dates."""

    rate = models.ForeignKey(FeeRate, on_delete=models.PROTECT, related_name="exemptions")
    group = models.CharField(max_length=12, choices=GROUPS)
    percent = models.PositiveSmallIntegerField(help_text="phần trăm được giảm; 100 là miễn")
    basis = models.CharField(max_length=400)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=1) & Q(percent__lte=100), name="exemption_is_a_part"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_group_display()} {self.percent}%"
