"""The day of a moment, told by the database."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import DateTimeField, Func
from django.db.models.sql.compiler import SQLCompiler


class DayInHanoi(Func):
    """The midnight that begins a moment's day in Vietnam, itself a moment; of a date, the date.

    Vietnam has kept UTC+7 with no summer time since 1975, so a day is a bin of 24 hours: half the work of
    asking the database's calendar of time zones for each record (`bench/RESULTS.md`).
    """

    output_field = DateTimeField()
    arity = 1

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Leave a date alone: it has no hour to be cut off."""
        resolved: DayInHanoi = super().resolve_expression(*args, **kwargs)
        (moment,) = resolved.get_source_expressions()
        return resolved if isinstance(moment.output_field, DateTimeField) else moment

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Bins of a day, one of which begins at a midnight of Hanoi."""
        template = "DATE_BIN('1 day', %(expressions)s, TIMESTAMPTZ '2000-01-01 00:00:00+07')"
        return self.as_sql(compiler, connection, template=template, **context)

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """The same by SQLite's own modifiers; it keeps moments in UTC."""
        template = "DATETIME(%(expressions)s, '+7 hours', 'start of day', '-7 hours')"
        return self.as_sql(compiler, connection, template=template, **context)
