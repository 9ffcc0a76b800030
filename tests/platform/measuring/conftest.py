"""Makes the tables of the errands beside the program's own, once a run."""

from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from tests.platform.measuring.errands import TABLES


@pytest.fixture(scope="session")
def errand_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for table in TABLES:
            editor.create_model(table)
    yield
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        for table in reversed(TABLES):
            editor.delete_model(table)


@pytest.fixture(autouse=True)
def _errands(errand_tables: None, db: None) -> None:
    """Every test here may write errands."""
