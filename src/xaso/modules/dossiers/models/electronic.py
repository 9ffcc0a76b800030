"""Certified copies as files: the scan of the original, the words, the signatures, what became of it."""

from __future__ import annotations

from enum import StrEnum

from django.db import models

from .attesting import Attestation
from .scanning import Scan


class Stage(StrEnum):
    """How far an electronic copy is, by what it has."""

    SCAN = "scan"
    CHECK = "check"
    SIGN = "sign"
    SEAL = "seal"
    ISSUED = "issued"


STAGE_WORDS = {
    Stage.SCAN: "Chờ quét bản chính",
    Stage.CHECK: "Chờ kiểm tra bản quét",
    Stage.SIGN: "Chờ người ký ký số",
    Stage.SEAL: "Chờ chữ ký số của cơ quan",
    Stage.ISSUED: "Đã phát hành",
}


class ElectronicCopyQuerySet(models.QuerySet["ElectronicCopy"]):
    """The copies that wait for something."""

    def to_sign(self) -> ElectronicCopyQuerySet:
        """Made, and not yet signed by whoever certifies."""
        return self.filter(paper__isnull=False, approved_at=None, issued_at=None)

    def to_seal(self) -> ElectronicCopyQuerySet:
        """Signed by whoever certifies; the office's signature lacks."""
        return self.filter(approved_at__isnull=False, issued_at=None)


class ElectronicCopy(models.Model):
    """Bản sao điện tử được chứng thực từ bản chính: one act of the book of copies whose copy is a file.

    `paper` is what the program made: the scan with the words; `signed` the same with signatures behind it, as
    it came back from the signing tool. It is given out when it carries all of them.
    """

    attestation = models.OneToOneField(Attestation, on_delete=models.PROTECT, related_name="electronic")
    original_on = models.DateField(null=True, blank=True, help_text="ngày cấp bản chính")
    scan = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    way = models.CharField(max_length=8, choices=Scan.Way, blank=True)
    scanned_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    scanned_at = models.DateTimeField(null=True, blank=True)
    checks = models.JSONField(default=list, help_text="mã các điều đã kiểm tra")
    fault = models.CharField(max_length=300, blank=True, help_text="lỗi phải quét lại")
    checked_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(null=True, blank=True)
    paper = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signed = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signers = models.JSONField(default=list, help_text="ai đã ký số, theo chứng thư trong tệp")
    approved_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, help_text="lúc người chứng thực nạp bản đã ký")
    issued_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField(null=True, blank=True, help_text="lúc đủ chữ ký số, phát hành")

    objects = ElectronicCopyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="issued_copy_is_signed",
                condition=models.Q(issued_at=None)
                | models.Q(approved_at__isnull=False, paper__isnull=False, signed__isnull=False),
            )
        ]
        indexes = [models.Index(fields=["issued_at", "approved_at"], name="copy_waiting")]

    def __str__(self) -> str:
        return str(self.attestation)

    @property
    def stage(self) -> Stage:
        """How far it is."""
        if self.issued_at is not None:
            return Stage.ISSUED
        if self.approved_at is not None:
            return Stage.SEAL
        if self.paper_id is not None:
            return Stage.SIGN
        return Stage.CHECK if self.scan_id is not None else Stage.SCAN

    @property
    def stage_words(self) -> str:
        """How far it is, in words."""
        return STAGE_WORDS[self.stage]
