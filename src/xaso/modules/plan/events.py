"""What the plan announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class PlanLoaded(Event):
    """The plan was brought in or brought up to date: codes of the targets it touched, the number of the
    version it made, and the reading it came from (empty: the commune's pack).
    """

    name: ClassVar[str] = "plan.loaded"

    code: str
    added: list[str]
    changed: list[str]
    removed: list[str]
    version: int = 0
    reading: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivitiesLoaded(Event):
    """Recurring activities and lines of money came from the commune's pack, or from the reading of a version;
    codes.
    """

    name: ClassVar[str] = "plan.activities_loaded"

    added: list[str]
    changed: list[str]
    removed: list[str]
    version: int = 0
    reading: str = ""


@dataclass(frozen=True, kw_only=True)
class ActivitiesFollowed(Event):
    """From this day on the activities of the plan open tasks."""

    name: ClassVar[str] = "plan.activities_followed"

    plan: str
    day: str


@dataclass(frozen=True, kw_only=True)
class ActivityLeadNamed(Event):
    """A person named the office that leads an activity for which the plan names none."""

    name: ClassVar[str] = "plan.activity_lead_named"

    activity: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class TaskEvent(Event):
    """What every fact of a task carries. Days are ISO texts; `finished_on` is empty before the end.

    `done` is the verb by which another officer is told who was first.
    """

    done: ClassVar[str] = "ghi"

    code: str
    task: str
    kind: str
    lead: str
    state: str
    first_deadline: str
    deadline: str
    finished_on: str


@dataclass(frozen=True, kw_only=True)
class TaskGiven(TaskEvent):
    """A task was given, or the plan opened it."""

    name: ClassVar[str] = "plan.task_given"
    done: ClassVar[str] = "giao"
    origin: str
    lead_name: str
    coordinators: list[str]
    assignee: str
    product_type: str


@dataclass(frozen=True, kw_only=True)
class TaskStarted(TaskEvent):
    """The lead began."""

    name: ClassVar[str] = "plan.task_started"
    done: ClassVar[str] = "bắt đầu"


@dataclass(frozen=True, kw_only=True)
class TaskAssigned(TaskEvent):
    """The head of the lead gave it to one officer."""

    name: ClassVar[str] = "plan.task_assigned"
    done: ClassVar[str] = "giao người làm cho"
    assignee: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TaskTold(TaskEvent):
    """Somebody at work on it told how it goes."""

    name: ClassVar[str] = "plan.task_told"
    done: ClassVar[str] = "cập nhật"
    text: str


@dataclass(frozen=True, kw_only=True)
class ProductSent(TaskEvent):
    """The lead sent a product."""

    name: ClassVar[str] = "plan.product_sent"
    done: ClassVar[str] = "gửi sản phẩm của"
    number: int
    title: str
    file: str
    sha256: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ProductConfirmed(TaskEvent):
    """The giver confirmed the product: the task is done."""

    name: ClassVar[str] = "plan.product_confirmed"
    done: ClassVar[str] = "xác nhận sản phẩm của"
    number: int
    note: str


@dataclass(frozen=True, kw_only=True)
class ProductReturned(TaskEvent):
    """The giver sent the product back."""

    name: ClassVar[str] = "plan.product_returned"
    done: ClassVar[str] = "trả lại sản phẩm của"
    number: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionAsked(TaskEvent):
    """The lead asked for more time."""

    name: ClassVar[str] = "plan.extension_asked"
    done: ClassVar[str] = "xin gia hạn"
    until: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ExtensionDecided(TaskEvent):
    """The giver granted more time or did not."""

    name: ClassVar[str] = "plan.extension_decided"
    done: ClassVar[str] = "trả lời việc xin gia hạn"
    granted: bool
    until: str
    before: str
    note: str


@dataclass(frozen=True, kw_only=True)
class TaskPaused(TaskEvent):
    """The giver let it rest."""

    name: ClassVar[str] = "plan.task_paused"
    done: ClassVar[str] = "tạm dừng"
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskResumed(TaskEvent):
    """The giver let it go on, with a later deadline when one was said; it had rested since `paused_on`."""

    name: ClassVar[str] = "plan.task_resumed"
    done: ClassVar[str] = "cho làm tiếp"
    before: str
    note: str
    paused_on: str = ""


@dataclass(frozen=True, kw_only=True)
class TaskCancelled(TaskEvent):
    """The giver took it back."""

    name: ClassVar[str] = "plan.task_cancelled"
    done: ClassVar[str] = "hủy"
    reason: str


@dataclass(frozen=True, kw_only=True)
class TaskFunded(TaskEvent):
    """The task, which had no line of money, got one with its first amount."""

    name: ClassVar[str] = "plan.task_funded"
    done: ClassVar[str] = "gắn dòng kinh phí cho"
    line: str


@dataclass(frozen=True, kw_only=True)
class MoneyEntered(Event):
    """An amount of the plan's money was entered with its paper."""

    name: ClassVar[str] = "plan.money_entered"

    line: str
    task: str
    year: int
    source: str
    step: str
    amount: int
    on: str
    basis: str
    is_another: bool = False
    """The officer was told of an amount just like it, and said that this is another."""


@dataclass(frozen=True, kw_only=True)
class MoneyStruck(Event):
    """An amount entered before was struck out, with a reason."""

    name: ClassVar[str] = "plan.money_struck"

    line: str
    entry: int
    year: int
    step: str
    amount: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReadingEvent(Event):
    """What every fact of a reading carries: its public id and the state it left the reading in."""

    reading: str
    state: str


@dataclass(frozen=True, kw_only=True)
class PlanUploaded(ReadingEvent):
    """The file of a plan was handed in; `plan` is the code of the plan it renews, empty for a new one."""

    name: ClassVar[str] = "plan.uploaded"
    title: str
    plan: str
    file: str
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PlanRead(ReadingEvent):
    """The program read the file."""

    name: ClassVar[str] = "plan.read"
    items: int
    findings: int


@dataclass(frozen=True, kw_only=True)
class PlanUnreadable(ReadingEvent):
    """The program could not read the file."""

    name: ClassVar[str] = "plan.unreadable"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReadingHeadAmended(ReadingEvent):
    """Somebody set the plan's name and years."""

    name: ClassVar[str] = "plan.reading_head_amended"
    title: str
    year_from: int
    year_to: int


@dataclass(frozen=True, kw_only=True)
class ItemDecided(ReadingEvent):
    """Somebody said what becomes of one or more promises of the text."""

    name: ClassVar[str] = "plan.item_decided"
    decision: str
    items: list[int]
    facts: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class ActivityDecided(ReadingEvent):
    """Somebody said what becomes of one or more activities of the annexes."""

    name: ClassVar[str] = "plan.activity_decided"
    decision: str
    activities: list[int]
    facts: dict[str, str]


@dataclass(frozen=True, kw_only=True)
class TargetsCarried(ReadingEvent):
    """Targets in force that the text does not name are kept."""

    name: ClassVar[str] = "plan.targets_carried"
    targets: list[str]


@dataclass(frozen=True, kw_only=True)
class FindingRuled(ReadingEvent):
    """Somebody ruled on a doubt about the text."""

    name: ClassVar[str] = "plan.finding_ruled"
    finding: int
    kind: str
    ruling: str
    correction: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReadingConfirmed(ReadingEvent):
    """Somebody confirmed the reading as a whole."""

    name: ClassVar[str] = "plan.reading_confirmed"
    title: str
    kept: int


@dataclass(frozen=True, kw_only=True)
class ReadingReopened(ReadingEvent):
    """A confirmed reading was opened again."""

    name: ClassVar[str] = "plan.reading_reopened"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReadingDropped(ReadingEvent):
    """The reading will not be used."""

    name: ClassVar[str] = "plan.reading_dropped"
    reason: str
