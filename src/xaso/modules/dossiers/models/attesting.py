"""The books of certification: one entry for each act, numbered by book and year."""

from django.db import models

from .dossier import Dossier


class Attestation(models.Model):
    """Việc chứng thực: one act in its book. The dossier carries its state; the number stays whatever
    happens.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="attestation")
    book = models.CharField(max_length=12, help_text="mã quyển sổ, theo thiết lập")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    document = models.CharField(max_length=300, help_text="giấy tờ, văn bản được chứng thực")
    pages = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=1)
    signer = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="attestations")
    entered_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    folded = models.CharField(max_length=420, help_text="tên người yêu cầu, giấy tờ bỏ dấu, để tìm")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "year", "number"], name="one_attestation_per_number")
        ]
        indexes = [
            models.Index(fields=["-entered_at", "-id"], name="attestation_entered"),
            models.Index(fields=["signer", "entered_at"], name="attestation_signer"),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.year}"


class AttestationSeries(models.Model):
    """The last number of a book in a year; locked while the next is taken."""

    book = models.CharField(max_length=12)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["book", "year"], name="one_attestation_series")]
