"""Recurring activities of the plan, and tasks: who leads what by when, with which product."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now, TruncDate

from xaso.kernel.clock import HANOI
from xaso.kernel.periods import Period

from ..lifecycle import ENDS, RUNNING, State


class TaskKind(models.TextChoices):
    """What sort of work a task is, where a figure of the plan counts it apart."""

    GENERAL = "general", "Việc chung"
    LEGAL_DRAFTING = "legal_drafting", "Soạn thảo VBQPPL"
    DIALOGUE = "dialogue", "Diễn đàn đối thoại trực tuyến"
    YEAR_PLAN = "year_plan", "Kế hoạch năm"
    PERIOD_PLAN = "period_plan", "Kế hoạch giai đoạn"


class Activity(models.Model):
    """Hoạt động: one line of the plan's Annex I, or another duty of the plan with a rhythm."""

    plan = models.ForeignKey("plan.Plan", on_delete=models.PROTECT, related_name="activities")
    code = models.CharField(max_length=40, unique=True)
    order = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=200, help_text="nhóm trong phụ lục")
    objective = models.TextField(blank=True)
    duty = models.TextField(blank=True, help_text="cột Nhiệm vụ")
    name = models.TextField(help_text="cột Hoạt động")
    output = models.CharField(max_length=300, help_text="cột Kết quả, sản phẩm")
    lead_words = models.CharField(max_length=300, blank=True)
    coordinating_words = models.CharField(max_length=300, blank=True)
    time_words = models.CharField(max_length=120, blank=True)
    budget_words = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=16, choices=TaskKind, default=TaskKind.GENERAL)
    lead_note = models.CharField(
        max_length=300, blank=True, help_text="vì sao không tự mở nhiệm vụ, hoặc hiểu đơn vị chủ trì thế nào"
    )
    coordinators = models.ManyToManyField("org.Unit", related_name="coordinated_activities", blank=True)
    timing = models.CharField(
        max_length=120, blank=True, help_text="cột Thời gian được hiểu là; trống: đúng như cột ghi"
    )
    follows_from = models.DateField(help_text="chỉ mở nhiệm vụ có hạn từ ngày này")
    is_active = models.BooleanField(default=True)
    ended_on = models.DateField(
        null=True, blank=True, help_text="ngày bản kế hoạch không còn hoạt động này có hiệu lực"
    )
    ended_by = models.ForeignKey(
        "plan.PlanVersion", null=True, blank=True, on_delete=models.PROTECT, related_name="ended_activities"
    )

    def __str__(self) -> str:
        return self.code

    @property
    def time_read(self) -> str:
        """The words its rhythm is read from: as people understood them, else as the plan says."""
        return self.timing or self.time_words


class ActivityLead(models.Model):
    """A unit that leads an activity: each gets a task of its own."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="leads")
    unit = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="led_activities")
    output = models.CharField(max_length=300, blank=True, help_text="sản phẩm riêng của đơn vị này")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["activity", "unit"], name="a_unit_leads_once")]


class TaskSeries(models.Model):
    """The last number given to a task in a year."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)


IN_TIME = Q(state=State.DONE, finished_on__lte=models.F("deadline"))
"""The accepted product was sent by the deadline in force."""
IN_TIME_FIRST = Q(state=State.DONE, finished_on__lte=models.F("first_deadline"))
"""The accepted product was sent by the first deadline."""
LATE_AT_REST = Q(state=State.PAUSED, paused_on__gt=models.F("deadline"))
"""It was late already when it came to rest."""


class TaskQuerySet(models.QuerySet["Task"]):
    """Tasks narrowed."""

    def alive(self) -> TaskQuerySet:
        """Those not cancelled."""
        return self.exclude(state=State.CANCELLED)

    def due_in(self, period: Period) -> TaskQuerySet:
        """Those whose deadline in force falls inside the period, cancelled ones left out."""
        return self.alive().filter(deadline__gte=period.start, deadline__lte=period.end)

    def judged(self) -> TaskQuerySet:
        """Those finished, those still with the lead whose deadline is over today, and those that were late
        before they came to rest.
        """
        today = TruncDate(Now(), tzinfo=HANOI)
        late = Q(state__in=sorted(RUNNING), deadline__lt=today) | LATE_AT_REST
        return self.filter(Q(state=State.DONE) | late)

    def first_due_in(self, period: Period) -> TaskQuerySet:
        """Those whose first deadline falls inside the period, cancelled ones left out."""
        return self.alive().filter(first_deadline__gte=period.start, first_deadline__lte=period.end)

    def judged_first(self) -> TaskQuerySet:
        """Those finished, and those whose first deadline is over today, moved or resting too. One whose
        product waits for the giver is not: the giver's delay is not the lead's.
        """
        today = TruncDate(Now(), tzinfo=HANOI)
        still = sorted({*RUNNING, State.PAUSED})
        return self.filter(Q(state=State.DONE) | Q(state__in=still, first_deadline__lt=today))


