"""Waiting for a fee in the middle of the work."""

from django.db import models
from django.db.models import Q

from .dossier import Dossier


class FeeRequest(models.Model):
    """Yêu cầu nộp phí, lệ phí: the clock rests from the asking until the bill is paid or taken back."""

    pause_reason = "chờ nộp phí, lệ phí"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="fee_requests")
    bill = models.CharField(max_length=20, unique=True, help_text="mã khoản thu")
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    met_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"], condition=Q(met_at=None), name="one_open_fee_request_per_dossier"
            )
        ]

    def __str__(self) -> str:
        return self.bill
