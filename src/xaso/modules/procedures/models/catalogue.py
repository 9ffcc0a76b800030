"""Procedures and their versions by validity, with the papers to bring."""

from django.db import models

from xaso.kernel.certainty import Certainty

from .decisions import CatalogueDecision
from .structure import CERTAINTY_CHOICES, Field, Route


class Procedure(models.Model):
    """Thủ tục hành chính: its identity; what the law says of it is in its versions."""

    class FilingPlace(models.TextChoices):
        HERE = "here", "Nộp tại đây"
        NATIONAL = "national", "Nộp trên Cổng Dịch vụ công quốc gia"
        COUNTER = "counter", "Chỉ nộp trực tiếp"

    code = models.CharField(max_length=20, unique=True)
    code_is_local = models.BooleanField(default=False, help_text="chưa có mã quốc gia đã xác minh")
    field = models.ForeignKey(Field, on_delete=models.PROTECT, related_name="procedures")
    filing_place = models.CharField(max_length=10, choices=FilingPlace, default=FilingPlace.HERE)
    filing_note = models.CharField(max_length=300, blank=True)
    filing_set_at = models.DateTimeField(
        null=True, blank=True, help_text="xã tự đặt; nạp lại gói không ghi đè"
    )
    edited_at = models.DateTimeField(
        null=True, blank=True, help_text="xã tự sửa; nạp lại gói không ghi đè, không đóng"
    )
    via_one_stop = models.BooleanField(default=True)
    via_one_stop_note = models.CharField(max_length=300, blank=True)
    is_hidden = models.BooleanField(default=False)
    hidden_reason = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return self.code


class ProcedureVersion(models.Model):
    """What is true of a procedure between two dates. A dossier keeps the version it was received under."""

    class TimeUnit(models.TextChoices):
        WORKING_DAYS = "working_days", "ngày làm việc"
        DAYS = "days", "ngày"
        HOURS = "hours", "giờ làm việc"
        MONTHS = "months", "tháng"
        MINUTES = "minutes", "phút"
        SAME_DAY = "same_day", "trong ngày"

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    name = models.CharField(max_length=1000)
    sort_name = models.CharField(max_length=1000, db_index=True, help_text="tên bỏ dấu, để xếp thứ tự")
    authority = models.CharField(max_length=200, blank=True)
    authority_level = models.CharField(max_length=40, blank=True)
    subjects = models.TextField(blank=True)
    time_value = models.PositiveSmallIntegerField(null=True, blank=True)
    time_unit = models.CharField(max_length=12, choices=TimeUnit, blank=True)
    time_note = models.TextField(blank=True)
    fee_amount = models.PositiveIntegerField(null=True, blank=True, help_text="đồng; trống: chưa rõ")
    fee_note = models.TextField(blank=True)
    fee_set_by_province = models.BooleanField(default=False)
    result = models.TextField(blank=True)
    gives_paper_result = models.BooleanField(default=True)
    four_on_the_spot = models.BooleanField(default=False)
    four_on_the_spot_certainty = models.CharField(
        max_length=1, choices=CERTAINTY_CHOICES, default=Certainty.D
    )
    service_level = models.CharField(max_length=20, blank=True)
    online_submission = models.BooleanField(
        null=True, blank=True, help_text="Cổng có kênh trực tuyến; trống: chưa rõ"
    )
    channels = models.JSONField(default=list, help_text="kênh nộp theo nguồn: direct, online, post")
    steps = models.JSONField(default=list, help_text="trình tự cho người dân đọc")
    steps_kind = models.CharField(max_length=40, blank=True)
    legal_basis = models.JSONField(default=list)
    decision_number = models.CharField(max_length=80, blank=True)
    decision = models.ForeignKey(
        CatalogueDecision, null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    source = models.CharField(max_length=300, blank=True)
    source_url = models.CharField(max_length=300, blank=True)
    as_of = models.CharField(max_length=60, blank=True)
    confidence = models.CharField(max_length=12, help_text="verified hoặc partial")
    flags = models.JSONField(default=list)
    conflicts = models.JSONField(default=list)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64, help_text="dấu của bản ghi trong gói; giống thì không ghi lại")
    form_code = models.CharField(
        max_length=60, blank=True, help_text="mã biểu mẫu điện tử; bản có hiệu lực do ngày quyết định"
    )
    route = models.ForeignKey(Route, on_delete=models.PROTECT, related_name="versions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["procedure", "valid_from"], name="one_version_per_start")
        ]

    def __str__(self) -> str:
        return self.name


class Component(models.Model):
    """Thành phần hồ sơ: one paper to bring."""

    version = models.ForeignKey(ProcedureVersion, on_delete=models.CASCADE, related_name="components")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=0)
    copies = models.PositiveSmallIntegerField(default=0)
    required = models.BooleanField(default=True)
    case = models.TextField(blank=True, help_text="trường hợp phải nộp")
    form_template = models.CharField(max_length=120, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "code"], name="one_component_per_code")]

    def __str__(self) -> str:
        return self.name
