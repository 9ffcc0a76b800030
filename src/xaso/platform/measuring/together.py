"""Two halves of one count at the same time, where the database can answer both."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from django.db import connection

Given = TypeVar("Given")


def at_once(works: Sequence[Callable[[], Given]]) -> list[Given]:
    """What the works give, in their order: each in a thread and a connection of its own on PostgreSQL.

    One after the other on SQLite, which writes for one at a time, and inside a transaction, of which another
    connection would see nothing. A work that raises makes all of it raise; what the others wrote stays.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return [work() for work in works]
    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(_alone, works))


def _alone(work: Callable[[], Given]) -> Given:
    try:
        return work()
    finally:
        connection.close()
