"""The commune, its offices, villages, officers, calendar and settings."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db import models

from xaso.kernel.certainty import Certainty
from xaso.platform.journal.actors import Actor

CERTAINTY_CHOICES = [(grade.value, grade.label) for grade in Certainty]


class Role(models.TextChoices):
    """What an officer may do; one person may hold several (onestop.md 3.6)."""

    RECEIVER = "receiver", "Tiếp nhận hồ sơ"
    RETURNER = "returner", "Trả kết quả"
    CASHIER = "cashier", "Thu phí, lệ phí"
    SPECIALIST = "specialist", "Chuyên viên thụ lý"
    UNIT_HEAD = "unit_head", "Trưởng phòng"
    LEADER = "leader", "Lãnh đạo UBND"
    CLERK = "clerk", "Văn thư"
    CENTRE_HEAD = "centre_head", "Lãnh đạo Trung tâm"
    CONTROL_OFFICER = "control_officer", "Kiểm soát thủ tục hành chính"
    PLAN_OWNER = "plan_owner", "Đầu mối kế hoạch"
    SYSADMIN = "sysadmin", "Quản trị hệ thống"


OF_ONE_OFFICE = frozenset({Role.UNIT_HEAD, Role.SPECIALIST, Role.CLERK, Role.PLAN_OWNER})
"""Roles that mean something only together with the officer's office; only a colleague of it can stand in."""


class Commune(models.Model):
    """The one commune this installation serves. Exactly one row."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=120)
    committee_name = models.CharField(max_length=160)
    province_code = models.CharField(max_length=4)
    province_name = models.CharField(max_length=80)
    identifier = models.CharField(max_length=40, blank=True, help_text="mã định danh điện tử của UBND xã")
    identifier_note = models.TextField(blank=True)
    is_demo = models.BooleanField(default=False)
    details = models.JSONField(default=dict, help_text="các dữ kiện khác của gói dữ liệu, kèm mức tin cậy")

    def __str__(self) -> str:
        return self.full_name


class Setting(models.Model):
    """A value that law or practice leaves open, with how sure we are of it."""

    key = models.CharField(max_length=80, unique=True)
    value = models.JSONField(null=True)
    label = models.CharField(max_length=200)
    basis = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=1, choices=CERTAINTY_CHOICES)
    note = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, help_text="sửa tại xã; nạp lại gói không ghi đè")

    def __str__(self) -> str:
        return self.key


class Unit(models.Model):
    """An organ or office of the commune."""

    class Kind(models.TextChoices):
        PARTY = "party", "Cơ quan Đảng"
        COUNCIL = "council", "Hội đồng nhân dân"
        COMMITTEE = "committee", "Ủy ban nhân dân"
        OFFICE = "office", "Phòng, ban chuyên môn"
        CENTRE = "centre", "Trung tâm Phục vụ hành chính công"
        POLICE = "police", "Công an xã"
        MILITARY = "military", "Ban Chỉ huy Quân sự xã"
        HEALTH = "health", "Trạm Y tế"
        SCHOOL = "school", "Trường học"
        FRONT = "front", "Ủy ban Mặt trận Tổ quốc"
        UNION = "union", "Tổ chức chính trị - xã hội"

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    order = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    source = models.CharField(max_length=300, blank=True)
    note = models.TextField(blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, help_text="sửa tại xã; nạp lại gói không ghi đè")

    def __str__(self) -> str:
        return self.name


class Village(models.Model):
    """A thôn or bản. Provisional until the commune confirms its list."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    is_provisional = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    note = models.CharField(max_length=300, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, help_text="sửa tại xã; nạp lại gói không ghi đè")

    def __str__(self) -> str:
        return self.name


class Position(models.Model):
    """Vị trí việc làm."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class StandIn:
    """A role that an officer has for some days in place of an absent colleague, in the colleague's office."""

    substitute_id: int
    giver_id: int
    giver_name: str
    role: str
    unit_id: int
    starts_on: date
    ends_on: date


class Officer(models.Model):
    """A cán bộ, công chức or viên chức who works in the program."""

    standing_in: tuple[StandIn, ...] = ()
    """What the officer has from absent colleagues now; set on the object at the edge, where the moment is
    known (`queries.with_stand_ins`). An officer read otherwise has only what is their own.
    """

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="officer")
    full_name = models.CharField(max_length=120)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="officers")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="officers")
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False, help_text="người do nhóm làm phần mềm đặt ra")

    def __str__(self) -> str:
        return self.full_name

    def as_actor(self) -> Actor:
        """Return who this officer is in the journal."""
        return Actor(kind="officer", key=str(self.pk), name=self.full_name, unit=self.unit.short_name)

    def has_role(self, *roles: Role) -> bool:
        """Return whether the officer holds at least one of the roles."""
        return bool(self.roles & {role.value for role in roles})

    @property
    def roles(self) -> frozenset[str]:
        """The officer's own roles and those they have in place of absent colleagues."""
        others = {
            one.role
            for one in self.standing_in
            if one.role not in OF_ONE_OFFICE or one.unit_id == self.unit_id
        }
        return frozenset(self.user.roles) | others


class Calendar(models.Model):
    """The working week and the years it is known for. Exactly one row."""

    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    weekly_off = models.JSONField(
        default=list, help_text="thứ nghỉ hằng tuần theo ISO: 6 thứ Bảy, 7 Chủ nhật"
    )
    valid_from = models.DateField()
    valid_to = models.DateField()
    note = models.TextField(blank=True)
    sources = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class CalendarDay(models.Model):
    """A day that departs from the working week: a day off, or a make-up working day."""

    class Kind(models.TextChoices):
        OFF = "off", "Nghỉ"
        WORK = "work", "Làm bù"

    class Status(models.TextChoices):
        CONFIRMED = "confirmed", "Đã có văn bản"
        COMPUTED = "date_computed", "Tính theo âm lịch"
        TO_CONFIRM = "to_confirm", "Chờ xác nhận"
        ESTIMATED = "estimated", "Ước tính"

    date = models.DateField(unique=True)
    kind = models.CharField(max_length=4, choices=Kind)
    name = models.CharField(max_length=160)
    basis = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=16, choices=Status)
    note = models.CharField(max_length=300, blank=True)
    edited_at = models.DateTimeField(null=True, blank=True, help_text="sửa tại xã; nạp lại gói không ghi đè")

    def __str__(self) -> str:
        return f"{self.date} {self.name}"


class Division(models.Model):
    """A province or commune of the 2025 divisions, for addresses."""

    code = models.CharField(max_length=10, unique=True)
    name = models.CharField(max_length=100)
    full_name = models.CharField(max_length=120)
    province = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="communes"
    )

    def __str__(self) -> str:
        return self.full_name


class EthnicGroup(models.Model):
    """Dân tộc, with the code of the statistics table."""

    code = models.CharField(max_length=2, unique=True)
    name = models.CharField(max_length=60)
    other_names = models.JSONField(default=list)

    def __str__(self) -> str:
        return self.name


class ReferenceVersion(models.Model):
    """A number drawn anew at every change of org, so that a process knows its copy is old. One row.

    Drawn, not counted: a number seen inside a transaction that was rolled back never comes again.
    """

    number = models.PositiveBigIntegerField(default=0)
