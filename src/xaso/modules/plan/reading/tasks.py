"""Tasks: what the sections of work tell someone to do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from xaso.modules.plan.reading.assignments import is_assignment, is_office
from xaso.modules.plan.reading.outline import Item
from xaso.modules.plan.reading.result import Task
from xaso.modules.plan.reading.words.plain import fold

_SHORTEST = 12
_BOTH = re.compile(r"nhiem vu[^:]{0,20}giai phap")


def find_tasks(items: Sequence[Item]) -> list[Task]:
    """The tasks: bullets and leaf paragraphs of sections of work, without bullet or number.

    Sections of "giải pháp" are work in a plan that has no section of "nhiệm vụ", and inside a part that names
    both: "Nhiệm vụ, giải pháp".
    """
    apart = any(item.role == "tasks" for item in items)
    return [
        Task(item.section, " ".join(item.body.split()), item.line.number)
        for item, following in zip(items, [*items[1:], None], strict=False)
        if _of_work(item, apart=apart) and not item.annex and _is_task(item, following)
    ]


def _of_work(item: Item, *, apart: bool) -> bool:
    if item.role == "solutions":
        return not apart or any(_BOTH.search(fold(title)) for title in item.titles)
    return item.role in {"tasks", "mixed"}


def _is_task(item: Item, following: Item | None) -> bool:
    text = item.body.strip()
    if len(text) < _SHORTEST or text.startswith("(") or is_assignment(text) or is_office(text):
        return False
    if item.bulleted:
        return not _only_names_section(item)
    if item.role == "mixed" and any(char.isdigit() for char in text):
        return False
    if item.heading:
        return (
            item.label is not None
            and not _opens(item, following)
            and not text.endswith(":")
            and not text.isupper()
        )
    return not text.endswith(":")


def _only_names_section(item: Item) -> bool:
    """A bullet that is itself a heading: "* Nhiệm vụ:"."""
    return (
        item.heading
        and len(item.body) < 40
        and bool(item.titles)
        and item.titles[-1].startswith(item.body.strip(" :.;")[:30])
    )


def _opens(item: Item, following: Item | None) -> bool:
    """Whether the next paragraph stands below this one."""
    if following is None:
        return False
    if following.section.startswith(f"{item.section}."):
        return True
    return following.section == item.section and following.line.number != item.line.number
