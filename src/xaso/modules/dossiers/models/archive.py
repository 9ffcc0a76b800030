"""Ended dossiers handed over to the archive, in packages that can be checked."""

from django.db import models

from .dossier import Dossier


class ArchivePackage(models.Model):
    """Gói giao nộp lưu trữ: a file with dossiers and a list of all in it with hashes; then the receipt."""

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    made_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manifest_sha256 = models.CharField(max_length=64, blank=True, help_text="mã băm của bảng kê trong gói")
    receiver = models.CharField(max_length=160, blank=True, help_text="cơ quan, người nhận")
    receipt_number = models.CharField(max_length=60, blank=True, help_text="số biên bản giao nhận")
    received_on = models.DateField(null=True, blank=True)
    handed_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class ArchiveEntry(models.Model):
    """A dossier in the one package it is handed over in."""

    package = models.ForeignKey(ArchivePackage, on_delete=models.PROTECT, related_name="entries")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="archive_entry")
