"""The plan, its sections, targets and yearly thresholds."""

from django.db import models


class Plan(models.Model):
    """Kế hoạch của xã for a span of years."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=300)
    year_from = models.PositiveSmallIntegerField()
    year_to = models.PositiveSmallIntegerField()
    decision = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return self.name


class Section(models.Model):
    """A part of the plan, in its own order."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sections")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=300)
    order = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan", "code"], name="one_section_per_code")]

    def __str__(self) -> str:
        return self.name


class Target(models.Model):
    """Chỉ tiêu: what is promised, by whom, and which measure shows it."""

    class Comparator(models.TextChoices):
        AT_LEAST = ">=", "tối thiểu"
        ABOVE = ">", "trên"
        EXACTLY = "=", "đạt"
        AT_MOST = "<=", "không quá"
        BELOW = "<", "dưới"
        RANGE = "range", "từ … đến"

    class Unit(models.TextChoices):
        PERCENT = "percent", "%"
        POINTS = "points", "điểm %"
        COUNT = "count", "số lượng"
        SCORE = "score", "điểm"
        RANK = "rank", "thứ hạng"
        MONEY = "money", "đồng"

    class Source(models.TextChoices):
        """Where the figure comes from (targets.md classes A to D)."""

        TRANSACTIONS = "A", "Đếm từ giao dịch"
        REGISTER = "B", "Đếm từ sổ dữ liệu"
        SURVEY = "C", "Khảo sát"
        TYPED = "D", "Nhập kèm minh chứng"

    class TypedAs(models.TextChoices):
        """What a typed number of a count or of money stands for."""

        SO_FAR = "so_far", "Số lũy kế từ đầu năm đến hết kỳ"
        PERIOD = "period", "Số của riêng kỳ"

    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="targets")
    code = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=400)
    unit = models.CharField(max_length=8, choices=Unit)
    source = models.CharField(max_length=1, choices=Source)
    owner = models.ForeignKey(
        "org.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="targets"
    )
    measure = models.CharField(
        max_length=60, blank=True, help_text="mã phép đo; trống: chưa có nguồn số liệu"
    )
    typed_as = models.CharField(
        max_length=6, choices=TypedAs, default=TypedAs.SO_FAR,
        help_text="với số lượng, số tiền nhập tay: số của riêng kỳ thì cộng các kỳ",
    )  # fmt: skip
    scale_min = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="số nhập không được nhỏ hơn"
    )
    scale_max = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="số nhập không được lớn hơn"
    )
    formula = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    caution = models.TextField(blank=True)
    schedule_note = models.TextField(blank=True)
    deadline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_value = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, blank=True, help_text="mức khi bắt đầu kế hoạch"
    )
    baseline_year = models.PositiveSmallIntegerField(null=True, blank=True)
    baseline_source = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text="ngày bản kế hoạch không còn chỉ tiêu này có hiệu lực"
    )
    ended_by = models.ForeignKey(
        "plan.PlanVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="ended_targets"
    )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Threshold(models.Model):
    """Ngưỡng: what a target asks of one year."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="thresholds")
    year = models.PositiveSmallIntegerField()
    comparator = models.CharField(max_length=5, choices=Target.Comparator)
    value = models.DecimalField(max_digits=14, decimal_places=4)
    value_to = models.DecimalField(max_digits=14, decimal_places=4, null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["target", "year"], name="one_threshold_per_year")]
