"""Candidates from the database's own full-text index: FTS5 on SQLite, tsvector with GIN on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

Row = tuple[str, str, str, int]
Group = Sequence[str]
"""Words of which any one will do."""

_SQLITE = """
SELECT e.key, e.title, e.body, e.weight FROM search_index
JOIN search_entry e ON e.id = search_index.rowid
WHERE search_index MATCH %s AND e.corpus = %s
ORDER BY bm25(search_index, 4.0, 1.0), e.id LIMIT %s
"""
_POSTGRESQL = """
SELECT key, title, body, weight FROM search_entry
WHERE words @@ to_tsquery('simple', %s) AND corpus = %s
ORDER BY ts_rank(words, to_tsquery('simple', %s)) DESC, id LIMIT %s
"""


def candidates(corpus: str, groups: Sequence[Group], *, every: bool, limit: int) -> list[Row]:
    """Entries (key, title, body, weight) with a word of each group (``every``) or of any, likely ones first.

    Words must be folded letters and digits, as `kernel.text.words` gives them.
    """
    if not groups:
        return []
    if connection.vendor == "postgresql":
        query = (" & " if every else " | ").join(_or(group, " | ", "'") for group in groups)
        return _rows(_POSTGRESQL, [query, corpus, query, limit])
    query = (" AND " if every else " OR ").join(_or(group, " OR ", '"') for group in groups)
    return _rows(_SQLITE, [query, corpus, limit])


def _or(group: Group, joint: str, quote: str) -> str:
    return f"({joint.join(f'{quote}{word}{quote}' for word in group)})"


def _rows(statement: str, values: list[str | int]) -> list[Row]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
