"""The heading rows of a table: where they start and end, and which heading stands over which column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xaso.modules.plan.reading.headings import heads_columns, meaning_of, year_of
from xaso.modules.plan.reading.lines import Grid, GridRow
from xaso.modules.plan.reading.sources.tabbed import is_row_label

_MOST_HEADER_ROWS = 4
_LONGEST_HEADING = 60
_COLUMN_NUMBER = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*[=+-].*)?")
_VALUE = re.compile(r"\d\s*%|^[<>≥≤]|^\d+(?:[.,]\d+)*$|^(?:đạt|x|-)$", re.IGNORECASE)


def header_of(grid: Grid) -> tuple[int, tuple[GridRow, ...]]:
    """Where the heading starts, and its rows: the first row that names columns, and those going on."""
    for start, row in enumerate(grid.rows[:_MOST_HEADER_ROWS]):
        if _names_columns(row) >= 2 or _heads_years(row, grid.rows[start + 1 : start + 2]):
            break
    else:
        return 0, ()
    rows = [grid.rows[start]]
    for row in grid.rows[start + 1 : start + _MOST_HEADER_ROWS]:
        if not (_goes_on(row) or _stands_below(rows[-1], row)):
            break
        rows.append(row)
    return start, tuple(rows)


def numbers_columns(row: GridRow) -> bool:
    """A row "(1) (2) (3) …" that counts the columns."""
    said = [cell.tidy for cell in row.cells if cell.tidy]
    if len(said) < 3 or not all(_COLUMN_NUMBER.fullmatch(text) for text in said):
        return False
    numbers = [int(found[0]) for text in said if (found := re.findall(r"\d+", text))]
    return bool(numbers) and numbers[0] <= 3 and numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def leveled(header: Sequence[GridRow], width: int) -> list[list[str]]:
    """The heading rows as texts of full width: a heading over several columns is repeated over each."""
    levels: list[list[str]] = []
    for place, row in enumerate(header):
        texts = [cell.tidy for cell in row.cells]
        below = header[place + 1] if place + 1 < len(header) else None
        if len(texts) < width:
            texts = _below_span(levels, texts, width) if levels else _spread(texts, below, width)
        if below is not None:
            texts = _carried(texts, [cell.tidy for cell in below.cells])
        levels.append(texts + [""] * (width - len(texts)))
    return levels


def _heads_years(row: GridRow, below: Sequence[GridRow]) -> bool:
    """A heading "Năm" over rows that start with years."""
    places = [
        place
        for place, cell in enumerate(row.cells)
        if meaning_of(cell.text) == "year" and year_of(cell.text) is None
    ]
    return bool(places and below) and all(
        place < len(below[0].cells) and year_of(below[0].cells[place].text) is not None
        for place in places[:1]
    )


def _names_columns(row: GridRow) -> int:
    if row.cells and is_row_label(row.cells[0].text) and not _only_years(row):
        return 0
    return len({cell.tidy for cell in row.cells if meaning_of(cell.text) is not None})


def _only_years(row: GridRow) -> bool:
    said = [cell for cell in row.cells if cell.tidy]
    return len(said) > 1 and all(year_of(cell.text) is not None and len(cell.tidy) < 20 for cell in said)


def _goes_on(row: GridRow) -> bool:
    if row.blank or numbers_columns(row) or _only_years(row):
        return True
    own = [cell for cell in row.cells if cell.tidy and not cell.merged]
    if not own or (is_row_label(row.cells[0].text) and not row.cells[0].merged):
        return False
    named = all(len(cell.tidy) <= 40 and meaning_of(cell.text) is not None for cell in own)
    return named and not any(_is_value(cell.tidy) for cell in own)


def _is_value(text: str) -> bool:
    """Data, not a heading: "80%", "≥ 5"."""
    return _VALUE.search(text) is not None and year_of(text) is None


def _stands_below(above: GridRow, row: GridRow) -> bool:
    """Whether every text of ``row`` stands under a heading over several columns, and the first column says
    nothing of its own.
    """
    own = [place for place, cell in enumerate(row.cells) if cell.tidy and not cell.merged]
    own += [place for place, cell in enumerate(row.cells) if cell.merged == "across" and cell.tidy]
    if len(own) < 2 or 0 in own or len(row.cells) < len(above.cells):
        return False
    texts = [row.cells[place].tidy for place in own]
    if any(_is_value(text) or len(text) > _LONGEST_HEADING for text in texts):
        return False
    if len(above.cells) < len(row.cells):
        return sum(1 for cell in row.cells if not cell.tidy) <= len(above.cells)
    return all(_under_span(above, place) for place in own)


def _under_span(above: GridRow, place: int) -> bool:
    cell, after = above.cells[place], above.cells[place + 1 : place + 2]
    widened = any(one.merged == "across" or not one.tidy for one in after)
    return cell.merged == "across" or not cell.tidy or widened


def _spread(texts: list[str], below: GridRow | None, width: int) -> list[str]:
    """Widen the headings that stand over the sub-headings of the row below."""
    if below is None:
        return texts
    under = [cell.tidy for cell in below.cells]
    if len(under) == width and (placed := _placed(texts, under)):
        return placed
    at = next((place for place, text in enumerate(texts) if heads_columns(text)), None)
    if at is None:
        return texts
    return texts[:at] + [texts[at]] * (width - len(texts) + 1) + texts[at + 1 :]


def _placed(texts: Sequence[str], under: Sequence[str]) -> list[str] | None:
    """One heading over each blank of the row below, the rest over its runs of sub-headings."""
    best: tuple[int, list[str]] | None = None
    for widths in _widths(len(texts), under):
        spread = [text for text, size in zip(texts, widths, strict=True) for _ in range(size)]
        fit = sum(_fits(over, sub) for over, sub in zip(spread, under, strict=True) if sub)
        if best is None or fit > best[0]:
            best = fit, spread
    return best[1] if best else None


def _widths(count: int, under: Sequence[str]) -> Iterator[list[int]]:
    """The ways to lay ``count`` headings: one over a blank, each other over two or more sub-headings."""
    if not under or not count:
        if not under and not count:
            yield []
        return
    if not under[0]:
        for rest in _widths(count - 1, under[1:]):
            yield [1, *rest]
        return
    run = next((place for place, text in enumerate(under) if not text), len(under))
    for size in range(run, 1, -1):
        if run - size != 1:
            for rest in _widths(count - 1, under[size:]):
                yield [size, *rest]


def _fits(over: str, sub: str) -> int:
    """How well a heading stands over a sub-heading."""
    above, below = meaning_of(over), meaning_of(sub)
    if below == "year" or year_of(sub) is not None:
        return 2 if heads_columns(over) or above in {"value", "budget", "objective", "baseline"} else 0
    if above is not None and above == below:
        return 2
    pairs = {("lead", "coordinating"), ("budget", "value"), ("time", "value")}
    return 1 if (above, below) in pairs or (above is not None and below is None) else 0


def _below_span(levels: Sequence[Sequence[str]], texts: list[str], width: int) -> list[str]:
    """Put a short row of sub-headings under the heading that was widened for it."""
    upper = levels[-1]
    for start in range(width - len(texts) + 1):
        part = upper[start : start + len(texts)]
        if len(part) > 1 and len(set(part)) == 1 and part[0]:
            return [""] * start + texts
    return texts


def _carried(texts: list[str], below: Sequence[str]) -> list[str]:
    """Fill blanks to the right of a heading while the row below has sub-headings there."""
    filled = list(texts)
    for place in range(1, len(filled)):
        under = below[place] if place < len(below) else ""
        left = below[place - 1] if place - 1 < len(below) else ""
        if not filled[place] and under and left:
            filled[place] = filled[place - 1]
    return filled
