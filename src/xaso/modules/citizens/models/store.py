"""The store of a person's papers, and what each was used for."""

import uuid

from django.db import models

from .people import Person


class StoreItem(models.Model):
    """Giấy tờ trong kho: a result or a paper the commune accepted, kept so that it is not asked for again.

    The file never changes; a newer paper is another item. `source_key` names what it came from, once.
    """

    class Source(models.TextChoices):
        RESULT = "result", "Kết quả thủ tục"
        ACCEPTED = "accepted", "Giấy tờ đã nhận trong hồ sơ"

    class Medium(models.TextChoices):
        """Loại bản; numbers as in national exchange (onestop.md 11.8)."""

        ORIGINAL = "0", "Bản chính"
        COPY = "1", "Bản sao"
        ELECTRONIC = "2", "Bản điện tử"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="store_items")
    source = models.CharField(max_length=8, choices=Source)
    source_key = models.CharField(max_length=80, unique=True, help_text="nơi sinh ra, ghi một lần")
    subject = models.CharField(max_length=80, db_index=True, help_text="việc đã sinh ra giấy, dossier:mã")
    name = models.TextField()
    kind = models.CharField(max_length=300, help_text="tên bỏ dấu, để nhận ra giấy cùng loại")
    medium = models.CharField(max_length=1, choices=Medium)
    issuer = models.CharField(max_length=200, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    valid_to = models.DateField(
        null=True, blank=True, help_text="dùng được đến hết ngày; trống: không ghi hạn"
    )
    version = models.PositiveSmallIntegerField(default=1, help_text="lần thứ mấy của giấy cùng tên")
    replaced_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaces"
    )
    ended_at = models.DateTimeField(null=True, blank=True, help_text="lúc thay thế hoặc thu hồi")
    ended_reason = models.TextField(blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_note = models.CharField(max_length=200, blank=True, help_text="ai đã đối chiếu, với cái gì")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["owner", "-kept_at"], name="storeitem_owner"),
            models.Index(fields=["owner", "kind"], name="storeitem_kind"),
        ]

    def __str__(self) -> str:
        return self.name


class StoreUse(models.Model):
    """Lần dùng lại: what an item was used for, so that its owner can see it."""

    item = models.ForeignKey(StoreItem, on_delete=models.PROTECT, related_name="uses")
    subject = models.CharField(max_length=80)
    purpose = models.CharField(max_length=300)
    at = models.DateTimeField()
    actor_name = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "subject"], name="one_use_per_subject")]

    def __str__(self) -> str:
        return self.purpose
