"""One change of one task: locked, checked against what the actor saw, written, told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Invalid
from xaso.kernel.text import clean_lines
from xaso.kernel.wording import moment_words
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.events import event_class
from xaso.platform.journal.queries import timeline
from xaso.platform.journal.services import record

from ..events import TaskEvent
from ..lifecycle import Move, after
from ..models import Task


class TaskOvertaken(Conflict):
    """Someone changed the task after the actor last saw it."""

    code = "task_overtaken"


@dataclass
class Change:
    """A task under lock, and what will be told of it when the change is written."""

    task: Task
    by: Actor | ActsAs
    at: datetime
    facts: list[tuple[type[TaskEvent], dict[str, Any]]] = field(default_factory=list)

    def move(self, move: Move) -> None:
        """Make one move of the lifecycle's table. Raises `MoveRefused`."""
        self.task.state = after(self.task.state, move)

    def tell(self, fact: type[TaskEvent], /, **details: Any) -> None:
        """Keep a fact of this moment, to be recorded with the change."""
        self.facts.append((fact, details))

    def write(self) -> None:
        """Save the task and record its facts, in the transaction that holds its lock."""
        self.task.revision += 1
        self.task.told_on = local_date(self.at)
        self.task.save()
        for fact, details in self.facts:
            event = fact(**facts_of(self.task), **details)
            record(event, by=self.by, at=self.at, subject=self.task.subject)


@contextmanager
def changing(task: Task, *, by: Actor | ActsAs, at: datetime, seen: int) -> Iterator[Change]:
    """Lock the task, let the caller change it, write and tell; all or nothing.

    `seen` is the revision the actor acted on. Raises `TaskOvertaken` with who did what and when.
    """
    with transaction.atomic():
        rows = Task.objects.select_for_update(of=("self",)).select_related("lead", "giver", "assignee")
        change = Change(rows.get(pk=task.pk), by, at)
        if change.task.revision != seen:
            raise TaskOvertaken(_who_was_first(change.task))
        yield change
        change.write()


def facts_of(task: Task) -> dict[str, Any]:
    """What every fact of this task carries."""
    return {
        "code": task.code,
        "task": task.name,
        "kind": task.kind,
        "lead": task.lead.code,
        "state": str(task.state),
        "first_deadline": task.first_deadline.isoformat(),
        "deadline": task.deadline.isoformat(),
        "finished_on": task.finished_on.isoformat() if task.finished_on else "",
    }


def said(text: str, *, field: str, missing: str) -> str:
    """The text as it was meant. Raises `Invalid` for one that says nothing."""
    words = clean_lines(text)
    if not words:
        raise Invalid(missing, field=field)
    return words


def _who_was_first(task: Task) -> str:
    last = timeline(task.subject).last()
    if last is None:
        return "Nhiệm vụ vừa có người thay đổi. Tải lại trang rồi làm tiếp."
    kind = event_class(last.event)
    verb = kind.done if kind is not None and issubclass(kind, TaskEvent) else "ghi"
    who = f"{last.actor_name} ({last.actor_unit})" if last.actor_unit else last.actor_name
    return f"{who} đã {verb} nhiệm vụ này lúc {moment_words(last.at)}. Tải lại trang để xem rồi làm tiếp."
