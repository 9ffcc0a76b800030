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
_SHORT, _FEWEST_LINES, _WIDEST, _LONGEST_WORD = 20, 20, 120, 10
_PAGE_TURN = 6
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,3}\s*[-–]?", re.IGNORECASE)
_JOINS = re.compile(r"\s(?:của|và|với|cho|tại|các|những|theo|do|bởi)\s*$", re.IGNORECASE)
_REACHES = re.compile(
    r"\s(?:đạt|là|từ|đến|trên|dưới|khoảng|ít\s+nhất|tối\s+thiểu|không\s+quá|năm|tháng|quý|lên|còn|bằng)\s*$",
    re.IGNORECASE,
)
_RULER = re.compile(r"\s*\|?[\s|:+-]*-{1,}[\s|:+-]*\|[\s|:+-]*")


def lines_of_text(text: str) -> Lines:
    """The document in ``text``: tables with a tab before each cell, a row a line, a cell a line, or pipes."""
    raw = [Raw(number, _unpiped(line)) for number, line in enumerate(_BREAK.split(text), start=1)]
    items: list[Line | Grid] = []
    wrap = _wrap(raw)
    at = 0
    while at < len(raw):
        grid, after = _grid_at(raw, at)
        if grid is None:
            text, after = _paragraph(raw, at, wrap)
            items.append(Line(raw[at].number, text))
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


def _paragraph(raw: list[Raw], at: int, wrap: int) -> tuple[str, int]:
    """A paragraph and the line after it: a long line without a full stop goes on where the next starts small,
    over the turn of a page too, and at the width where the export broke every line.
    """
    lines, end = [raw[at].text], at + 1
    while end < len(raw):
        over = _after_page(raw, end)
        if not _goes_on(lines[-1], raw[over].text, turned=over != end, wrap=wrap):
            break
        lines.append(raw[over].text)
        end = over + 1
    return "\n".join(lines), end


def _after_page(raw: list[Raw], at: int) -> int:
    """The line after a page number that stands alone between blank lines; ``at`` itself where none does."""
    after, numbered = at, False
    while after < len(raw) - 1 and after - at < _PAGE_TURN:
        text = raw[after].text.strip()
        if text and (numbered or not _PAGE_NUMBER.fullmatch(text)):
            break
        numbered, after = numbered or bool(text), after + 1
    return after if numbered else at


def _goes_on(text: str, following: str, *, turned: bool, wrap: int) -> bool:
    ended = text.rstrip().endswith((".", ";", ":", "!", "?"))
    if ended or label_of(following) is not None:
        return False
    if following[:1].islower():
        return turned or len(text) >= _WRAPPED
    joined = len(text) >= _WRAPPED and not turned and not following.isupper() and following[:1].strip() != ""
    if joined and wrap and len(text) >= wrap - _LONGEST_WORD and "\t" not in text + following:
        return True
    return joined and (
        (following[:1].isupper() and _JOINS.search(text) is not None)
        or (following[:1].isdigit() and _REACHES.search(text) is not None)
    )


def _wrap(raw: list[Raw]) -> int:
    """The width at which an export broke every line, 0 where it broke none."""
    lengths = sorted(len(line.text) for line in raw if len(line.text) > _SHORT and "\t" not in line.text)
    width = lengths[-1 - len(lengths) // 20] if lengths else 0
    if len(lengths) < _FEWEST_LINES or width > _WIDEST:
        return 0
    near = sum(length >= width - 2 * _LONGEST_WORD for length in lengths)
    return width if near * 2 >= len(lengths) else 0


def _unpiped(line: str) -> str:
    if not line.lstrip().startswith("|") or line.count("|") < 3:
        return line
    if _RULER.fullmatch(line):
        return ""
    return "\t".join(cell.strip() for cell in _BROKEN.sub(" ", line).strip().strip("|").split("|"))