class Task(models.Model):
    """Nhiệm vụ: one piece of work with one lead, one deadline and a product (documents.md M-02)."""

    class Origin(models.TextChoices):
        ACTIVITY = "activity", "Hoạt động của kế hoạch"
        DOCUMENT = "document", "Văn bản"
        MEETING = "meeting", "Kết luận họp"
        LEADER = "leader", "Lãnh đạo giao"

    code = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=16, choices=TaskKind, default=TaskKind.GENERAL)
    origin = models.CharField(max_length=12, choices=Origin)
    origin_words = models.CharField(max_length=300, help_text="số, ngày văn bản; cuộc họp; dòng của kế hoạch")
    activity = models.ForeignKey(
        Activity, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    occurrence = models.CharField(max_length=16, blank=True, help_text="lần của hoạt động: 2026, 2026-Q3")
    name = models.CharField(max_length=400)
    details = models.TextField(blank=True)
    product_type = models.CharField(max_length=300)
    for_year = models.PositiveSmallIntegerField(null=True, blank=True, help_text="kế hoạch của năm nào")
    giver = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="given_tasks",
        help_text="trống: kế hoạch giao",
    )  # fmt: skip
    lead = models.ForeignKey("org.Unit", on_delete=models.PROTECT, related_name="led_tasks")
    assignee = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="assigned_tasks"
    )
    coordinators = models.ManyToManyField("org.Unit", related_name="coordinated_tasks", blank=True)
    budget_line = models.ForeignKey(
        "plan.BudgetLine", null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    given_on = models.DateField()
    first_deadline = models.DateField(help_text="không bao giờ đổi")
    deadline = models.DateField(db_index=True)
    state = models.CharField(max_length=12, choices=State.choices(), default=State.NOT_STARTED)
    told_on = models.DateField(help_text="ngày gần nhất có tin về việc này")
    paused_on = models.DateField(null=True, blank=True, help_text="ngày bắt đầu tạm dừng; trống: không nghỉ")
    sent_on = models.DateField(null=True, blank=True, help_text="ngày gửi sản phẩm đang chờ hoặc đã nhận")
    finished_on = models.DateField(null=True, blank=True, help_text="ngày gửi sản phẩm được xác nhận")
    ended_reason = models.TextField(blank=True)
    folded = models.TextField(default="", help_text="mã, tên không dấu, để tìm")
    revision = models.PositiveIntegerField(default=0)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["lead", "state", "deadline"]),
            models.Index(fields=["kind", "deadline"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "lead", "occurrence"],
                condition=Q(activity__isnull=False) & ~Q(occurrence=""),
                name="one_task_per_occurrence_and_lead",
            ),
            models.CheckConstraint(
                condition=Q(deadline__gte=models.F("first_deadline")), name="a_deadline_only_moves_on"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DONE, finished_on__isnull=False)
                | (~Q(state=State.DONE) & Q(finished_on__isnull=True)),
                name="finished_tells_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """What the journal calls it."""
        return f"task:{self.code}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen to it."""
        return State(self.state) in ENDS


class TaskProduct(models.Model):
    """Sản phẩm: what the lead sent in answer; the giver confirms it or sends it back."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", "Chờ xác nhận"
        ACCEPTED = "accepted", "Đã xác nhận"
        RETURNED = "returned", "Đã trả lại"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="products")
    number = models.PositiveSmallIntegerField()
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200, help_text="số, ký hiệu hoặc tên của sản phẩm")
    dated_on = models.DateField(help_text="ngày ghi trên sản phẩm")
    note = models.TextField(blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="sent_products")
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="judged_products"
    )
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="products_are_numbered"),
            models.UniqueConstraint(
                fields=["task"], condition=~Q(verdict="returned"), name="one_product_stands"
            ),
        ]


class Extension(models.Model):
    """Xin gia hạn: asked before the deadline, decided by the giver (documents.md M-04)."""

    class Verdict(models.TextChoices):
        WAITING = "waiting", "Chờ duyệt"
        GRANTED = "granted", "Đồng ý"
        REFUSED = "refused", "Không đồng ý"

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="extensions")
    until = models.DateField()
    reason = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey("org.Officer", on_delete=models.PROTECT, related_name="asked_extensions")
    verdict = models.CharField(max_length=8, choices=Verdict, default=Verdict.WAITING)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "org.Officer", null=True, blank=True, on_delete=models.PROTECT, related_name="decided_extensions"
    )
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(verdict="waiting"), name="one_extension_waits"
            )
        ]
