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
