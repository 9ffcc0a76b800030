"""What the bank says: statements, their lines, and which payments are proven by them."""

import uuid

from django.db import models
from django.db.models import Q

from ..lifecycle import LineState, StatementState
from ..rules.matching import OUTCOME_WORDS

OUTCOMES = [(outcome.value, words) for outcome, words in OUTCOME_WORDS.items()]


class BankStatement(models.Model):
    """Sao kê: one file of the bank as it was handed in, and how far reading it is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=34, blank=True)
    state = models.CharField(max_length=10, choices=StatementState.choices())
    failure = models.TextField(blank=True, help_text="vì sao không đọc được")
    job_id = models.UUIDField(null=True, blank=True)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    opening = models.BigIntegerField(null=True, blank=True, help_text="số dư đầu, đồng")
    closing = models.BigIntegerField(null=True, blank=True, help_text="số dư cuối, đồng")
    gap = models.BigIntegerField(null=True, blank=True, help_text="số dư cuối lệch với các dòng, đồng")
    problems = models.JSONField(default=list, help_text="[[dòng, lý do không đọc được], …]")
    known = models.PositiveIntegerField(default=0, help_text="số dòng đã có từ sao kê nạp trước")
    added_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-added_at", "id"], name="statement_added")]

    def __str__(self) -> str:
        return f"{self.account} {self.added_at:%Y-%m-%d %H:%M}"


class BankLine(models.Model):
    """Dòng sao kê: one movement of the account, kept once however often its statement is handed in."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="lines")
    number = models.PositiveIntegerField(help_text="dòng trong tệp")
    mark = models.CharField(max_length=64, unique=True, help_text="dấu của giao dịch; chống ghi hai lần")
    on = models.DateField()
    amount = models.BigIntegerField(help_text="đồng; trên 0 là tiền vào")
    text = models.TextField()
    reference = models.CharField(max_length=120, blank=True)
    other_party = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=LineState.choices())
    outcome = models.CharField(max_length=14, choices=OUTCOMES)
    bill = models.ForeignKey(
        "payments.Bill", null=True, blank=True, on_delete=models.PROTECT, related_name="bank_lines"
    )
    ruled_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="người xem quyết định thế nào")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["matched", "settled"]) | Q(bill__isnull=False),
                name="matched_line_knows_its_bill",
            ),
            models.CheckConstraint(
                condition=~Q(state="aside") | (Q(ruled_by__isnull=False) & ~Q(note="")),
                name="line_is_set_aside_by_someone",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "on", "id"], name="bank_line_state"),
            models.Index(fields=["on"], name="bank_line_day"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"


class Reconciliation(models.Model):
    """Đối soát: the money of a payment was seen at the bank. Paid is not reconciled until this row stands."""

    payment = models.OneToOneField(
        "payments.Payment", on_delete=models.PROTECT, related_name="reconciliation"
    )
    line = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="reconciliations")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.payment_id} {self.line_id}"
