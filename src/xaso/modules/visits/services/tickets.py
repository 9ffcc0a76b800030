"""Take a number, call it, serve or miss its holder."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Conflict, Missing
from xaso.modules.org.queries import setting
from xaso.platform.journal.actors import Actor, ActsAs
from xaso.platform.journal.services import record

from .. import rules
from ..events import TicketBack, TicketCalled, TicketEvent, TicketFinished, TicketMissed, TicketTaken
from ..lifecycle import Move, TicketState, after
from ..models import Counter, Queue, Ticket, TicketSeries
from ..queries.tickets import waiting_at

if TYPE_CHECKING:
    from xaso.modules.org.models import Officer

    from ..models import Appointment

MOST_IN_A_ROW = 2


class NoMoreNumbers(Conflict):
    """The queue has given its last number of the day."""

    code = "no_more_numbers"
    default_sentence = "Hàng này hôm nay đã phát hết số. Hỏi cán bộ tại quầy."


class NobodyWaits(Conflict):
    """Nobody waits in the queues of the counter."""

    code = "nobody_waits"
    default_sentence = "Chưa có ai chờ ở các hàng của quầy này."


@transaction.atomic
def take_ticket(
    *,
    queue: Queue,
    by: Actor | ActsAs,
    at: datetime,
    is_priority: bool = False,
    appointment: Appointment | None = None,
) -> Ticket:
    """Give the next number of the queue on this day.

    The day's series is locked, so no number is given twice and none is left out. Raises `NoMoreNumbers`.
    """
    day = local_date(at)
    TicketSeries.objects.bulk_create([TicketSeries(queue=queue, day=day)], ignore_conflicts=True)
    series = TicketSeries.objects.select_for_update().get(queue=queue, day=day)
    if series.last >= rules.MOST_NUMBERS:
        raise NoMoreNumbers
    series.last += 1
    series.save(update_fields=["last"])
    ticket = Ticket.objects.create(
        queue=queue,
        day=day,
        number=series.last,
        is_priority=is_priority,
        appointment=appointment,
        state=TicketState.WAITING,
        taken_at=at,
        waiting_since=at,
    )
    _tell(ticket, TicketTaken, by, at, is_priority=is_priority, with_appointment=appointment is not None)
    return ticket


@transaction.atomic
def call_next(*, counter: Counter, by: Officer, at: datetime) -> Ticket:
    """Call the next who waits in the counter's queues; who was being served there is done.

    Raises `NobodyWaits`; the one being served stays then. Two counters never call one number, and never wait
    for each other in a ring: whoever calls locks the day's series of its queues, in one order, and only then
    reads who waits. (Rows that wait are not locked: their holder may be gone before the second gets them,
    and PostgreSQL keeps a lock it got in vain.)
    """
    held = Counter.objects.select_for_update().get(pk=counter.pk)
    day = local_date(at)
    _lock_queues(held, day)
    waiting = {one.pk: one for one in waiting_at(held, day)}
    chosen = rules.next_waiting(
        [_waiting(one) for one in waiting.values()],
        at=at,
        priority_in_a_row=_priority_in_a_row(held, day),
        most_in_a_row=int(setting("visits.most_priority_in_a_row", MOST_IN_A_ROW)),
    )
    if chosen is None:
        raise NobodyWaits
    for served in Ticket.objects.filter(counter=held, state=TicketState.CALLED).select_related("queue"):
        _end(served, Move.FINISH, TicketFinished, by, at)
    ticket = waiting[chosen.number]
    ticket.state = after(ticket.state, Move.CALL)
    ticket.counter, ticket.officer, ticket.called_at, ticket.calls = held, by, at, ticket.calls + 1
    ticket.save(update_fields=["state", "counter", "officer", "called_at", "calls"])
    _tell(ticket, TicketCalled, by, at, counter=held.name, again=ticket.calls > 1)
    return ticket


@transaction.atomic
def call_again(*, ticket: Ticket, by: Officer, at: datetime) -> Ticket:
    """Call the number once more, to the same counter. Raises `TicketMoved`."""
    locked = _locked(ticket)
    after(locked.state, Move.FINISH)
    locked.calls, locked.called_at = locked.calls + 1, at
    locked.save(update_fields=["calls", "called_at"])
    counter = locked.counter.name if locked.counter else ""
    _tell(locked, TicketCalled, by, at, counter=counter, again=True)
    return locked


@transaction.atomic
def finish(*, ticket: Ticket, by: Officer, at: datetime) -> Ticket:
    """The person was served. Raises `TicketMoved`."""
    return _end(_locked(ticket), Move.FINISH, TicketFinished, by, at)


@transaction.atomic
def miss(*, ticket: Ticket, by: Officer, at: datetime) -> Ticket:
    """Called, and nobody came. Raises `TicketMoved`."""
    return _end(_locked(ticket), Move.MISS, TicketMissed, by, at)


@transaction.atomic
def take_back(*, ticket: Ticket, by: Officer, at: datetime) -> Ticket:
    """One who was not there came: waits again, behind those who wait now. Raises `TicketMoved`."""
    locked = _locked(ticket)
    locked.state = after(locked.state, Move.TAKE_BACK)
    locked.counter = locked.officer = locked.ended_at = None
    locked.waiting_since = at
    locked.save(update_fields=["state", "counter", "officer", "ended_at", "waiting_since"])
    _tell(locked, TicketBack, by, at)
    return locked


def _lock_queues(counter: Counter, day: date) -> None:
    series = TicketSeries.objects.filter(day=day, queue__counters=counter)
    list(series.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def _locked(ticket: Ticket) -> Ticket:
    found = Ticket.objects.select_for_update(of=("self",)).select_related("queue", "counter")
    locked = found.filter(pk=ticket.pk).first()
    if locked is None:
        raise Missing
    return locked


def _end(ticket: Ticket, move: Move, kind: type[TicketEvent], by: Officer, at: datetime) -> Ticket:
    ticket.state, ticket.ended_at = after(ticket.state, move), at
    ticket.save(update_fields=["state", "ended_at"])
    _tell(ticket, kind, by, at)
    return ticket


def _waiting(ticket: Ticket) -> rules.Waiting:
    booked = ticket.appointment.starts_at if ticket.appointment else None
    return rules.Waiting(ticket.pk, ticket.waiting_since, ticket.is_priority, booked)


def _priority_in_a_row(counter: Counter, day: date) -> int:
    """How many of the counter's latest calls went to people before others, one after another."""
    latest = Ticket.objects.filter(counter=counter, day=day).order_by("-called_at", "-pk")
    count = 0
    for before_others in latest.values_list("is_priority", flat=True)[:10]:
        if not before_others:
            break
        count += 1
    return count


def _tell(
    ticket: Ticket, kind: type[TicketEvent], by: Actor | ActsAs, at: datetime, **facts: str | bool
) -> None:
    event = kind(ticket=ticket.code, queue=ticket.queue.code, day=ticket.day.isoformat(), **facts)
    record(event, by=by, at=at, subject=ticket.subject)
