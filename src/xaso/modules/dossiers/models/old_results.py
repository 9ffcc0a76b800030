"""Results given on paper before the program: the register of what is to be digitised."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class OldResultQuerySet(models.QuerySet["OldResult"]):
    """Which old results count, when."""

    def valid_on(self, day: date) -> "OldResultQuerySet":
        """Issued by that day, not run out, not taken out of force."""
        runs = Q(valid_to=None) | Q(valid_to__gte=day)
        stands = Q(void_on=None) | Q(void_on__gt=day)
        return self.filter(runs, stands, issued_on__lte=day)

    def digitised(self) -> "OldResultQuerySet":
        """Scanned, and found right by a second person."""
        return self.filter(state=OldResult.State.CHECKED)


class OldResult(models.Model):
    """Kết quả cũ: a paper result in the archive, listed, scanned, and checked by somebody else."""

    class State(models.TextChoices):
        LISTED = "listed", "Chưa quét"
        SCANNED = "scanned", "Chờ người thứ hai kiểm tra"
        FAULTY = "faulty", "Chưa đạt, phải quét lại"
        CHECKED = "checked", "Đã số hóa"

    kind = models.CharField(max_length=160, help_text="loại kết quả, ví dụ Giấy khai sinh")
    number = models.CharField(max_length=60, help_text="số, ký hiệu")
    issued_on = models.DateField()
    issuer = models.CharField(max_length=200, blank=True)
    holder = models.CharField(max_length=200, help_text="người hoặc tổ chức được cấp")
    holder_id = models.CharField(max_length=20, blank=True, help_text="số định danh, mã số tổ chức")
    field = models.ForeignKey("procedures.Field", null=True, blank=True, on_delete=models.PROTECT)
    place = models.CharField(max_length=160, blank=True, help_text="kho, kệ, hộp")
    valid_to = models.DateField(null=True, blank=True)
    void_on = models.DateField(null=True, blank=True, help_text="ngày bị thu hồi hoặc thay thế")
    void_note = models.CharField(max_length=200, blank=True)
    folded = models.CharField(max_length=400, help_text="số, loại, người được cấp bỏ dấu, để tìm")
    listed_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    listed_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.LISTED)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT)
    scanned_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    pages_on_paper = models.PositiveSmallIntegerField(null=True, blank=True)
    checks = models.JSONField(default=list)
    fault = models.CharField(max_length=300, blank=True)
    checked_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)

    objects = OldResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number", "issued_on"], name="one_old_result_once"),
            models.CheckConstraint(
                name="old_result_two_people",
                condition=Q(checked_by=None) | ~Q(checked_by=F("scanned_by")),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "id"], name="old_result_state"),
            models.Index(fields=["number"], name="old_result_number"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def code(self) -> str:
        """How people and file names call it: KQ and six digits."""
        return f"KQ{self.pk:06d}"

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"old_result:{self.code}"
