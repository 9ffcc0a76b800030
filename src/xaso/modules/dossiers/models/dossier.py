"""A dossier and the series its code comes from."""

from django.db import models

from ..lifecycle import ENDS, WORDS, State
from .querysets import DossierQuerySet


class Dossier(models.Model):
    """Hồ sơ: one request of one applicant under one version of one procedure."""

    class Channel(models.TextChoices):
        """Kênh nộp; numbers are KenhThucHien of national exchange (onestop.md 4.1)."""

        COUNTER = "1", "Trực tiếp"
        ONLINE = "2", "Trực tuyến"
        POST = "3", "Bưu chính"

    class Entry(models.TextChoices):
        """How the dossier came to be in the program."""

        SYSTEM = "system", "Qua hệ thống một cửa"
        PAPER_BOOK = "paper_book", "Ghi lại từ sổ giấy"

    code = models.CharField(max_length=40, unique=True)
    version = models.ForeignKey(
        "procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="dossiers"
    )
    field = models.ForeignKey("procedures.Field", on_delete=models.PROTECT, related_name="dossiers")
    form = models.ForeignKey("procedures.FormDefinition", on_delete=models.PROTECT, related_name="dossiers")
    answers = models.JSONField(default=dict)

    applicant = models.ForeignKey("citizens.Person", on_delete=models.PROTECT, related_name="dossiers")
    submitter = models.ForeignKey(
        "citizens.Person",
        on_delete=models.PROTECT,
        related_name="submitted_dossiers",
        help_text="người nộp; khác người đề nghị khi nộp thay",
    )
    relation = models.CharField(
        max_length=120, blank=True, help_text="quan hệ với người đề nghị khi nộp thay"
    )
    organization = models.ForeignKey(
        "citizens.Organization", null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    village = models.ForeignKey("org.Village", null=True, blank=True, on_delete=models.PROTECT)
    applicant_verified = models.BooleanField(default=False, help_text="người nộp đã xác thực điện tử lúc nộp")
    folded = models.CharField(max_length=300, help_text="mã, tên người đề nghị, tên thủ tục bỏ dấu, để tìm")

    channel = models.CharField(max_length=1, choices=Channel)
    entry = models.CharField(max_length=12, choices=Entry, default=Entry.SYSTEM)
    state = models.CharField(max_length=24, choices=State.choices())
    filed_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True, help_text="hạn trả, đã cộng thời gian chờ bổ sung")
    paused_at = models.DateTimeField(
        null=True, blank=True, help_text="hạn đang nghỉ từ lúc này (chờ bổ sung)"
    )
    due_lines = models.JSONField(default=list, help_text="cách tính hạn, từng dòng")
    finished_at = models.DateTimeField(
        null=True, blank=True, help_text="lúc có kết quả hoặc kết thúc (onestop.md 8.1)"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    is_late = models.BooleanField(
        null=True, help_text="đặt khi kết thúc: quá hạn hay không; trống khi chưa kết thúc hoặc không có hạn"
    )

    unit = models.ForeignKey(
        "org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="dossiers"
    )
    holder = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="held_dossiers"
    )
    step = models.ForeignKey("procedures.RouteStep", null=True, blank=True, on_delete=models.PROTECT)
    receiver = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="received_dossiers"
    )
    ended_reason = models.TextField(blank=True, help_text="lý do từ chối, dừng hoặc rút")

    supplement_count = models.PositiveSmallIntegerField(default=0)
    handover_count = models.PositiveSmallIntegerField(default=0)
    paper_handover_count = models.PositiveSmallIntegerField(default=0)
    is_digitised = models.BooleanField(
        default=False, help_text="mọi giấy tờ cần số hóa đã có tệp và có kết quả điện tử"
    )
    has_reused_paper = models.BooleanField(
        default=False, help_text="có giấy tờ lấy lại từ hồ sơ trước, người nộp không phải nộp lại"
    )
    revision = models.PositiveIntegerField(
        default=0, help_text="tăng một ở mỗi lần ghi; chặn hai người làm cùng lúc"
    )
    filing_key = models.CharField(max_length=64, unique=True, help_text="chống gửi hai lần")

    objects = DossierQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["holder", "state", "due_at"], name="dossier_holder"),
            models.Index(fields=["unit", "state", "due_at"], name="dossier_unit"),
            models.Index(fields=["state", "due_at"], name="dossier_state"),
            models.Index(fields=["state", "filed_at"], name="dossier_inbox"),
            models.Index(fields=["due_at", "id"], name="dossier_due"),
            models.Index(fields=["received_at", "id"], name="dossier_received"),
            models.Index(fields=["finished_at"], name="dossier_finished"),
            models.Index(fields=["version", "received_at"], name="dossier_version"),
            models.Index(fields=["channel", "received_at", "submitter", "id"], name="dossier_channel"),
            models.Index(fields=["applicant", "-filed_at"], name="dossier_applicant"),
            models.Index(fields=["submitter", "-filed_at"], name="dossier_submitter"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def state_words(self) -> str:
        """The state in Vietnamese."""
        return WORDS[State(self.state)].words

    @property
    def national_code(self) -> int:
        """The state as the national portal numbers it, 1 to 10 (onestop.md part 7)."""
        return WORDS[State(self.state)].national_code

    @property
    def is_ended(self) -> bool:
        """Whether nothing more can happen to it: returned, refused, withdrawn or stopped."""
        return self.state in ENDS

    @property
    def subject(self) -> str:
        """What the journal calls this dossier."""
        return f"dossier:{self.code}"


class DossierSeries(models.Model):
    """The counter of one day's dossier codes; locked while the next is taken (onestop.md 5.3)."""

    day = models.DateField(unique=True)
    last = models.PositiveIntegerField(default=0)
