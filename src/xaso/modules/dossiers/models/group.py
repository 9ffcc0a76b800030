"""Dossiers filed together: one visit or one filing online, several procedures, papers handed in once."""

from django.db import models

from .dossier import Dossier


class DossierGroup(models.Model):
    """Nhóm hồ sơ: what one person filed in one go, each under its own procedure and clock."""

    code = models.CharField(max_length=44, unique=True, help_text="mã hồ sơ đầu của nhóm, có tiền tố N")
    name = models.CharField(max_length=200)
    applicant = models.ForeignKey("citizens.Person", on_delete=models.PROTECT, related_name="dossier_groups")
    opened_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, help_text="trống: tự nộp trực tuyến"
    )
    opened_at = models.DateTimeField()
    filing_key = models.CharField(max_length=60, unique=True, help_text="chống gửi hai lần")

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """What the journal calls this group."""
        return f"dossier_group:{self.code}"


class GroupMember(models.Model):
    """A dossier's place in its group."""

    group = models.ForeignKey(DossierGroup, on_delete=models.PROTECT, related_name="members")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="membership")
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "order"], name="one_dossier_per_place")]
