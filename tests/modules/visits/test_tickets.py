"""Take, call, serve and miss; two counters never call one number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from tests.cast import NOW, Cast
from xaso.modules.visits import queries, services
from xaso.modules.visits.lifecycle import TicketMoved, TicketState
from xaso.modules.visits.models import Counter, Queue, Ticket, TicketSeries
from xaso.modules.visits.services.tickets import NobodyWaits, NoMoreNumbers
from xaso.platform.journal.actors import SYSTEM
from xaso.platform.journal.models import Entry

pytestmark = pytest.mark.django_db


def queue(code: str = "ho-tich") -> Queue:
    return Queue.objects.get(code=code)


def counter(code: str = "quay-1") -> Counter:
    return Counter.objects.get(code=code)


def taken(minutes: int = 0, *, first: bool = False, code: str = "ho-tich") -> Ticket:
    when = NOW + timedelta(minutes=minutes)
    return services.take_ticket(queue=queue(code), is_priority=first, by=SYSTEM, at=when)


def test_numbers_follow_one_another_and_start_again_each_day() -> None:
    codes = [taken().code, taken().code, taken(60 * 24).code, taken(code="viec-khac").code]

    assert codes == ["A001", "A002", "A001", "D001"]


def test_a_queue_has_no_more_than_its_last_number() -> None:
    taken()
    TicketSeries.objects.update(last=999)

    with pytest.raises(NoMoreNumbers):
        taken()


def test_calling_the_next_ends_the_one_before(cast: Cast) -> None:
    first, second = taken(), taken(1)

    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)
    called = services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW + timedelta(minutes=5))

    first.refresh_from_db()
    assert (first.state, first.ended_at) == (TicketState.DONE, NOW + timedelta(minutes=5))
    assert (called.pk, called.state, called.counter) == (second.pk, TicketState.CALLED, counter())


def test_nobody_waits_and_the_one_served_stays(cast: Cast) -> None:
    only = taken()
    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)

    with pytest.raises(NobodyWaits):
        services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)

    only.refresh_from_db()
    assert only.state == TicketState.CALLED


def test_a_counter_calls_from_its_own_queues_only(cast: Cast) -> None:
    taken(code="viec-khac")

    with pytest.raises(NobodyWaits):
        services.call_next(counter=counter("quay-2"), by=cast.one_stop_officer, at=NOW)


def test_two_before_others_then_one_in_turn(cast: Cast) -> None:
    for minutes, first in ((0, False), (1, True), (2, True), (3, True)):
        taken(minutes, first=first)

    called = [
        services.call_next(
            counter=counter(), by=cast.one_stop_officer, at=NOW + timedelta(minutes=9 + n)
        ).number
        for n in range(4)
    ]

    assert called == [2, 3, 1, 4]


def test_one_who_was_not_there_waits_again_behind_the_others(cast: Cast) -> None:
    missed = taken()
    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)
    services.miss(ticket=missed, by=cast.one_stop_officer, at=NOW)
    other = taken(1)

    services.take_back(ticket=missed, by=cast.one_stop_officer, at=NOW + timedelta(minutes=2))
    called = services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW + timedelta(minutes=3))

    assert called.pk == other.pk


def test_a_number_that_is_not_called_cannot_be_finished(cast: Cast) -> None:
    ticket = taken()

    with pytest.raises(TicketMoved):
        services.finish(ticket=ticket, by=cast.one_stop_officer, at=NOW)


def test_each_write_is_in_the_journal_without_a_name(cast: Cast) -> None:
    ticket = taken()
    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)
    services.call_again(ticket=ticket, by=cast.one_stop_officer, at=NOW)
    services.finish(ticket=ticket, by=cast.one_stop_officer, at=NOW)

    entries = Entry.objects.filter(subject=ticket.subject).order_by("pk")

    assert [entry.event for entry in entries] == [
        "visits.ticket_taken", "visits.ticket_called", "visits.ticket_called", "visits.ticket_finished",
    ]  # fmt: skip


def test_the_screen_shows_codes_and_counters_in_four_queries(
    cast: Cast, django_assert_num_queries: object
) -> None:
    for minutes in range(5):
        taken(minutes)
    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)

    with django_assert_num_queries(4):  # type: ignore[operator]
        board = queries.board(at=NOW)

    assert [(one.code, one.counter) for one in board.called] == [("A001", "Quầy 1")]
    assert board.waiting[0][1:] == (4, ("A002", "A003", "A004", "A005"))


def test_the_wait_is_guessed_from_those_served_today(cast: Cast) -> None:
    taken()
    services.call_next(counter=counter(), by=cast.one_stop_officer, at=NOW)
    services.finish(ticket=Ticket.objects.get(), by=cast.one_stop_officer, at=NOW + timedelta(minutes=7))
    taken(8)
    last = taken(9)

    assert queries.people_ahead(last, at=NOW + timedelta(minutes=10)) == (1, 15)


@pytest.mark.django_db(transaction=True)
def test_two_counters_at_once_never_call_one_number(cast: Cast) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one writer in at a time")
    for minutes in range(60):
        taken(minutes)

    def call(code: str) -> list[int]:
        try:
            return [
                services.call_next(
                    counter=counter(code), by=cast.one_stop_officer, at=NOW + timedelta(minutes=70)
                ).number
                for _ in range(30)
            ]
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        called = [number for numbers in pool.map(call, ["quay-1", "quay-2"]) for number in numbers]

    assert sorted(called) == list(range(1, 61))
