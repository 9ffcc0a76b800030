"""What every check may look at."""

from __future__ import annotations

from dataclasses import dataclass

from xaso.modules.plan.reading.lines import Lines
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.result import Reading
from xaso.modules.plan.reading.tables import Table


@dataclass(frozen=True, slots=True)
class Context:
    """The document, its outline, its tables, what was read, the years of the plan, the last year of
    its vision, the units that exist,
    and every paragraph and cell with its line."""

    document: Lines
    items: tuple[Item, ...]
    tables: tuple[Table, ...]
    reading: Reading
    period: tuple[int, int] | None
    vision: int | None
    known_owners: tuple[str, ...]
    texts: tuple[tuple[int, str], ...]
