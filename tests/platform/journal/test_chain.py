"""Nobody changes the journal unseen."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from io import StringIO
from typing import ClassVar

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from xaso.platform.journal import guard
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.events import Event
from xaso.platform.journal.models import Entry
from xaso.platform.journal.queries import broken_entry
from xaso.platform.journal.services import record

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class StoneLaid(Event):
    name: ClassVar[str] = "tests.stone_laid"
    stone: int = 0


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def wall(db: None) -> int:
    """Three entries at the end of the journal; the number of the first."""
    guard.install(connection)
    first, *_ = [record(StoneLaid(stone=n), by=SYSTEM, at=AT, subject="wall:1") for n in range(3)]
    return first.seq


def test_a_whole_chain_holds(wall: int) -> None:
    assert broken_entry() is None


@pytest.mark.parametrize(
    "statement",
    ["UPDATE journal_entry SET subject = 'x' WHERE seq = %s", "DELETE FROM journal_entry WHERE seq = %s"],
)
def test_the_database_refuses_to_change_or_remove_an_entry(wall: int, statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        sql(statement, wall)

    assert broken_entry() is None


TAMPERINGS: list[tuple[str, Callable[[int], None], int, str]] = [
    (
        "changed",
        lambda n: sql("UPDATE journal_entry SET actor_name = 'Ai đó' WHERE seq = %s", n + 1),
        1,
        "bị sửa",
    ),
    (
        "time moved",
        lambda n: sql("UPDATE journal_entry SET at = '2026-03-01 00:00:00+00:00' WHERE seq = %s", n),
        0,
        "bị sửa",
    ),
    ("removed", lambda n: sql("DELETE FROM journal_entry WHERE seq = %s", n + 1), 1, "thiếu"),
    ("cut off", lambda n: sql("DELETE FROM journal_entry WHERE seq = %s", n + 2), 2, "ở cuối"),
]


@pytest.mark.parametrize(("name", "tamper", "offset", "reason"), TAMPERINGS, ids=[t[0] for t in TAMPERINGS])
def test_the_first_broken_entry_is_named(
    wall: int, name: str, tamper: Callable[[int], None], offset: int, reason: str
) -> None:
    guard.remove(connection)
    tamper(wall)

    found = broken_entry()

    assert found is not None
    assert found.seq == wall + offset
    assert reason in found.reason


def test_a_forged_entry_with_its_own_right_digest_breaks_the_one_after(wall: int) -> None:
    guard.remove(connection)
    forged = Entry.objects.get(seq=wall + 1)
    sql("UPDATE journal_entry SET subject = 'wall:2', digest = %s WHERE seq = %s", "f" * 64, forged.seq)

    found = broken_entry()

    assert found is not None
    assert found.seq == forged.seq


def test_the_command_says_that_all_is_well(wall: int) -> None:
    out = StringIO()

    call_command("journal_verify", stdout=out)

    assert f"Nhật ký nguyên vẹn: {Entry.objects.count()} mục." in out.getvalue()


def test_the_command_fails_and_names_the_broken_entry(wall: int) -> None:
    guard.remove(connection)
    sql("UPDATE journal_entry SET subject = 'x' WHERE seq = %s", wall)

    with pytest.raises(CommandError, match=rf"hỏng từ mục {wall}: nội dung đã bị sửa"):
        call_command("journal_verify")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL")
    before = Entry.objects.count()

    def write(wall: int) -> None:
        for stone in range(10):
            with transaction.atomic():
                record(StoneLaid(stone=stone), by=SYSTEM, at=AT, subject=f"wall:{wall}")
        connection.close()

    threads = [threading.Thread(target=write, args=(wall,)) for wall in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert Entry.objects.count() == before + 40
    assert broken_entry() is None
