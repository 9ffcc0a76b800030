"""Tables whose cells are told by tabs: one cell a line after a tab, or one row a line with tabs between.

A cell may be broken over lines, with blank lines in it; a row that was torn so is put together again when the
pieces make exactly one row of the table's width.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xaso.modules.plan.reading.labels import from_roman, label_of
from xaso.modules.plan.reading.lines import Cell, Grid, GridRow

FEWEST_COLUMNS = 3
LOOKAHEAD = 600
_MOST_LINES = 12
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_FIRST_HEADINGS = {"stt", "tt", "số tt", "số thứ tự", "no"}


@dataclass(frozen=True, slots=True)
class Raw:
    """One line of the file."""

    number: int
    text: str

    @property
    def blank(self) -> bool:
        """A line that says nothing and starts no cell."""
        return not self.text.strip() and "\t" not in self.text

    @property
    def starts_cell(self) -> bool:
        """A tab, then the text of one cell."""
        return self.text.startswith("\t") and "\t" not in self.text[1:].rstrip()

    @property
    def cells(self) -> list[Cell]:
        """The cells of a row that stands on one line."""
        return [Cell(self.number, text.strip()) for text in self.text.split("\t")]


def is_row_label(text: str) -> bool:
    """Whether a first cell holds a row's number: "1", "1.", "I", "A", "2.1"."""
    mark = text.strip().rstrip(".)")
    return (
        (mark.replace(".", "").isdigit() and len(mark) <= 6)
        or from_roman(mark) is not None
        or (len(mark) == 1 and mark.isupper())
    )


def heads_group(cells: Sequence[Cell]) -> bool:
    """Whether a short row is the heading of a group: a Roman number or a letter, then a name."""
    mark = cells[0].text.strip().rstrip(".)")
    return len(cells) <= 2 and (from_roman(mark) is not None or (len(mark) == 1 and mark.isupper()))


def starts_another(raw: Raw) -> bool:
    """Whether the line opens another table or another annex."""
    text = raw.text.strip()
    label = label_of(text) if len(text) < 400 else None
    return text.lower() in _FIRST_HEADINGS or (label is not None and label.kind == "annex")


# One cell a line, each after a tab


def cell_per_line_grid(raw: Sequence[Raw], at: int) -> tuple[Grid | None, int]:
    """The table that starts at line ``at``, and the line after it; None where there is none."""
    if not _opens_cells(raw, at):
        return None, at
    width = _widest(_runs(raw, at))
    chunks, after = _chunks(raw, at, width)
    return Grid(tuple(_rows(chunks, width))), after


def _opens_cells(raw: Sequence[Raw], at: int) -> bool:
    first = raw[at : at + FEWEST_COLUMNS]
    return len(first) == FEWEST_COLUMNS and all(line.starts_cell for line in first)


def _runs(raw: Sequence[Raw], at: int) -> list[int]:
    runs, run = [], 0
    for place, line in enumerate(raw[at : at + LOOKAHEAD]):
        if place and line.starts_cell and raw[at + place - 1].blank and starts_another(line):
            break
        if line.starts_cell:
            run += 1
        elif line.blank and run:
            runs.append(run)
            run = 0
    return [*runs, run]


def _widest(runs: Sequence[int]) -> int:
    """The width of the heading, or of a wider row that comes twice; a torn row is narrower."""
    counted = Counter(runs)
    return max([runs[0], *(size for size, count in counted.items() if count > 1)])


def _usual(sizes: Sequence[int]) -> int:
    counted = Counter(size for size in sizes if size >= FEWEST_COLUMNS)
    return max(counted, key=lambda size: (counted[size] * size, size)) if counted else 0


def _chunks(raw: Sequence[Raw], at: int, width: int) -> tuple[list[list[Cell]], int]:
    chunks: list[list[Cell]] = [[]]
    pending, last = False, at
    for place in range(at, len(raw)):
        line = raw[place]
        if line.blank:
            pending = bool(chunks[-1])
            continue
        if line.starts_cell:
            if place > at and pending and starts_another(line):
                break
            if pending:
                chunks.append([])
            chunks[-1].append(Cell(line.number, line.text.strip()))
        elif (pending and not _unfinished(chunks, width)) or starts_another(line):
            break
        else:
            _continue(chunks[-1], line)
        pending, last = False, place + 1
    return chunks, last


def _unfinished(chunks: Sequence[Sequence[Cell]], width: int) -> bool:
    last = len(chunks[-1])
    torn = len(chunks) > 1 and len(chunks[-2]) + last == width and not heads_group(chunks[-2])
    return last < width and not heads_group(chunks[-1]) and not torn


def _continue(chunk: list[Cell], line: Raw) -> None:
    if chunk:
        chunk[-1] = Cell(chunk[-1].number, f"{chunk[-1].text}\n{line.text.strip()}")


