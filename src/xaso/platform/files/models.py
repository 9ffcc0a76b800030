"""A stored file: its bytes, its hash, what it really is."""

import uuid

from django.db import models


def storage_path(stored: "StoredFile", name: str) -> str:
    """Return where the bytes go: by id, never by the name a stranger chose."""
    return f"{stored.id.hex[:2]}/{stored.id.hex}"


class StoredFile(models.Model):
    """A file once accepted: never changed, found again by id, proven by its SHA-256."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200)
    content = models.FileField(upload_to=storage_path)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    scanned_by = models.CharField(
        max_length=40, blank=True, help_text="bộ quét vi-rút đã xem; trống: chưa quét"
    )
    added_by = models.CharField(max_length=80, help_text="loại:mã người tải lên")
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class TextCopy(models.Model):
    """The searchable PDF/A made of a scan: asked for, made by a job, or why it could not be made."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ nhận dạng chữ"
        DONE = "done", "Đã có bản tìm được chữ"
        READABLE = "readable", "Tệp đã có chữ sẵn"
        FAILED = "failed", "Không nhận dạng được"
        ABSENT = "absent", "Máy chủ chưa có bộ nhận dạng chữ"

    source = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="text_copy")
    file = models.ForeignKey(
        StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="text_of"
    )
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    note = models.CharField(max_length=300, blank=True, help_text="vì sao không có bản tìm được chữ")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    milliseconds = models.PositiveIntegerField(null=True, blank=True, help_text="thời gian nhận dạng")
    asked_by = models.CharField(max_length=80, help_text="loại:mã người yêu cầu")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.source}: {self.get_state_display()}"
