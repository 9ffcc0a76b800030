"""The full-text index beside the entries: FTS5 kept by triggers on SQLite, a generated tsvector on PostgreSQL.

Whoever later alters search_entry in a way that makes SQLite rebuild the table makes the triggers anew there.
"""

from django.db import migrations

SQLITE_MAKE = [
    "CREATE VIRTUAL TABLE search_index USING fts5(title, body, content='search_entry', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER search_entry_added AFTER INSERT ON search_entry BEGIN "
    "INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
    "CREATE TRIGGER search_entry_removed AFTER DELETE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, title, body) "
    "VALUES ('delete', old.id, old.title, old.body); END",
    "CREATE TRIGGER search_entry_changed AFTER UPDATE ON search_entry BEGIN "
    "INSERT INTO search_index(search_index, rowid, title, body) "
    "VALUES ('delete', old.id, old.title, old.body); "
    "INSERT INTO search_index(rowid, title, body) VALUES (new.id, new.title, new.body); END",
]
SQLITE_UNMAKE = [
    "DROP TRIGGER search_entry_changed",
    "DROP TRIGGER search_entry_removed",
    "DROP TRIGGER search_entry_added",
    "DROP TABLE search_index",
]
POSTGRESQL_MAKE = [
    "ALTER TABLE search_entry ADD COLUMN words tsvector GENERATED ALWAYS AS ("
    "setweight(to_tsvector('simple'::regconfig, title), 'A') || "
    "setweight(to_tsvector('simple'::regconfig, body), 'B')) STORED",
    "CREATE INDEX search_entry_words ON search_entry USING gin (words)",
]
POSTGRESQL_UNMAKE = ["DROP INDEX search_entry_words", "ALTER TABLE search_entry DROP COLUMN words"]


def _run(statements):
    def step(apps, schema_editor):
        for statement in statements[schema_editor.connection.vendor]:
            schema_editor.execute(statement)

    return step


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.RunPython(
            _run({"sqlite": SQLITE_MAKE, "postgresql": POSTGRESQL_MAKE}),
            _run({"sqlite": SQLITE_UNMAKE, "postgresql": POSTGRESQL_UNMAKE}),
        )
    ]
