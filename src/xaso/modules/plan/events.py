"""What the plan announces."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from xaso.platform.journal.events import Event


@dataclass(frozen=True)
class PlanLoaded(Event):
    """The plan's text was brought in or brought up to date; codes of the targets it touched."""

    name: ClassVar[str] = "plan.loaded"

    code: str
    added: list[str]
    changed: list[str]
    removed: list[str]
