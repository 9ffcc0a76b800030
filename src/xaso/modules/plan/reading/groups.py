"""Group rows of a table: a number and a name over the rows that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xaso.modules.plan.reading.labels import from_roman
from xaso.modules.plan.reading.tables import Row, Table
from xaso.modules.plan.reading.words.plain import fold

_TOTAL = re.compile(
    r"(?:tong cong|tong so|tong kinh phi|tong von|tong du toan|tong nguon von|cong"
    r"|tong)\b(?:\s*\(.*\))?[\s:.\divx+=-]*"
)


def grouped(table: Table) -> Iterator[tuple[str | None, Row]]:
    """The data rows of a table, each with the name of the group it stands in. Blank and total rows are left
    out.
    """
    group: str | None = None
    rows = [row for row in table.rows if row.said()]
    for row, following in zip(rows, [*rows[1:], None], strict=False):
        name = group_name(table, row, following)
        if name is not None:
            group = name
        elif not is_total(row):
            yield group, row


def is_total(row: Row) -> bool:
    """Whether a row sums up the others."""
    texts = [text for text in row.said()[:2] if not _is_mark(text)]
    return bool(texts) and len(texts[0]) < 40 and _TOTAL.fullmatch(fold(texts[0])) is not None


def group_name(table: Table, row: Row, following: Row | None) -> str | None:
    """The name of the group that ``row`` heads; None where it is a row of data."""
    said = row.said()
    marks = [text for text in said if _is_mark(text)]
    names = [text for text in said if not _is_mark(text)]
    if len(said) > 2 or len(names) > 1 or (len(said) == 2 and len(marks) != 1):
        return None
    if not names:
        return marks[0] if marks and not _plain_number(marks[0]) else None
    mark = marks[0].strip().rstrip(".)") if marks else ""
    numbered = table.column("no") is not None
    across = any(cell.merged == "across" for cell in row.cells)
    if _plain_number(mark):
        return _tidy(names[0]) if across or _has_children(mark, following) else None
    if not mark and numbered and not across and not row.short and not names[0].isupper():
        return None if _in_lower_column(table, row) else _name_without_mark(names[0], following)
    return _tidy(_without_mark(names[0]))


def _in_lower_column(table: Table, row: Row) -> bool:
    """A lone text far right is a torn cell, not a heading."""
    first = next(place for place, cell in enumerate(row.cells) if cell.tidy)
    return first > 2


def _name_without_mark(name: str, following: Row | None) -> str | None:
    return _tidy(_without_mark(name)) if following is not None and following.said() else None


def _has_children(mark: str, following: Row | None) -> bool:
    return following is not None and bool(mark) and following.cells[0].tidy.startswith(f"{mark}.")


def _is_mark(text: str) -> bool:
    mark = text.strip().rstrip(".)")
    return (
        bool(re.fullmatch(r"(?:\d{1,3}|[IVX]{1,5}(?=\.)|[A-ZĐ](?=\.\d))(?:\.\d{1,2})*", mark))
        or from_roman(mark) is not None
        or re.fullmatch(r"[A-ZĐa-zđ]", mark) is not None
    )


def _plain_number(text: str) -> bool:
    return text.strip().rstrip(".)").replace(".", "").isdigit()


def _without_mark(name: str) -> str:
    return re.sub(r"^\s*(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*", "", name)


def _tidy(name: str) -> str:
    return " ".join(name.split()).strip(" :.;")
