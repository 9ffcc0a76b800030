"""Orders at the payment gateway, every answer to them, and the orders of the gateway for rehearsals."""

from django.db import models
from django.db.models import Q

from ..lifecycle import OrderState
from ..ports import Said


class GatewayOrder(models.Model):
    """Lệnh thanh toán: one try of paying a bill through the gateway. A bill has one open try at most."""

    code = models.CharField(max_length=40, unique=True, help_text="mã giao dịch của xã, không dùng lại")
    bill = models.ForeignKey("payments.Bill", on_delete=models.PROTECT, related_name="orders")
    amount = models.PositiveIntegerField(help_text="đồng")
    state = models.CharField(max_length=10, choices=OrderState.choices())
    provider = models.CharField(max_length=40)
    reference = models.CharField(max_length=80, blank=True, help_text="mã của cổng thanh toán")
    pay_url = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True, blank=True, help_text="lần tra cứu gần nhất")
    ended_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="tiền thừa đã trả lại thế nào")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=Q(state__in=["opening", "waiting"]), name="one_open_order_per_bill"
            ),
            models.UniqueConstraint(
                fields=["bill"], condition=Q(state="paid"), name="one_paid_order_per_bill"
            ),
        ]
        indexes = [models.Index(fields=["state", "made_at"], name="order_state")]

    def __str__(self) -> str:
        return self.code


class GatewayAnswer(models.Model):
    """Tin trả lời: what the gateway said of an order, by itself or when asked; each is kept."""

    class Way(models.TextChoices):
        """How it came."""

        SENT = "sent", "Cổng gửi"
        ASKED = "asked", "Tra cứu"

    class Effect(models.TextChoices):
        """What it changed."""

        TAKEN = "taken", "Đã ghi nhận"
        REPEATED = "repeated", "Trùng tin trước, không ghi thêm"
        NOTHING = "nothing", "Chưa có gì mới"
        OTHER_AMOUNT = "other", "Sai số tiền, phải trả lại"
        TO_RETURN = "return", "Khoản thu không còn chờ nộp, phải trả lại"

    order = models.ForeignKey(GatewayOrder, on_delete=models.PROTECT, related_name="answers")
    way = models.CharField(max_length=6, choices=Way)
    said = models.CharField(max_length=8, choices=[(said.value, said.value) for said in Said])
    amount = models.BigIntegerField(help_text="đồng")
    reference = models.CharField(max_length=80, blank=True)
    effect = models.CharField(max_length=8, choices=Effect)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["order", "at"], name="answer_order")]

    def __str__(self) -> str:
        return f"{self.said} {self.amount}"


class RehearsedOrder(models.Model):
    """Lệnh của cổng diễn tập: what the shipped fake gateway remembers, in place of its own machines."""

    class Play(models.TextChoices):
        """What the one who rehearses lets happen."""

        OPEN = "", "Chưa trả"
        PAID = "paid", "Trả tiền, cổng trả lời ngay"
        TWICE = "twice", "Trả tiền, cổng trả lời hai lần"
        LATE = "late", "Trả tiền, cổng trả lời sau 2 phút"
        SILENT = "silent", "Trả tiền, cổng không trả lời"
        FAILED = "failed", "Không đủ tiền, không trả được"

    code = models.CharField(max_length=40, unique=True)
    reference = models.CharField(max_length=80, unique=True)
    amount = models.PositiveIntegerField()
    content = models.CharField(max_length=200)
    return_url = models.CharField(max_length=500)
    message = models.JSONField(default=dict, help_text="lệnh như cổng nhận được")
    play = models.CharField(max_length=6, choices=Play, blank=True)

    def __str__(self) -> str:
        return self.code
