"""Tables that hold both: indicators with their years, and under a heading of their own the work to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xaso.modules.plan.reading.groups import group_name
from xaso.modules.plan.reading.indicators import name_column
from xaso.modules.plan.reading.tables import Row, Table
from xaso.modules.plan.reading.words.plain import fold

_WORK = re.compile(r"(?:cac )?(?:nhom )?(?:nhiem vu|cong viec|viec|giai phap|hoat dong)\b")


def parted(table: Table) -> Iterator[Table]:
    """The table, or its indicators and its work each as a table of its own.

    Work are the rows under a heading that says so, with no figure in any year, in a table that tells who
    leads or by when.
    """
    if table.kind != "indicators" or table.column("lead", "time", "output") is None or not table.years():
        yield table
        return
    work = _work_rows(table)
    if not work:
        yield table
        return
    yield replace(table, rows=tuple(row for row in table.rows if row not in work))
    naming = name_column(table)
    columns = tuple(replace(one, meaning="task") if one is naming else one for one in table.columns)
    yield replace(table, kind="matrix", columns=columns, rows=tuple(work))


def _work_rows(table: Table) -> list[Row]:
    """The rows of each heading of work, the heading first; nothing where one of them has a figure."""
    found: list[Row] = []
    is_work = False
    rows = [row for row in table.rows if row.said()]
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        name = group_name(table, row, following)
        if name is not None:
            is_work = _WORK.match(fold(name)) is not None
        if not is_work:
            continue
        if any(row.text(column) for column in table.years()):
            return []
        found.append(row)
    return found
