"""Into which account people transfer fees and charges: named by one person, confirmed by another."""

from django.db import models
from django.db.models import F, Q

from ..lifecycle import AccountState


class CollectionAccount(models.Model):
    """Tài khoản thu: one account as its decision names it. At most one is in use, at most one waits."""

    bank = models.CharField(max_length=6, help_text="sáu số của ngân hàng tại NAPAS")
    bank_name = models.CharField(max_length=160)
    number = models.CharField(max_length=19)
    holder = models.CharField(max_length=120, help_text="tên chủ tài khoản như ngân hàng ghi, không dấu")
    decision = models.CharField(max_length=120, help_text="số, ký hiệu văn bản giao tài khoản")
    decided_on = models.DateField(help_text="ngày văn bản")
    issuer = models.CharField(max_length=160)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=AccountState.choices())
    named_at = models.DateTimeField()
    named_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="lúc xác nhận, từ chối hoặc rút")
    settled_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_note = models.CharField(max_length=500, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="confirmed"), name="one_collection_account_in_use"
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="asked"), name="one_collection_account_waits"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["confirmed", "ended"])
                | (Q(settled_by__isnull=False) & ~Q(settled_by=F("named_by"))),
                name="collection_account_has_two_people",
            ),
        ]
        indexes = [models.Index(fields=["-named_at", "-id"], name="collection_account_named")]

    def __str__(self) -> str:
        return f"{self.number} {self.bank_name}"
