"""A filing in progress: kept as the person types, gone when it is filed."""

import uuid

from django.db import models


class GroupDraft(models.Model):
    """Nhóm hồ sơ đang soạn: several filings of one person that will be sent in one go."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("citizens.Person", on_delete=models.PROTECT, related_name="group_drafts")
    name = models.CharField(max_length=200)
    started_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Draft(models.Model):
    """Hồ sơ đang soạn: answers page by page, before filing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey("citizens.Person", on_delete=models.PROTECT, related_name="drafts")
    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT)
    form = models.ForeignKey("procedures.FormDefinition", on_delete=models.PROTECT)
    for_other = models.BooleanField(default=False)
    other_name = models.CharField(max_length=120, blank=True)
    other_id_number = models.CharField(max_length=12, blank=True)
    relation = models.CharField(max_length=120, blank=True)
    answers = models.JSONField(default=dict)
    done_sections = models.JSONField(default=list, help_text="mã các phần đã điền xong")
    brought = models.JSONField(default=list, help_text="mã ô giấy tờ sẽ mang bản giấy đến quầy")
    group = models.ForeignKey(
        GroupDraft, null=True, blank=True, on_delete=models.PROTECT, related_name="drafts"
    )
    group_order = models.PositiveSmallIntegerField(default=0, help_text="thứ tự trong nhóm, từ 1")
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "group_order"],
                condition=models.Q(group__isnull=False),
                name="one_draft_per_place",
            )
        ]
        indexes = [models.Index(fields=["owner", "-saved_at"], name="draft_owner")]

    def __str__(self) -> str:
        return str(self.public_id)


class DraftFile(models.Model):
    """A paper uploaded into a draft, by form field."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    field_code = models.CharField(max_length=60)
    component_code = models.CharField(max_length=60, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT)
    item = models.ForeignKey(
        "citizens.StoreItem",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="giấy lấy từ kho; tệp là của kho, bỏ bản soạn không xóa tệp",
    )
    added_at = models.DateTimeField()
