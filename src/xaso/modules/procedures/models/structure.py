"""What procedures stand on: fields, routes with their steps, e-forms."""

from django.db import models

from xaso.kernel.certainty import Certainty

CERTAINTY_CHOICES = [(grade.value, grade.label) for grade in Certainty]


class Field(models.Model):
    """Lĩnh vực, with the office that answers for it."""

    class Sector(models.TextChoices):
        LAND = "land", "Đất đai"
        BUILDING = "building", "Xây dựng"
        INVESTMENT = "investment", "Đầu tư"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="fields")
    sector = models.CharField(max_length=12, choices=Sector, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES, default=Certainty.D)
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """Quy trình nội bộ: the steps a dossier takes inside the commune. Once published it never changes.

    `code` is the family; a change makes the next `number`, which versions of procedures take up from a day.
    """

    code = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1, help_text="lần ban hành trong cùng một mã")
    name = models.CharField(max_length=120)
    valid_from = models.DateField(null=True, blank=True, help_text="trống: từ khi dùng phần mềm")
    decision_number = models.CharField(max_length=80, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    hours = models.DecimalField(
        max_digits=6, decimal_places=2, default=100, help_text="tổng giờ làm việc dùng để chia phần các bước"
    )
    basis = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    note = models.TextField(blank=True)
    digest = models.CharField(
        max_length=64, blank=True, help_text="dấu của dòng trong gói; giống thì không ghi lại"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="one_route_per_number")]

    def __str__(self) -> str:
        return self.name if self.number == 1 else f"{self.name} (lần {self.number})"


class RouteStep(models.Model):
    """One step of a route: who holds it and which part of the legal time it has."""

    class Kind(models.TextChoices):
        RECEIVE = "receive", "Tiếp nhận"
        ASSIGN = "assign", "Phân công"
        HANDLE = "handle", "Thụ lý"
        CHECK = "check", "Kiểm tra"
        APPROVE = "approve", "Phê duyệt"
        ISSUE = "issue", "Cấp số, đóng dấu"
        RETURN = "return", "Trả kết quả"

    class Output(models.TextChoices):
        """What must be there before the dossier leaves the step."""

        RESULT = "result", "Dự thảo kết quả"
        VERIFICATION = "verification", "Biên bản xác minh"
        OPINION = "opinion", "Ý kiến trả lời"
        PAPER = "paper", "Giấy tờ có tên ghi bên dưới"

    route = models.ForeignKey(Route, on_delete=models.CASCADE, related_name="steps")
    order = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    kind = models.CharField(max_length=10, choices=Kind)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, help_text="vai trò giữ bước (org.Role)")
    unit = models.ForeignKey(
        "org.Unit",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        help_text="trống: đơn vị phụ trách lĩnh vực",
    )
    share = models.DecimalField(max_digits=5, decimal_places=4, help_text="phần của thời hạn, 0 đến 1")
    may_return = models.BooleanField(default=True, help_text="được chuyển trả bước trước")
    output = models.CharField(max_length=300, blank=True, help_text="giấy tờ, kết quả phải có khi xong bước")
    output_kind = models.CharField(
        max_length=12, choices=Output, blank=True, help_text="trống: chỉ nhắc, không chặn (quy trình cũ)"
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["route", "order"], name="one_step_per_place")]

    def __str__(self) -> str:
        return self.name


class FormDefinition(models.Model):
    """Biểu mẫu điện tử as data, versioned by validity."""

    code = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    definition = models.JSONField()
    basis = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "valid_from"], name="one_form_per_start")]

    def __str__(self) -> str:
        return self.title
