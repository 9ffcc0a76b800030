"""Facts are written once, in the transaction of their change, and told to those who listen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from django.db import transaction

from xaso.platform.jobs.models import Job
from xaso.platform.jobs.services import run_queued
from xaso.platform.journal import listeners
from xaso.platform.journal.actors import SYSTEM, Actor
from xaso.platform.journal.events import Event
from xaso.platform.journal.models import AccessEntry, AppendOnly, Entry
from xaso.platform.journal.queries import accesses_of, timeline
from xaso.platform.journal.services import log_access, record

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@dataclass(frozen=True)
class LampLit(Event):
    name: ClassVar[str] = "tests.lamp_lit"
    lamp: str = ""
    hours: list[int] | None = None


heard: list[tuple[LampLit, int]] = []
failing: list[Exception] = []


@pytest.fixture(autouse=True)
def ear() -> Iterator[None]:
    heard.clear()
    failing.clear()
    listeners.on(LampLit)(hear)
    yield
    listeners._BY_EVENT.pop(LampLit)


def hear(event: LampLit, entry: Entry) -> None:
    if failing:
        raise failing.pop()
    heard.append((event, entry.seq))


@pytest.mark.django_db
def test_an_entry_says_who_did_what_to_what() -> None:
    actor = Actor(kind="officer", key="7", name="Vi Văn Sổ", unit="Văn phòng")

    entry = record(LampLit(lamp="đèn dầu", hours=[1, 2]), by=actor, at=AT, subject="lamp:1")

    entry.refresh_from_db()
    assert (entry.event, entry.subject, entry.at) == ("tests.lamp_lit", "lamp:1", AT)
    assert (entry.actor_kind, entry.actor_name, entry.actor_unit) == ("officer", "Vi Văn Sổ", "Văn phòng")
    assert entry.data == {"lamp": "đèn dầu", "hours": [1, 2]}


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_a_mistake() -> None:
    with pytest.raises(RuntimeError, match="in the transaction of its change"):
        record(LampLit(), by=SYSTEM, at=AT, subject="lamp:1")


@pytest.mark.django_db(transaction=True)
def test_a_change_rolled_back_leaves_no_entry_and_tells_nobody() -> None:
    before = Entry.objects.count()

    with transaction.atomic():
        record(LampLit(), by=SYSTEM, at=AT, subject="lamp:1")
        transaction.set_rollback(True)
    run_queued(at=AT)

    assert Entry.objects.count() == before
    assert heard == []


@pytest.mark.django_db
def test_listeners_hear_the_event_after_the_commit_by_a_job() -> None:
    entry = record(LampLit(lamp="a"), by=SYSTEM, at=AT, subject="lamp:1")
    assert heard == []

    run_queued(at=AT)

    assert heard == [(LampLit(lamp="a"), entry.seq)]


@pytest.mark.django_db
def test_a_listener_that_fails_hears_again_later() -> None:
    failing.append(ValueError("not now"))
    entry = record(LampLit(lamp="a"), by=SYSTEM, at=AT, subject="lamp:1")

    run_queued(at=AT)
    run_queued(at=AT.replace(minute=5))

    assert heard == [(LampLit(lamp="a"), entry.seq)]


@pytest.mark.django_db
def test_an_entry_whose_listener_is_gone_does_not_stop_the_queue() -> None:
    record(LampLit(), by=SYSTEM, at=AT, subject="lamp:1")
    listeners._BY_EVENT[LampLit].clear()

    run_queued(at=AT)

    assert Job.objects.filter(name="journal.deliver").exclude(state=Job.State.DONE).count() == 0


@pytest.mark.django_db
def test_the_timeline_has_one_subject_oldest_first() -> None:
    first = record(LampLit(lamp="1"), by=SYSTEM, at=AT, subject="lamp:1")
    record(LampLit(lamp="x"), by=SYSTEM, at=AT, subject="lamp:2")
    last = record(LampLit(lamp="2"), by=SYSTEM, at=AT, subject="lamp:1")

    assert list(timeline("lamp:1")) == [first, last]


@pytest.mark.django_db
@pytest.mark.parametrize("value", [1.5, datetime(2026, 1, 1, tzinfo=UTC), object()])
def test_an_event_with_a_value_that_is_not_plain_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="plain values only"):
        record(LampLit(lamp=value), by=SYSTEM, at=AT, subject="lamp:1")  # type: ignore[arg-type]


def test_two_events_of_one_name_are_refused() -> None:
    with pytest.raises(TypeError, match=r"two events are called tests\.lamp_lit"):
        type("Other", (Event,), {"name": "tests.lamp_lit", "__module__": "elsewhere"})


def test_an_old_entry_is_read_without_fields_the_event_no_longer_has() -> None:
    assert LampLit.read({"lamp": "a", "gone": 1}) == LampLit(lamp="a")


@pytest.mark.django_db
def test_the_code_cannot_change_or_remove_an_entry() -> None:
    entry = record(LampLit(), by=SYSTEM, at=AT, subject="lamp:1")

    with pytest.raises(AppendOnly):
        entry.save()
    with pytest.raises(AppendOnly):
        entry.delete()
    with pytest.raises(AppendOnly):
        Entry.objects.filter(pk=entry.pk).update(subject="lamp:2")
    with pytest.raises(AppendOnly):
        Entry.objects.filter(pk=entry.pk).delete()


@pytest.mark.django_db
def test_a_reading_of_data_is_kept_with_who_whose_why_and_where() -> None:
    officer = Actor(kind="officer", key="7", name="Vi Văn Sổ")

    log_access(by=officer, whom="person:1", purpose="xử lý hồ sơ", where="/ban-lam-viec/", at=AT)
    log_access(by=officer, whom="person:2", purpose="khác", where="/", at=AT)

    page = accesses_of("person:1", 1)
    assert page.total == 1
    row = page.rows[0]
    assert isinstance(row, AccessEntry)
    assert (row.actor_name, row.purpose, row.where) == ("Vi Văn Sổ", "xử lý hồ sơ", "/ban-lam-viec/")
