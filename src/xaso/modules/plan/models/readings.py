"""The reading of a plan's text, what people decided about it, and the versions of the plan it leads to."""

import uuid

from django.db import models

from ..reading.lifecycle import State
from .targets import Plan, Target


class PlanReading(models.Model):
    """Bản đọc: one file of a plan, what the program understood, and how far people are with it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    plan = models.ForeignKey(
        Plan, null=True, blank=True, on_delete=models.PROTECT, related_name="readings",
        help_text="kế hoạch mà đây là bản mới; trống: kế hoạch chưa có trong phần mềm",
    )  # fmt: skip
    title = models.CharField(max_length=300)
    year_from = models.PositiveSmallIntegerField(null=True, blank=True)
    year_to = models.PositiveSmallIntegerField(null=True, blank=True)
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices(), default=State.QUEUED.value)
    failure = models.TextField(blank=True, help_text="vì sao không đọc được")
    job_id = models.UUIDField(null=True, blank=True)
    reading = models.JSONField(default=dict, help_text="kết quả đọc, đúng như tệp JSON tải về")
    source = models.JSONField(default=list, help_text="văn bản theo dòng: số dòng, chữ, p hoặc c (ô bảng)")
    sections = models.JSONField(default=list, help_text="mục của văn bản: số mục, tên mục")
    uploaded_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, help_text="vì sao bỏ, vì sao mở lại")

    class Meta:
        indexes = [models.Index(fields=["uploaded_at"], name="reading_uploaded")]

    def __str__(self) -> str:
        return self.title


class ReadingItem(models.Model):
    """Điều đọc được: one promise of the text, and the target that people make of it."""

    class Kind(models.TextChoices):
        """Where in the text it stands."""

        PROSE = "prose", "Chỉ tiêu trong lời văn"
        INDICATOR = "indicator", "Chỉ tiêu theo năm trong phụ lục"
        OTHER = "other", "Số khác trong nhiệm vụ"
        CARRIED = "carried", "Giữ từ bản trước"

    class Decision(models.TextChoices):
        """What people decided."""

        OPEN = "open", "Chưa xem"
        KEPT = "kept", "Đưa vào kế hoạch"
        LEFT_OUT = "left_out", "Không đưa vào"

    class Binding(models.TextChoices):
        """Where its figure comes from."""

        OPEN = "", "Chưa chọn"
        MEASURE = "measure", "Đếm bằng phép đo"
        TYPED = "typed", "Nhập kèm minh chứng"

    reading = models.ForeignKey(PlanReading, on_delete=models.CASCADE, related_name="items")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=Kind)
    line = models.PositiveIntegerField(default=0)
    quote = models.TextField()
    said = models.CharField(max_length=300, help_text="mức như văn bản viết")
    note = models.TextField(blank=True, help_text="điều phần mềm không chắc")
    decision = models.CharField(max_length=8, choices=Decision, default="open")
    reason = models.CharField(max_length=500, blank=True)
    target = models.ForeignKey(
        Target, null=True, blank=True, on_delete=models.PROTECT, related_name="readings",
        help_text="chỉ tiêu đang có mà đây là bản mới; trống: chỉ tiêu mới",
    )  # fmt: skip
    name = models.CharField(max_length=400)
    section_code = models.CharField(max_length=40, blank=True)
    section_name = models.CharField(max_length=300, blank=True)
    unit = models.CharField(max_length=8, choices=Target.Unit, blank=True)
    owner = models.ForeignKey("org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    owner_said = models.CharField(max_length=300, blank=True)
    thresholds = models.JSONField(default=list, help_text="[{year, comparator, value, value_to}]")
    binding = models.CharField(max_length=8, choices=Binding, blank=True)
    measure = models.CharField(max_length=60, blank=True)
    typed_as = models.CharField(max_length=6, choices=Target.TypedAs, default=Target.TypedAs.SO_FAR)
    scale_min = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    scale_max = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_value = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    deadline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "order"], name="one_item_per_order")]

    def __str__(self) -> str:
        return self.name


class ReadingFinding(models.Model):
    """Chỗ cần xem lại: a doubt about the text, and what a person ruled."""

    class Ruling(models.TextChoices):
        """What a person says to it."""

        OPEN = "", "Chưa có ý kiến"
        ACCEPTED = "accepted", "Giữ nguyên như văn bản"
        CORRECTED = "corrected", "Hiểu là phải sửa"
        ASKED = "asked", "Hỏi lại cơ quan soạn thảo"

    reading = models.ForeignKey(PlanReading, on_delete=models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    kind = models.CharField(max_length=80)
    severity = models.CharField(max_length=12)
    where = models.TextField()
    says = models.TextField()
    lines = models.JSONField(default=list)
    ruling = models.CharField(max_length=10, choices=Ruling, blank=True)
    correction = models.CharField(max_length=500, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    ruled_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ruled_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "order"], name="one_finding_per_order")]

    def __str__(self) -> str:
        return self.kind


class PlanVersion(models.Model):
    """Phiên bản kế hoạch: the plan as it stood in force, whole, with the decision that put it in force."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    decision_number = models.CharField(max_length=120, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    in_force_on = models.DateField()
    source = models.CharField(max_length=200)
    reading = models.OneToOneField(
        PlanReading, null=True, blank=True, on_delete=models.PROTECT, related_name="version"
    )
    snapshot = models.JSONField(help_text="mọi mục, chỉ tiêu và ngưỡng lúc ấy")
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=160)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "number"], name="one_version_per_number")]

    def __str__(self) -> str:
        return f"{self.plan} – bản {self.number}"
