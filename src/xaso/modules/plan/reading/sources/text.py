"""Plain text exports of Word: finds the tables in the lines and leaves the rest as paragraphs."""

from __future__ import annotations

import re

from xaso.modules.plan.reading.labels import label_of
from xaso.modules.plan.reading.lines import Grid, Line, Lines
from xaso.modules.plan.reading.sources.stacked import stacked_grid
from xaso.modules.plan.reading.sources.tabbed import Raw, cell_per_line_grid, row_per_line_grid

_BREAK = re.compile(r"\r\n|[\n\r\v\f\u2028\u2029\x85]")
_BROKEN = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_WRAPPED = 50
_RULER = re.compile(r"\s*\|?[\s|:+-]*-{1,}[\s|:+-]*\|[\s|:+-]*")


def lines_of_text(text: str) -> Lines:
    """The document in ``text``: tables with a tab before each cell, a row a line, a cell a line, or pipes."""
    raw = [Raw(number, _unpiped(line)) for number, line in enumerate(_BREAK.split(text), start=1)]
    items: list[Line | Grid] = []
    at = 0
    while at < len(raw):
        grid, after = _grid_at(raw, at)
        if grid is None:
            after = _paragraph_end(raw, at)
            items.append(Line(raw[at].number, "\n".join(line.text for line in raw[at:after])))
            at = after
        else:
            items.append(grid)
            at = after
    return Lines(tuple(items))


def _grid_at(raw: list[Raw], at: int) -> tuple[Grid | None, int]:
    if not raw[at].text.strip():
        return None, at
    for take in (cell_per_line_grid, row_per_line_grid, stacked_grid):
        grid, after = take(raw, at)
        if grid is not None:
            return grid, after
    return None, at


def _paragraph_end(raw: list[Raw], at: int) -> int:
    """The line after a paragraph: a long line without a full stop goes on where the next starts small."""
    end = at + 1
    while end < len(raw) and _goes_on(raw[end - 1].text, raw[end].text):
        end += 1
    return end


def _goes_on(text: str, following: str) -> bool:
    ended = text.rstrip().endswith((".", ";", ":", "!", "?", ","))
    return (
        len(text) >= _WRAPPED
        and not (ended and not text.rstrip().endswith(","))
        and following[:1].islower()
        and label_of(following) is None
    )


def _unpiped(line: str) -> str:
    if not line.lstrip().startswith("|") or line.count("|") < 3:
        return line
    if _RULER.fullmatch(line):
        return ""
    return "\t".join(cell.strip() for cell in _BROKEN.sub(" ", line).strip().strip("|").split("|"))
