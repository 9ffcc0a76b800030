"""What a list of a measure's records is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from xaso.kernel.paging import Page
from xaso.modules.indicators.queries import RecordSet

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text and, when it opens something, where."""

    text: str
    href: str = ""


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which records, by whom, when."""

    officer: Officer
    found: RecordSet
    at: datetime


@dataclass(frozen=True, slots=True)
class Listing:
    """A way to list records. ``note`` tells the reader what is left out, and why."""

    noun: str
    columns: tuple[str, ...]
    page: Callable[[Asked, int], Page[Row]]
    rows: Callable[[Asked], Iterable[Row]]
    note: Callable[[Officer], str]
