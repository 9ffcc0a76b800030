"""E-receipts and the series their numbers come from."""

from django.db import models
from django.db.models import Q

from ..lifecycle import ReceiptState
from ..rules import KINDS, LARGEST_NUMBER


class ReceiptSeries(models.Model):
    """Ký hiệu biên lai of one kind and one year; its row is locked while the next number is taken.

    NĐ 254/2026 Đ.22-25: numbers of at most 8 digits, from 1 again each 1 January (onestop.md 10.7).
    """

    kind = models.CharField(max_length=8, choices=KINDS)
    year = models.PositiveSmallIntegerField()
    form_symbol = models.CharField(max_length=20, help_text="ký hiệu mẫu")
    symbol = models.CharField(max_length=20, help_text="ký hiệu biên lai")
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "year", "form_symbol", "symbol"], name="one_series"),
            models.CheckConstraint(condition=Q(last__lte=LARGEST_NUMBER), name="eight_digits_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.form_symbol} {self.symbol}"


class Receipt(models.Model):
    """Biên lai điện tử: made at the moment of collection, one for each kind of sum in a payment."""

    series = models.ForeignKey(ReceiptSeries, on_delete=models.PROTECT, related_name="receipts")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, choices=KINDS)
    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="receipts")
    collector_name = models.CharField(max_length=200)
    collector_tax_code = models.CharField(max_length=14, blank=True)
    cashier_name = models.CharField(max_length=120)
    payer_name = models.CharField(max_length=160)
    payer_id_number = models.CharField(max_length=14, blank=True)
    payer_address = models.CharField(max_length=300, blank=True)
    lines = models.JSONField(default=list, help_text="[[tên khoản, số lượng, đồng], …]")
    amount = models.PositiveIntegerField(help_text="đồng")
    issued_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=10, choices=ReceiptState.choices())
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by_name = models.CharField(max_length=120, blank=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    copies_printed = models.PositiveSmallIntegerField(default=0, help_text="số lần in lại cho người mất")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="one_receipt_per_number"),
            models.UniqueConstraint(
                fields=["payment", "kind"], condition=Q(state="valid"), name="one_valid_receipt_per_kind"
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=LARGEST_NUMBER), name="receipt_number_fits"
            ),
        ]
        indexes = [models.Index(fields=["kind", "issued_at"], name="receipt_ledger")]

    def __str__(self) -> str:
        return f"{self.series} {self.number:08d}"