def _rows(chunks: Sequence[list[Cell]], width: int) -> list[GridRow]:
    rows, at = [], 0
    while at < len(chunks):
        taken = _pieces(chunks, at, width)
        cells = [cell for chunk in chunks[at : at + taken] for cell in chunk]
        if cells:
            rows.append(GridRow(cells[0].number, tuple(cells), torn=taken > 1))
        at += taken
    return rows


def _pieces(chunks: Sequence[list[Cell]], at: int, width: int) -> int:
    first = chunks[at]
    if len(first) >= width or not first or heads_group(first):
        return 1
    size = len(first)
    for taken, chunk in enumerate(chunks[at + 1 : at + 4], start=2):
        if not chunk or is_row_label(chunk[0].text):
            return 1
        size += len(chunk)
        if size >= width:
            return taken if size == width else 1
    return 1


# One row a line


def row_per_line_grid(raw: Sequence[Raw], at: int) -> tuple[Grid | None, int]:
    """The table whose rows are lines with tabs between the cells; None where there is none at ``at``."""
    if len(raw[at].cells) < FEWEST_COLUMNS or not raw[at].text.strip():
        return None, at
    width = _line_width(_same_table(raw[at : at + LOOKAHEAD]))
    rows, after = _line_rows(raw, at, width)
    if len(rows) < 2:
        return None, at
    return Grid(tuple(rows)), after


def _same_table(lines: Sequence[Raw]) -> Sequence[Raw]:
    """The lines up to a paragraph that stands apart after a blank line."""
    for place, line in enumerate(lines[1:], start=1):
        if lines[place - 1].blank and line.text.strip() and "\t" not in line.text:
            return lines[:place]
    return lines


def _line_width(lines: Sequence[Raw]) -> int:
    """The usual width of the rows that start with a number, else of all."""
    split = [line.cells for line in lines if "\t" in line.text]
    numbered = [len(cells) for cells in split if is_row_label(cells[0].text) and cells[0].text]
    return _usual(numbered) or _usual([len(cells) for cells in split])


def _line_rows(raw: Sequence[Raw], at: int, width: int) -> tuple[list[GridRow], int]:
    rows: list[GridRow] = []
    pending, last = False, at
    for place in range(at, len(raw)):
        line = raw[place]
        if line.blank:
            pending = True
            continue
        if place > at and (starts_another(line) or _new_header(line)):
            break
        if "\t" not in line.text:
            if rows and _group_line(line, raw[place + 1 : place + 2]):
                rows.append(_across(line, width))
                pending, last = False, place + 1
                continue
            if _ends(rows, line, raw[place + 1 : place + 2], pending=pending, width=width):
                break
            rows[-1] = _joined(rows[-1], [Cell(line.number, line.text.strip())])
        elif rows and _belongs(rows[-1], raw[place : place + _MOST_LINES], width):
            rows[-1] = _joined(rows[-1], line.cells)
        else:
            rows.append(GridRow(line.number, tuple(line.cells)))
        pending, last = False, place + 1
    return rows, last


def _group_line(line: Raw, following: Sequence[Raw]) -> bool:
    """A line without tabs between rows that heads a group: "II. Công vụ"."""
    label = label_of(line.text)
    named = label is not None and label.kind in {"roman", "upper"} and label.end < len(line.text)
    return named and bool(following) and following[0].text.count("\t") + 1 >= FEWEST_COLUMNS


def _across(line: Raw, width: int) -> GridRow:
    cells = [Cell(line.number, line.text.strip(), "across" if place else "") for place in range(width)]
    return GridRow(line.number, tuple(cells))


def _new_header(line: Raw) -> bool:
    return line.text.split("\t")[0].strip().lower() in _FIRST_HEADINGS


def _belongs(row: GridRow, following: Sequence[Raw], width: int) -> bool:
    """Whether the lines that follow fill a row that was torn inside its cells, with not a cell too many.

    Only a row that opens with its number may be torn into more than two pieces.
    """
    size = len(row.cells)
    if size >= width or heads_group(row.cells) or all(_YEAR.search(one.text) for one in following[0].cells):
        return False
    for line in following if is_row_label(row.cells[0].text) else following[:1]:
        if line.text.startswith("\t") or is_row_label(line.cells[0].text) or starts_another(line):
            return False
        size += len(line.cells) - 1
        if size >= width:
            return size == width
    return False


def _ends(rows: Sequence[GridRow], line: Raw, following: Sequence[Raw], *, pending: bool, width: int) -> bool:
    if not rows or heads_group(rows[-1].cells):
        return True
    if len(rows[-1].cells) < width:
        return pending and label_of(line.text) is not None
    goes_on = (bool(following) and "\t" in following[0].text) or rows[-1].cells[-1].text.endswith(
        (";", ",", "-")
    )
    return pending or not (goes_on and len(line.text) < 200)


def _joined(row: GridRow, pieces: Sequence[Cell]) -> GridRow:
    last = row.cells[-1]
    glued = Cell(last.number, f"{last.text}\n{pieces[0].text}".strip("\n"))
    return GridRow(row.number, (*row.cells[:-1], glued, *pieces[1:]), torn=row.torn)
