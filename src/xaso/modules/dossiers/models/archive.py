"""Ended dossiers handed over to the archive, in packages that can be checked."""

from enum import StrEnum

from django.db import models

from .dossier import Dossier


class Handing(StrEnum):
    """How far the handing over of a package is, by what it has."""

    PACKING = "Đang lập gói"
    PACKED = "Chờ lập biên bản"
    RECORDED = "Chờ bên nhận ký"
    HANDED = "Đã giao nhận"


class ArchivePackage(models.Model):
    """Gói giao nộp lưu trữ: a file with dossiers and a list of all in it with hashes; then the record of its
    handing over, with both sides named, and the receipt.
    """

    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    made_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    manifest_sha256 = models.CharField(max_length=64, blank=True, help_text="mã băm của bảng kê trong gói")
    giver = models.CharField(max_length=160, blank=True, help_text="người đại diện bên giao")
    giver_position = models.CharField(max_length=160, blank=True)
    receiver = models.CharField(max_length=160, blank=True, help_text="cơ quan nhận")
    receiver_person = models.CharField(max_length=160, blank=True, help_text="người đại diện bên nhận")
    receiver_position = models.CharField(max_length=160, blank=True)
    receipt_number = models.CharField(max_length=60, blank=True, help_text="số biên bản giao nhận")
    recorded_at = models.DateTimeField(null=True, blank=True, help_text="lúc lập biên bản")
    received_on = models.DateField(null=True, blank=True)
    received_by = models.CharField(max_length=160, blank=True, help_text="người thật sự nhận")
    received_note = models.CharField(max_length=500, blank=True, help_text="bên nhận ghi gì khi nhận")
    signed_record = models.ForeignKey(
        "files.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    handed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title

    @property
    def handing(self) -> Handing:
        """How far it is."""
        if self.file_id is None:
            return Handing.PACKING
        if self.handed_at is not None:
            return Handing.HANDED
        return Handing.RECORDED if self.recorded_at is not None else Handing.PACKED


class ArchiveEntry(models.Model):
    """A dossier in the one package it is handed over in."""

    package = models.ForeignKey(ArchivePackage, on_delete=models.PROTECT, related_name="entries")
    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="archive_entry")
