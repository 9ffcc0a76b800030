"""What makes the database itself refuse to change or remove an entry."""

from __future__ import annotations

from django.db.backends.base.base import BaseDatabaseWrapper

_NAMES = ("journal_entry_no_update", "journal_entry_no_delete")
_INSTALL = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS journal_entry_no_update BEFORE UPDATE ON journal_entry"
        " BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END",
        "CREATE TRIGGER IF NOT EXISTS journal_entry_no_delete BEFORE DELETE ON journal_entry"
        " BEGIN SELECT RAISE(ABORT, 'journal_entry is append-only'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN RAISE EXCEPTION 'journal_entry is append-only'; END $$",
        "CREATE OR REPLACE TRIGGER journal_entry_no_update BEFORE UPDATE OR DELETE ON journal_entry"
        " FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()",
        "CREATE OR REPLACE TRIGGER journal_entry_no_delete BEFORE TRUNCATE ON journal_entry"
        " FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()",
    ],
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place; raises KeyError for a database this program is not made for."""
    _run(connection, _INSTALL[connection.vendor])


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: to go back before the migration, and for tests that tamper."""
    where = " ON journal_entry" if connection.vendor == "postgresql" else ""
    _run(connection, [f"DROP TRIGGER IF EXISTS {name}{where}" for name in _NAMES])


def _run(connection: BaseDatabaseWrapper, statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
