"""Tables whose cells stand one a line with nothing to mark them: told by their headings and row numbers."""

from __future__ import annotations

from collections.abc import Sequence

from xaso.modules.plan.reading.headings import heads_columns, meaning_of, year_of
from xaso.modules.plan.reading.labels import from_roman, label_of
from xaso.modules.plan.reading.lines import Cell, Grid, GridRow
from xaso.modules.plan.reading.sources.tabbed import FEWEST_COLUMNS, Raw

_OPENERS = {"stt", "tt", "số tt", "số thứ tự"}
_MOST_HEADINGS = 20
_LONGEST_HEADING = 60
_GROUP = 2


def stacked_grid(raw: Sequence[Raw], at: int) -> tuple[Grid | None, int]:
    """The table that opens with a lone "STT" at ``at``, and the line after it; None where there is none."""
    if raw[at].text.strip().lower() not in _OPENERS:
        return None, at
    header = _header(raw, at)
    if (
        len(header) < FEWEST_COLUMNS
        or sum(meaning_of(cell.text) is not None for cell in header) < FEWEST_COLUMNS
    ):
        return None, at
    upper, years = _two_rows(header)
    width = len(upper) + max(0, len(years) - 1)
    rows, after = _rows(raw, _after(raw, header[-1].number, at), width)
    if not rows:
        return None, at
    heading = [GridRow(one[0].number, tuple(one)) for one in (upper, years) if one]
    return Grid((*heading, *rows)), after


def _two_rows(header: list[Cell]) -> tuple[list[Cell], list[Cell]]:
    """A heading over years, and the years below it, which come last because their row comes last."""
    count = 0
    while count < len(header) and year_of(header[-1 - count].text) is not None:
        count += 1
    upper = header[: len(header) - count]
    if count < 2 or not any(heads_columns(cell.text) for cell in upper):
        return header, []
    return upper, header[len(header) - count :]


def _header(raw: Sequence[Raw], at: int) -> list[Cell]:
    cells: list[Cell] = []
    for line in raw[at : at + 2 * _MOST_HEADINGS]:
        text = line.text.strip()
        if cells and _starts_row(text, 0):
            return cells
        if len(text) > _LONGEST_HEADING:
            return []
        if text:
            cells.append(Cell(line.number, text))
    return []


def _after(raw: Sequence[Raw], number: int, at: int) -> int:
    return next(place for place in range(at, len(raw)) if raw[place].number == number) + 1


def _starts_row(text: str, last: int) -> bool:
    """Whether a lone mark starts a row: the next number, a one again, or a Roman number or capital letter."""
    mark = text.strip().rstrip(".)")
    if mark.isdigit():
        return int(mark) in (1, last + 1)
    return from_roman(mark) is not None or (len(mark) == 1 and mark.isupper())


def _rows(raw: Sequence[Raw], at: int, width: int) -> tuple[list[GridRow], int]:
    rows: list[GridRow] = []
    last, place = 0, at
    while place < len(raw):
        while place < len(raw) and raw[place].blank:
            place += 1
        if place >= len(raw) or not _starts_row(raw[place].text, last):
            break
        mark = raw[place].text.strip().rstrip(".)")
        last = int(mark) if mark.isdigit() else 0
        piece, place = _segment(raw, place, last, width)
        rows.append(GridRow(piece[0].number, tuple(_fitted(piece, width))))
    return rows, place


def _segment(raw: Sequence[Raw], at: int, last: int, width: int) -> tuple[list[Raw], int]:
    piece = [raw[at]]
    for place in range(at + 1, len(raw)):
        line = raw[place]
        if (_starts_row(line.text, last) and _full(line, piece, width)) or _leaves(line, piece, width):
            return piece, place
        piece.append(line)
    return piece, len(raw)


def _full(line: Raw, piece: Sequence[Raw], width: int) -> bool:
    """Whether a row may end here: a lone 1 inside a row is a value, after a full row or a group it counts."""
    said = sum(1 for one in piece if one.text.strip())
    return line.text.strip().rstrip(".)") != "1" or said >= width or said <= _GROUP


def _leaves(line: Raw, piece: Sequence[Raw], width: int) -> bool:
    said = sum(1 for one in piece if one.text.strip())
    label = label_of(line.text)
    return (
        "\t" in line.text
        or said >= 3 * width
        or (label is not None and label.kind in {"annex", "roman"})
        or (said >= width and not piece[-1].text.strip())
    )


def _fitted(piece: Sequence[Raw], width: int) -> list[Cell]:
    said = [Cell(line.number, line.text.strip()) for line in piece if line.text.strip()]
    if len(said) == width or len(said) <= 2:
        return said
    every = [Cell(line.number, line.text.strip()) for line in piece]
    while len(every) > width and not every[-1].text:
        every.pop()
    if len(every) == width:
        return every
    while len(said) > width and (at := _continuation(said)):
        said[at - 1 : at + 1] = [Cell(said[at - 1].number, f"{said[at - 1].text}\n{said[at].text}")]
    return said


def _continuation(cells: Sequence[Cell]) -> int:
    return next(
        (at for at in range(2, len(cells)) if cells[at].text[0].islower() or cells[at].text[0] in "-+;("), 0
    )
