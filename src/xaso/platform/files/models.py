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
