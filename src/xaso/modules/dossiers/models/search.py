"""Finding a dossier by words: an index of the database's own kind on the folded column.

PostgreSQL: a GIN index on the words of `folded`. SQLite: an FTS5 table beside the dossiers, kept by triggers.
Both match whole words and the beginning of the last one, and stay fast with a million rows. A migration that
rebuilds the table of dossiers on SQLite must call `install` again, since the triggers go with the old table.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Field, Lookup

_POSTGRESQL = (
    "CREATE INDEX IF NOT EXISTS dossier_words ON dossiers_dossier USING gin (to_tsvector('simple', folded))",
)
_SQLITE = (
    "CREATE VIRTUAL TABLE IF NOT EXISTS dossiers_words USING fts5("
    "folded, content='dossiers_dossier', content_rowid='id', tokenize='unicode61', prefix='2 3')",
    "CREATE TRIGGER IF NOT EXISTS dossiers_words_added AFTER INSERT ON dossiers_dossier BEGIN "
    "INSERT INTO dossiers_words(rowid, folded) VALUES (new.id, new.folded); END",
    "CREATE TRIGGER IF NOT EXISTS dossiers_words_gone AFTER DELETE ON dossiers_dossier BEGIN "
    "INSERT INTO dossiers_words(dossiers_words, rowid, folded) VALUES ('delete', old.id, old.folded); END",
    "CREATE TRIGGER IF NOT EXISTS dossiers_words_changed AFTER UPDATE OF folded ON dossiers_dossier "
    "WHEN old.folded <> new.folded BEGIN "
    "INSERT INTO dossiers_words(dossiers_words, rowid, folded) VALUES ('delete', old.id, old.folded); "
    "INSERT INTO dossiers_words(rowid, folded) VALUES (new.id, new.folded); END",
    "INSERT INTO dossiers_words(dossiers_words) VALUES ('rebuild')",
)
_UNDO = {
    "postgresql": ("DROP INDEX IF EXISTS dossier_words",),
    "sqlite": (
        "DROP TRIGGER IF EXISTS dossiers_words_added",
        "DROP TRIGGER IF EXISTS dossiers_words_gone",
        "DROP TRIGGER IF EXISTS dossiers_words_changed",
        "DROP TABLE IF EXISTS dossiers_words",
    ),
}


def install(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of this database; for a migration."""
    for statement in _POSTGRESQL if editor.connection.vendor == "postgresql" else _SQLITE:
        editor.execute(statement)


def remove(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the index away; for a migration."""
    for statement in _UNDO[editor.connection.vendor]:
        editor.execute(statement)


class HasWords(Lookup[Sequence[str]]):
    """`folded__has_words=["giang", "kh"]`: every word, the last one as a beginning."""

    lookup_name = "has_words"
    prepare_rhs = False

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str | int]]:
        """Match through the GIN index."""
        column, params = self.process_lhs(compiler, connection)
        quoted = [f"'{word}'" for word in self.rhs]
        wanted = " & ".join([*quoted[:-1], f"{quoted[-1]}:*"])
        return f"to_tsvector('simple', {column}) @@ to_tsquery('simple', %s)", [*params, wanted]

    def as_sqlite(self, compiler: Any, connection: BaseDatabaseWrapper) -> tuple[str, list[str | int]]:
        """Match through the FTS5 table."""
        quoted = [f'"{word}"' for word in self.rhs]
        wanted = " ".join([*quoted[:-1], f"{quoted[-1]}*"])
        key = f"{connection.ops.quote_name(self.lhs.alias)}.{connection.ops.quote_name('id')}"
        return f"{key} IN (SELECT rowid FROM dossiers_words WHERE dossiers_words MATCH %s)", [wanted]  # noqa: S608


def enable(field: Field[Any, Any]) -> None:
    """Let a folded column be asked by words."""
    field.register_lookup(HasWords)
