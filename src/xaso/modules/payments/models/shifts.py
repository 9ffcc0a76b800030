"""Cash: who held the drawer, from when to when, and to whom it was handed over."""

from django.db import models
from django.db.models import Q


class Shift(models.Model):
    """Ca thu: one cashier's drawer from opening to counting."""

    cashier = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="shifts")
    opened_at = models.DateTimeField()
    opening_cash = models.PositiveIntegerField(default=0, help_text="tiền lẻ đầu ca, đồng")
    closed_at = models.DateTimeField(null=True, blank=True)
    expected_cash = models.IntegerField(null=True, blank=True, help_text="theo sổ lúc chốt ca, đồng")
    counted_cash = models.PositiveIntegerField(null=True, blank=True, help_text="đếm được lúc chốt ca, đồng")
    note = models.CharField(max_length=500, blank=True, help_text="giải thích chênh lệch")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cashier"], condition=Q(closed_at=None), name="one_open_shift_per_cashier"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None, counted_cash=None, expected_cash=None)
                | Q(closed_at__isnull=False, counted_cash__isnull=False, expected_cash__isnull=False),
                name="closed_shift_was_counted",
            ),
        ]
        indexes = [models.Index(fields=["cashier", "-opened_at"], name="shift_cashier")]

    def __str__(self) -> str:
        return f"{self.cashier_id} {self.opened_at:%Y-%m-%d %H:%M}"


class CashHandOver(models.Model):
    """Bàn giao tiền: the cash of one closed shift, given to who keeps it, with a sheet both sign."""

    shift = models.OneToOneField(Shift, on_delete=models.PROTECT, related_name="hand_over")
    number = models.CharField(max_length=30, unique=True)
    amount = models.PositiveIntegerField(help_text="đồng")
    received_by = models.CharField(max_length=160, help_text="người nhận tiền, chức vụ hoặc kho bạc")
    at = models.DateTimeField()
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return self.number
