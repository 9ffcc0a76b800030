"""Tables that only lay text out: a field beside its targets. Their sentences are read like any paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from xaso.modules.plan.reading.lines import Cell, Grid, GridRow, Line, Lines
from xaso.modules.plan.reading.tables import understood

_FEWEST_WORDS = 4
_MOST_COLUMNS = 4


def unrolled(document: Lines) -> Lines:
    """The document with the sentences of layout tables as lines, each under the words that open its row."""
    return Lines(tuple(item for found in document.items for item in _lines(found)))


def _lines(item: Line | Grid) -> Iterator[Line | Grid]:
    if isinstance(item, Line) or item.width > _MOST_COLUMNS or understood(item, "") is not None:
        yield item
        return
    for row in item.rows:
        yield from _of_row(row)


def _of_row(row: GridRow) -> Iterator[Line]:
    for cell in row.cells:
        if not cell.merged:
            yield from (Line(cell.number, text) for text in cell.text.split("\n") if _is_sentence(text, cell))


def _is_sentence(text: str, cell: Cell) -> bool:
    """Whether a paragraph of a cell says something with a verb in it, not only a name or an amount."""
    words = [word for word in text.split() if any(char.isalpha() for char in word)]
    return len(words) >= _FEWEST_WORDS and not cell.text.isupper()
