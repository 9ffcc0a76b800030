"""A document as the reader sees it: paragraphs and grids in the order of the page.

`Lines` is what `read` takes. A source (Word, text) makes it; nothing after it knows where it came from.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_PARAGRAPH = 20_000
_UNFINISHED = re.compile(r"(?:\s[-–&]|,|\s(?:và|của|cho|với|tại|theo|các|những|hoặc|về|trong|trên|để))$")


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, verbatim. ``marker`` is a number or bullet that Word counts and the text does not hold;
    ``level`` is the depth of a heading style, 0 for body text; ``list`` is the name of the list that counts
    the marker and ``depth`` how deep in it."""

    number: int
    text: str
    marker: str = ""
    level: int = 0
    list: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell, its paragraphs joined by line breaks. ``merged`` says that it repeats the cell beside
    ("across") or above ("down")."""

    number: int
    text: str
    merged: str = ""

    @property
    def tidy(self) -> str:
        """The text with single spaces and no blank lines; a sentence broken over lines is one line again."""
        if "\n" not in self.text:
            return " ".join(self.text.split())
        tidy = ""
        for line in filter(None, (" ".join(line.split()) for line in self.text.split("\n"))):
            broken = tidy and (_UNFINISHED.search(tidy) or (line[0].islower() and tidy[-1] not in ".;:"))
            tidy += f" {line}" if broken else f"\n{line}" if tidy else line
        return tidy


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row. ``torn`` says that blank lines inside a cell had torn it and it was put together again."""

    number: int
    cells: tuple[Cell, ...]
    torn: bool = False

    @property
    def blank(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.text.strip() for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Grid:
    """One table; its rows may be ragged."""

    rows: tuple[GridRow, ...]

    @property
    def number(self) -> int:
        """The line where the table starts."""
        return self.rows[0].number if self.rows else 0

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class Lines:
    """The whole document."""

    items: tuple[Line | Grid, ...]

    def paragraphs(self) -> Iterator[Line]:
        """The paragraphs outside tables, blank ones too."""
        return (item for item in self.items if isinstance(item, Line))

    def grids(self) -> Iterator[Grid]:
        """The tables."""
        return (item for item in self.items if isinstance(item, Grid))

    def every_text(self) -> Iterator[tuple[int, str]]:
        """Every paragraph and every cell with its line number, in order; of one without end its beginning."""
        for item in self.items:
            if isinstance(item, Line):
                yield item.number, item.text[:LONGEST_PARAGRAPH]
            else:
                yield from _texts(item.rows)


def _texts(rows: Iterable[GridRow]) -> Iterator[tuple[int, str]]:
    for row in rows:
        for cell in row.cells:
            if not cell.merged and cell.text.strip():
                yield cell.number, cell.text[:LONGEST_PARAGRAPH]
