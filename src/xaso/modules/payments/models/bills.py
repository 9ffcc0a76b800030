"""What is owed, what was paid for it, what is to be given back."""

from django.db import models
from django.db.models import F, Q

from ..lifecycle import BillState, RefundState
from ..rules import KINDS, METHODS, MOMENTS


class BillSeries(models.Model):
    """The counter of one day's bill codes; locked while the next is taken."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=0)


class Bill(models.Model):
    """Khoản thu: what one payer owes for one thing at one moment. Paid whole, and once."""

    code = models.CharField(max_length=20, unique=True, help_text="ghi trong nội dung chuyển khoản")
    subject = models.CharField(max_length=80, help_text="loại:mã của việc phải nộp, ví dụ dossier:…")
    service = models.CharField(max_length=40, blank=True, help_text="mã thủ tục, khi có")
    moment = models.CharField(max_length=10, choices=MOMENTS)
    payer_name = models.CharField(max_length=160)
    payer_id_number = models.CharField(max_length=14, blank=True)
    payer_address = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=BillState.choices())
    total = models.PositiveIntegerField(help_text="đồng, bằng tổng các dòng")
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    ended_reason = models.CharField(max_length=300, blank=True, help_text="lý do hủy")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "moment"],
                condition=Q(state__in=["due", "paid", "free"]),
                name="one_live_bill_per_moment",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["paid", "refunded"], paid_at__isnull=False)
                | Q(state__in=["due", "free", "cancelled"], paid_at__isnull=True),
                name="paid_bill_knows_when",
            ),
            models.CheckConstraint(
                condition=Q(state="free", total=0) | (~Q(state="free") & Q(total__gt=0)),
                name="only_free_bills_ask_nothing",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-made_at"], name="bill_state"),
            models.Index(fields=["subject"], name="bill_subject"),
            models.Index(fields=["-made_at", "id"], name="bill_made"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state_words(self) -> str:
        """The state in Vietnamese."""
        return BillState(self.state).words


class BillLine(models.Model):
    """One line of a bill, with everything its receipt says: rates change, a bill does not."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="lines")
    order = models.PositiveSmallIntegerField()
    rate = models.ForeignKey("payments.FeeRate", on_delete=models.PROTECT, related_name="bill_lines")
    kind = models.CharField(max_length=8, choices=KINDS)
    name = models.CharField(max_length=300)
    unit = models.CharField(max_length=40)
    quantity = models.PositiveIntegerField()
    copies = models.PositiveIntegerField(default=1)
    full_amount = models.PositiveIntegerField(help_text="đồng, trước miễn, giảm")
    amount = models.PositiveIntegerField(help_text="đồng phải nộp")
    group = models.CharField(max_length=12, blank=True, help_text="nhóm được miễn, giảm đã áp dụng")
    explanation = models.JSONField(default=list, help_text="cách tính, từng dòng")
    basis = models.CharField(max_length=400, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["bill", "order"], name="one_line_per_place"),
            models.CheckConstraint(condition=Q(amount__lte=F("full_amount")), name="no_line_above_its_rate"),
        ]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.name}"


class Payment(models.Model):
    """Lần nộp: the one payment of a bill. The database holds no second one, nor one key twice."""

    bill = models.OneToOneField(Bill, on_delete=models.PROTECT, related_name="payment")
    key = models.CharField(max_length=80, unique=True, help_text="mã giao dịch; chống ghi hai lần")
    method = models.CharField(max_length=10, choices=METHODS)
    service = models.CharField(max_length=40, blank=True, help_text="mã thủ tục của khoản thu, khi có")
    amount = models.PositiveIntegerField(help_text="đồng")
    at = models.DateTimeField(db_index=True, help_text="lúc thu")
    actor_kind = models.CharField(max_length=12)
    actor_key = models.CharField(max_length=60)
    actor_name = models.CharField(max_length=120)
    shift = models.ForeignKey(
        "payments.Shift", null=True, blank=True, on_delete=models.PROTECT, related_name="payments"
    )
    reference = models.CharField(max_length=120, blank=True, help_text="số tham chiếu của ngân hàng, cổng")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_is_money"),
            models.CheckConstraint(
                condition=Q(method="cash", shift__isnull=False) | (~Q(method="cash") & Q(shift=None)),
                name="cash_belongs_to_a_shift",
            ),
        ]
        indexes = [models.Index(fields=["service", "at"], name="payment_service")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.amount}"


class Refund(models.Model):
    """Hoàn trả: the whole of a paid bill, asked for, decided by a second person, then paid out."""

    bill = models.ForeignKey(Bill, on_delete=models.PROTECT, related_name="refunds")
    amount = models.PositiveIntegerField(help_text="đồng")
    reason = models.CharField(max_length=500)
    state = models.CharField(max_length=10, choices=RefundState.choices())
    asked_at = models.DateTimeField()
    asked_by_kind = models.CharField(max_length=12)
    asked_by_key = models.CharField(max_length=60)
    asked_by_name = models.CharField(max_length=120)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="decided_refunds"
    )
    decision_note = models.CharField(max_length=500, blank=True)
    method = models.CharField(max_length=10, choices=METHODS, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="paid_refunds"
    )
    paid_to = models.CharField(max_length=200, blank=True, help_text="người nhận, giấy tờ hoặc tài khoản")
    shift = models.ForeignKey(
        "payments.Shift", null=True, blank=True, on_delete=models.PROTECT, related_name="refunds"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["bill"], condition=~Q(state="rejected"), name="one_live_refund_per_bill"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", paid_at__isnull=False) | (~Q(state="paid") & Q(paid_at=None)),
                name="paid_refund_knows_when",
            ),
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="refund_state")]

    def __str__(self) -> str:
        return f"{self.bill_id} {self.amount} {self.state}"
