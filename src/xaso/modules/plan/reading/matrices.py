"""Annex matrices: one row is one activity with its product, lead, deadline and money."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from xaso.modules.plan.reading.assignments import is_office
from xaso.modules.plan.reading.groups import grouped
from xaso.modules.plan.reading.headings import Meaning
from xaso.modules.plan.reading.labels import label_of
from xaso.modules.plan.reading.result import MatrixRow
from xaso.modules.plan.reading.tables import Column, Row, Table
from xaso.modules.plan.reading.words.plain import fold

_WORK: tuple[Meaning, ...] = ("objective", "task", "activity")
_REST: tuple[Meaning, ...] = ("output", "lead", "coordinating", "time", "budget")
_STARTS = re.compile(r"\b(?:bat dau|khoi cong|khoi dau|tu)\b")
_WHOLE = re.compile(r"(?:tong|cong)\b")
_SAME = re.compile(r"[-–\s]*(?:nt|như\s+trên)[-–\s.]*|[“”\"'/\s]+", re.IGNORECASE)
_BLANK = {"-", "–", "—", "…", "...", "/"}


def matrix_rows(table: Table) -> Iterator[MatrixRow]:
    """The activities of a matrix; what stands once for several rows is repeated in each."""
    columns = work_columns(table) | {meaning: table.column(meaning) for meaning in _REST}
    columns["budget"] = _budget(table)
    grouping = table.column("group")
    merging = _merging(table)
    owner = _owner_above(table) if columns["lead"] is None else None
    above: Row | None = None
    before: MatrixRow | None = None
    carried: dict[Meaning, str] = {}
    last_group: str | None = None
    for group, row in grouped(table):
        own_group = row.text(grouping) or (carried.get("group", "") if grouping else "")
        if (own_group or group) != last_group:
            carried = {}
        last_group = own_group or group
        above = _filled(row, merging, above)
        carried["group"] = own_group
        if not _says_nothing(columns, row):
            made = _made(table, own_group or group, above, columns, carried)
            before = (
                replace(_like_before(made, before), lead=made.lead or owner)
                if owner
                else _like_before(made, before)
            )
            yield before


def _owner_above(table: Table) -> str | None:
    """The office that the heading right above a table names, where no column says who leads."""
    lines = [line for line in table.caption.split("\n") if line.strip()]
    label = label_of(lines[-1]) if lines else None
    name = lines[-1][label.end if label else 0 :].strip(" :.") if lines else ""
    return name if name and is_office(name) else None


def _like_before(row: MatrixRow, before: MatrixRow | None) -> MatrixRow:
    """ "-nt-" (như trên) in a cell is what the row before says there."""
    if before is None:
        return row
    same = {
        name: getattr(before, name)
        for name in ("output", "lead", "coordinating", "time", "budget")
        if _SAME.fullmatch((getattr(row, name) or "").strip())
    }
    return replace(row, **same) if same else row


def work_columns(table: Table) -> dict[Meaning, Column | None]:
    """Which columns hold objective, task and activity: by meaning, then in the order they stand."""
    columns: dict[Meaning, Column | None] = dict.fromkeys(_WORK)
    spare: list[Column] = []
    for column in table.columns:
        meaning = "objective" if column.meaning == "name" else column.meaning
        if meaning in _WORK and columns[meaning] is None:
            columns[meaning] = column
        elif meaning in {*_WORK, "content"}:
            spare.append(column)
    for column in spare:
        free = next((m for m in ("task", "activity") if columns[m] is None), None)  # type: ignore[index]
        if free:
            columns[free] = column  # type: ignore[index]
    alone = [column for column in columns.values() if column is not None]
    if len(alone) == 1 and columns["activity"] is not None and _only_task(alone[0].heading):
        columns["task"], columns["activity"] = alone[0], None
    task, activity = columns["task"], columns["activity"]
    if task and activity and task.place > activity.place and table.column("content") in (task, activity):
        columns["task"], columns["activity"] = activity, task
    return columns


def _merging(table: Table) -> list[Column]:
    """The one column left of the numbers of rows: what stands there stands for all rows down to the next."""
    numbers = table.column("no")
    left = table.columns[:1] if numbers is not None and numbers.place == 1 else ()
    return [column for column in left if column.meaning in {"lead", "time", "coordinating"}]


def _filled(row: Row, merging: Sequence[Column], above: Row | None) -> Row:
    """The row with what a merged cell of the row above says."""
    places = {column.place for column in merging if above is not None and not row.text(column)}
    cells = tuple(
        above.cells[place] if above is not None and place in places else cell
        for place, cell in enumerate(row.cells)
    )
    return replace(row, cells=cells)


def _budget(table: Table) -> Column | None:
    """The column of all money of a row, where the sources stand apart beside it."""
    columns = [column for column in table.columns if column.meaning == "budget"]
    whole = (column for column in columns if _WHOLE.match(fold(column.heading)))
    return next(whole, columns[0] if columns else None)


def _by_source(table: Table, row: Row) -> str | None:
    """The money of a row whose sources stand in columns of their own: "Ngân sách tỉnh: 24.000; …"."""
    columns = [column for column in table.columns if column.meaning == "budget"]
    if len(columns) < 2:
        return None
    said = [(column.heading, _own(row.text(column))) for column in columns]
    return "; ".join(f"{heading}: {text}" for heading, text in said if text) or None


def _only_task(heading: str) -> bool:
    plain = fold(heading)
    return "nhiem vu" in plain and "hoat dong" not in plain


def _says_nothing(columns: dict[Meaning, Column | None], row: Row) -> bool:
    return not any(row.text(column) for column in columns.values())


def _from_to(table: Table, row: Row) -> str | None:
    """The time of a row whose start and end stand in two columns: "01/2026 - 12/2030"."""
    columns = [column for column in table.columns if column.meaning == "time"]
    if len(columns) < 2 or not any(_STARTS.search(fold(column.heading)) for column in columns):
        return None
    said = dict.fromkeys(text for column in columns if (text := _own(row.text(column))))
    return " - ".join(said) or None


def _made(
    table: Table,
    group: str | None,
    row: Row,
    columns: dict[Meaning, Column | None],
    carried: dict[Meaning, str],
) -> MatrixRow:
    texts = {meaning: _own(row.text(column)) for meaning, column in columns.items()}
    whole = columns["budget"] is not None and _WHOLE.match(fold(columns["budget"].heading))
    lowest = next((meaning for meaning in reversed(_WORK) if columns[meaning] is not None), "activity")
    for place, meaning in enumerate(_WORK):
        if meaning == lowest or columns[meaning] is None:
            continue
        if texts[meaning]:
            if texts[meaning] != carried.get(meaning):
                for lower in _WORK[place + 1 :]:
                    carried.pop(lower, None)
            carried[meaning] = texts[meaning] or ""
        else:
            texts[meaning] = carried.get(meaning) or None
    return MatrixRow(
        group,
        texts["objective"],
        texts["task"],
        texts["activity"],
        texts["output"],
        texts["lead"],
        texts["coordinating"],
        _from_to(table, row) or texts["time"],
        texts["budget"] if whole else _by_source(table, row) or texts["budget"],
        row.number,
        {
            meaning: row.cells[column.place].number
            for meaning, column in columns.items()
            if column is not None
        },
    )


def _own(text: str) -> str | None:
    return None if not text or text in _BLANK else text
