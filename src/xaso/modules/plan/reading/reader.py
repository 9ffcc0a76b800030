"""The reader: document → outline → targets and tasks; tables → matrices and indicators; then the linter."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from xaso.modules.plan.reading.indicators import indicator_rows
from xaso.modules.plan.reading.layouts import unrolled
from xaso.modules.plan.reading.lines import Grid, Line, Lines
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.registry import lint
from xaso.modules.plan.reading.matrices import matrix_rows
from xaso.modules.plan.reading.mixed import parted
from xaso.modules.plan.reading.outline import in_one_list, outline
from xaso.modules.plan.reading.period import plan_period, title_of, vision_of
from xaso.modules.plan.reading.promises import Place
from xaso.modules.plan.reading.result import IndicatorRow, MatrixRow, Reading, Target
from xaso.modules.plan.reading.tables import Table, understood
from xaso.modules.plan.reading.targets import Found, find_targets, of_text
from xaso.modules.plan.reading.tasks import find_tasks

_CAPTION_LINES = 4


@dataclass(frozen=True, slots=True)
class _Tables:
    tables: tuple[Table, ...]
    matrix: tuple[MatrixRow, ...]
    indicators: tuple[IndicatorRow, ...]


def read(document: Lines, *, known_owners: Collection[str] = ()) -> Reading:
    """What ``document`` says, and what is doubtful in it.

    ``known_owners`` are the names of units that exist; where it is empty, owners are not compared with it.
    Never raises: a text that is no plan gives an empty reading.
    """
    items = in_one_list(outline(unrolled(document)))
    period = plan_period(document, items)
    found = find_targets(items, period)
    tables = _read_tables(document, period)
    others = (*found.others, *_cell_figures(tables.matrix, found))
    reading = Reading(found.targets, tuple(find_tasks(items)), tables.matrix, tables.indicators, (), others)
    context = Context(
        document,
        tuple(items),
        tables.tables,
        reading,
        period,
        vision_of(document, period, title_of(items)),
        tuple(known_owners),
        tuple(document.every_text()),
    )
    return replace(reading, findings=tuple(lint(context)))


def _read_tables(document: Lines, period: tuple[int, int] | None) -> _Tables:
    tables = list(_understood(document))
    matrix = [row for table in tables if table.kind == "matrix" for row in matrix_rows(table)]
    indicators = [
        row for table in tables if table.kind == "indicators" for row in indicator_rows(table, period)
    ]
    return _Tables(tuple(tables), tuple(matrix), tuple(indicators))


def _understood(document: Lines) -> Iterator[Table]:
    before: list[str] = []
    last: Table | None = None
    for item in document.items:
        if isinstance(item, Line):
            before = [*before, item.text][-_CAPTION_LINES:] if item.text.strip() else before
            continue
        table = understood(item, "\n".join(before))
        if table is None and last is not None and not "".join(before).strip():
            table = _continued(item, last)
        if table is not None:
            yield from parted(table)
            last = table
        before = []


def _continued(grid: Grid, last: Table) -> Table | None:
    """A table without headings right after another of the same width goes on with it."""
    if grid.width != len(last.columns):
        return None
    headed = Grid((*last.header, *grid.rows))
    return understood(headed, last.caption)


def _cell_figures(rows: tuple[MatrixRow, ...], found: Found) -> Iterator[Target]:
    """Quantities in the cells of a matrix, each text once."""
    seen: set[str] = set()
    for row in rows:
        for text in (row.objective, row.task, row.activity):
            for paragraph in (text or "").split("\n"):
                if paragraph and paragraph not in seen:
                    seen.add(paragraph)
                    yield from of_text(paragraph, 0, Place(row.group or "", "targets", None, row.line))[0]
