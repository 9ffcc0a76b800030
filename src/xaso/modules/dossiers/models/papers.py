"""Papers of a dossier and its result."""

from django.db import models

from .dossier import Dossier


class Paper(models.Model):
    """Giấy tờ trong hồ sơ: one paper handed in, with its scan when there is one."""

    class Medium(models.TextChoices):
        """Loại bản; numbers as in national exchange (onestop.md 11.8)."""

        ORIGINAL = "0", "Bản chính"
        COPY = "1", "Bản sao"
        ELECTRONIC = "2", "Bản điện tử"

    dossier = models.ForeignKey(Dossier, on_delete=models.PROTECT, related_name="papers")
    component = models.ForeignKey("procedures.Component", null=True, blank=True, on_delete=models.PROTECT)
    name = models.TextField()
    medium = models.CharField(max_length=1, choices=Medium)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT)
    needs_digitising = models.BooleanField(
        default=True, help_text="không: giấy chỉ xuất trình, giấy mật… (onestop.md 6.3)"
    )
    was_reused = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    supplement = models.ForeignKey(
        "dossiers.Supplement", null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )

    def __str__(self) -> str:
        return self.name


class Result(models.Model):
    """Kết quả: the decision, certificate or reasoned refusal that ends the dossier."""

    class Outcome(models.TextChoices):
        GRANTED = "granted", "Giải quyết"
        REFUSED = "refused", "Không giải quyết, có lý do"

    class Return(models.TextChoices):
        COUNTER = "counter", "Nhận tại quầy"
        ONLINE = "online", "Nhận trực tuyến"
        POST = "post", "Nhận qua bưu chính"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="result")
    outcome = models.CharField(max_length=8, choices=Outcome)
    summary = models.TextField(help_text="nội dung kết quả hoặc lý do không giải quyết")
    number = models.CharField(max_length=60, blank=True, help_text="số, ký hiệu văn bản kết quả")
    issued_on = models.DateField(null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", null=True, blank=True, on_delete=models.PROTECT)
    approved_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="approvals"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    return_channel = models.CharField(max_length=8, choices=Return, blank=True)
    returned_to = models.CharField(max_length=160, blank=True, help_text="người nhận, giấy tờ hoặc ủy quyền")

    class Meta:
        indexes = [models.Index(fields=["dossier", "file"], name="result_file")]

    def __str__(self) -> str:
        return self.number or self.get_outcome_display()
