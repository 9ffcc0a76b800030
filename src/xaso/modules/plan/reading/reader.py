"""The reader: document → outline → targets and tasks; tables → matrices and indicators; then the linter."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from xaso.modules.plan.reading.indicators import indicator_rows
from xaso.modules.plan.reading.lines import Grid, Line, Lines
from xaso.modules.plan.reading.linter.context import Context
from xaso.modules.plan.reading.linter.registry import lint
from xaso.modules.plan.reading.matrices import matrix_rows
from xaso.modules.plan.reading.outline import Item, outline
from xaso.modules.plan.reading.promises import Place
from xaso.modules.plan.reading.result import IndicatorRow, MatrixRow, Reading, Target
from xaso.modules.plan.reading.tables import Table, understood
from xaso.modules.plan.reading.targets import Found, find_targets, of_text
from xaso.modules.plan.reading.tasks import find_tasks
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.times import period_of

_TITLE_LINES = 40
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
    items = outline(document)
    period = plan_period(document, items)
    found = find_targets(items, period)
    tables = _read_tables(document, period[1] if period else None)
    others = (*found.others, *_cell_figures(tables.matrix, found))
    reading = Reading(found.targets, tuple(find_tasks(items)), tables.matrix, tables.indicators, (), others)
    context = Context(
        document,
        tuple(items),
        tables.tables,
        reading,
        period,
        tuple(known_owners),
        tuple(document.every_text()),
    )
    return replace(reading, findings=tuple(lint(context)))


def plan_period(document: Lines, items: list[Item]) -> tuple[int, int] | None:
    """The years the plan covers: as its title says, else as its annexes and first paragraphs say."""
    head = [item.line.text for item in items[:_TITLE_LINES]]
    titled = [
        text for text in head if re.search(r"giai doan|ke hoach|nam 20\d\d", fold(text)) and len(text) < 300
    ]
    named = [text for text in titled if "can cu" not in fold(text) and "quyet dinh so" not in fold(text)]
    spans = [period for text in named if (period := period_of(text))]
    longer = [span for span in spans if span[0] != span[1]]
    if spans:
        return spans[0] if not longer or spans[0] in longer or _is_title(named[0]) else longer[0]
    later = (
        line.text
        for line in document.paragraphs()
        if "giai đoạn" in line.text.lower() and len(line.text) < 300
    )
    return next((period for text in later if (period := period_of(text))), None)


def _is_title(text: str) -> bool:
    return text.isupper() or len(text) < 160


def _read_tables(document: Lines, last_year: int | None) -> _Tables:
    tables = list(_understood(document))
    matrix = [row for table in tables if table.kind == "matrix" for row in matrix_rows(table)]
    indicators = [
        row for table in tables if table.kind == "indicators" for row in indicator_rows(table, last_year)
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
            yield table
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
