"""Asked once or again: what the commune already held when a dossier came, and what was made of it."""

from django.db import models

from .dossier import Dossier
from .papers import Paper


class AskOnce(models.Model):
    """Chỉ hỏi một lần: of one dossier, how much the commune held already and how much it asked for again.

    Papers are counted when the store held one of the same name that was still good; fields when the form was
    filled in from the account. Written as the dossier is opened; a request for what is held is added.
    """

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="ask_once")
    held = models.PositiveSmallIntegerField(default=0, help_text="giấy tờ xã đã có sẵn")
    reused = models.PositiveSmallIntegerField(default=0, help_text="lấy lại, không phải nộp")
    asked_again = models.PositiveSmallIntegerField(default=0, help_text="vẫn nộp lại dù xã đã có")
    requested_again = models.PositiveSmallIntegerField(
        default=0, help_text="yêu cầu bổ sung giấy mà xã đã có"
    )
    filled = models.JSONField(default=list, help_text="mã ô điền sẵn, người nộp để nguyên")
    retyped = models.JSONField(default=list, help_text="mã ô điền sẵn, người nộp sửa lại")

    filled_count = models.PositiveSmallIntegerField(default=0)
    retyped_count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["held", "asked_again"], name="askonce_held")]


class PaperOrigin(models.Model):
    """Nguồn của giấy tờ: taken again from the store, or handed in though the commune held it, and why."""

    class How(models.TextChoices):
        REUSED = "reused", "Lấy lại từ kho, không phải nộp"
        AGAIN = "again", "Nộp lại dù xã đã có"

    class Reason(models.TextChoices):
        WISH = "wish", "Bà con tự nộp bản mới"
        CHANGED = "changed", "Nội dung giấy đã thay đổi"
        UNCLEAR = "unclear", "Bản trong kho mờ, thiếu trang"
        LAW = "law", "Lĩnh vực này đòi bản mới"
        DIFFERENT = "different", "Là giấy khác, chỉ trùng tên"
        OTHER = "other", "Nộp thay, không mở kho của người khác"

    paper = models.OneToOneField(Paper, on_delete=models.PROTECT, related_name="origin")
    how = models.CharField(max_length=8, choices=How)
    reason = models.CharField(max_length=12, choices=Reason, blank=True, help_text="vì sao nộp lại")
    item = models.ForeignKey("citizens.StoreItem", on_delete=models.PROTECT, related_name="+")
    was_verified = models.BooleanField(help_text="giấy trong kho đã đối chiếu lúc đó")

    def __str__(self) -> str:
        return self.get_how_display()
