"""Run by test_workers.py in processes of its own, on a database given by XASO_DATABASE: `fill 40`, `work`."""

import sys
from datetime import UTC, datetime

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from xaso.platform.jobs.registry import Progress, job  # noqa: E402
from xaso.platform.jobs.services import enqueue, run_due  # noqa: E402

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@job("tests.mark")
def mark(progress: Progress, *, number: int) -> None:
    """Leave a mark that tells every run apart."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO tests_mark (number) VALUES (%s)", [number])


if sys.argv[1] == "fill":
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE tests_mark (number integer)")
    with transaction.atomic():
        for number in range(int(sys.argv[2])):
            enqueue("tests.mark", {"number": number}, at=AT)
else:
    run_due(at=AT, limit=1000)
