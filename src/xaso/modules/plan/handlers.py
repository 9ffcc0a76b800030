"""Tells officers of tasks: the lead what was given and answered, the giver what was sent and asked."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse

from xaso.modules.org import queries as org
from xaso.modules.org.access import Role
from xaso.platform.journal.listeners import on
from xaso.platform.journal.models import Entry
from xaso.platform.notices.services import notify

from . import events
from .access import HEADS, decides_time
from .models import Task

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


def _tell(event: events.TaskEvent, entry: Entry, people: Iterable[Officer | None], title: str) -> None:
    """One notice inside the program to each, not to whoever did it."""
    for officer in {one.pk: one for one in people if one is not None}.values():
        if (entry.actor_kind, entry.actor_key) == ("officer", str(officer.pk)):
            continue
        notify(
            officer.user,
            title=title,
            body=f"{event.code}: {event.task}",
            link=reverse("tasks_desk:record", args=[event.code]),
            subject=f"task:{event.code}",
            key=f"task:{entry.seq}:{officer.user_id}",
            at=entry.at,
            outside=(),
        )


def _task(event: events.TaskEvent) -> Task:
    rows = Task.objects.select_related("lead", "giver__user", "assignee__user")
    return rows.get(code=event.code)


def _workers(task: Task) -> list[Officer]:
    """Whoever does the task; nobody yet: the heads of its lead."""
    if task.assignee is not None:
        return [task.assignee]
    roles = [role.value for role in HEADS]
    return list(org.officers().filter(unit_id=task.lead_id, user__grants__role__in=roles).distinct())


def _deciders(task: Task) -> list[Officer]:
    """Who answers for time: the giver; one of the lead never does, so leaders and the plan's keepers do."""
    if task.giver is not None and decides_time(task.giver, task):
        return [task.giver]
    roles = [Role.LEADER.value, Role.PLAN_OWNER.value]
    people = org.officers().filter(user__grants__role__in=roles).distinct()
    return [one for one in people if decides_time(one, task)]


@on(events.TaskGiven)
def task_given(event: events.TaskGiven, entry: Entry) -> None:
    """The lead has a new task."""
    _tell(event, entry, _workers(_task(event)), "Có nhiệm vụ mới")


@on(events.TaskAssigned)
def task_assigned(event: events.TaskAssigned, entry: Entry) -> None:
    """One officer is to do it."""
    _tell(event, entry, [_task(event).assignee], "Được giao làm một nhiệm vụ")


@on(events.ProductSent)
def product_sent(event: events.ProductSent, entry: Entry) -> None:
    """The giver has a product to look at."""
    _tell(event, entry, [_task(event).giver], "Có sản phẩm chờ xác nhận")


@on(events.ExtensionAsked)
def extension_asked(event: events.ExtensionAsked, entry: Entry) -> None:
    """Whoever decides on the deadline has a request to answer."""
    _tell(event, entry, _deciders(_task(event)), "Có đề nghị gia hạn chờ trả lời")


@on(events.ProductConfirmed)
def product_confirmed(event: events.ProductConfirmed, entry: Entry) -> None:
    """The lead is done."""
    _tell(event, entry, _workers(_task(event)), "Nhiệm vụ đã được xác nhận hoàn thành")


@on(events.ProductReturned)
def product_returned(event: events.ProductReturned, entry: Entry) -> None:
    """The lead has to do it better."""
    _tell(event, entry, _workers(_task(event)), "Sản phẩm bị trả lại")


@on(events.ExtensionDecided)
def extension_decided(event: events.ExtensionDecided, entry: Entry) -> None:
    """The lead knows until when."""
    title = "Được gia hạn" if event.granted else "Không được gia hạn"
    _tell(event, entry, _workers(_task(event)), title)


@on(events.TaskCancelled)
def task_cancelled(event: events.TaskCancelled, entry: Entry) -> None:
    """The lead may stop."""
    _tell(event, entry, _workers(_task(event)), "Nhiệm vụ đã bị hủy")
