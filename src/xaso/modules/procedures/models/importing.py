"""A file of the catalogue, kept between the look at what it will change and the word to do so."""

import uuid

from django.db import models

from .decisions import CatalogueDecision


class CatalogueImport(models.Model):
    """Lần nạp danh mục từ tệp: what the file says, from which day, by which decision, and what came of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Chờ xác nhận"
        APPLIED = "applied", "Đã nạp"
        DROPPED = "dropped", "Đã bỏ"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    records = models.JSONField(help_text="các bản ghi đọc được; xóa đi khi đã nạp hay đã bỏ")
    valid_from = models.DateField()
    decision = models.ForeignKey(CatalogueDecision, null=True, blank=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    added = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.file_name
