"""Who waits, who is called, how long it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet

from xaso.kernel.clock import local_date
from xaso.kernel.errors import Missing

from ..lifecycle import TicketState
from ..models import Counter, Queue, Ticket
from ..rules import expected_wait

_SHOWN = 12
_LATEST = 30


@dataclass(frozen=True, slots=True)
class Called:
    """A number and the counter it is called to."""

    code: str
    counter: str
    calls: int


@dataclass(frozen=True, slots=True)
class Board:
    """What the calling screen shows: who is called, latest first, and who waits next in each queue."""

    called: tuple[Called, ...]
    waiting: tuple[tuple[str, int, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class CounterDesk:
    """What the officer at a counter sees: who is served, who waits, who was not there, the day's figures."""

    counter: Counter
    serving: Ticket | None
    waiting: tuple[Ticket, ...]
    waiting_count: int
    missed: tuple[Ticket, ...]
    done_count: int
    median_minutes: int | None


def waiting_at(counter: Counter, day: date) -> QuerySet[Ticket]:
    """Those who wait today in the counter's queues, in the order they came."""
    rows = Ticket.objects.filter(day=day, state=TicketState.WAITING, queue__counters=counter)
    return rows.select_related("queue", "appointment").order_by("waiting_since", "pk")


def board(*, at: datetime) -> Board:
    """The calling screen of now: codes and counters only."""
    day = local_date(at)
    rows = Ticket.objects.filter(day=day, state=TicketState.CALLED).select_related("queue", "counter")
    called = tuple(
        Called(one.code, one.counter.name if one.counter else "", one.calls)
        for one in rows.order_by("-called_at", "-pk")[:_SHOWN]
    )
    waiting = Ticket.objects.filter(day=day, state=TicketState.WAITING).select_related("queue")
    by_queue: dict[int, list[str]] = {}
    for one in waiting.order_by("waiting_since", "pk")[: _SHOWN * 10]:
        by_queue.setdefault(one.queue_id, []).append(one.code)
    counts = _waiting_counts(day)
    shown = tuple(
        (queue.name, counts.get(queue.pk, 0), tuple(by_queue.get(queue.pk, [])[:5]))
        for queue in Queue.objects.filter(is_active=True).order_by("order", "code")
    )
    return Board(called, shown)


def counter_desk(counter_code: str, *, at: datetime) -> CounterDesk:
    """The desk of one counter now. Raises `Missing` for an unknown counter."""
    counter = Counter.objects.filter(code=counter_code, is_active=True).first()
    if counter is None:
        raise Missing
    day = local_date(at)
    own = Ticket.objects.filter(day=day, counter=counter).select_related("queue", "appointment")
    waiting = waiting_at(counter, day)
    missed = Ticket.objects.filter(day=day, state=TicketState.MISSED, queue__counters=counter)
    return CounterDesk(
        counter=counter,
        serving=own.filter(state=TicketState.CALLED).first(),
        waiting=tuple(waiting[:_SHOWN]),
        waiting_count=waiting.count(),
        missed=tuple(missed.select_related("queue").order_by("-ended_at", "pk")[:5]),
        done_count=own.filter(state=TicketState.DONE).count(),
        median_minutes=expected_wait(1, _minutes(own), 1),
    )


def people_ahead(ticket: Ticket, *, at: datetime) -> tuple[int, int | None]:
    """How many wait before a ticket, and about how many minutes that takes; None where nothing tells."""
    day = local_date(at)
    same = Ticket.objects.filter(day=day, queue=ticket.queue)
    ahead = same.filter(state=TicketState.WAITING, waiting_since__lt=ticket.waiting_since).count()
    served = Counter.objects.filter(queues=ticket.queue, is_active=True)
    busy = served.filter(tickets__day=day, tickets__state=TicketState.CALLED).distinct().count()
    return ahead, expected_wait(ahead + 1, _minutes(same), max(busy, 1))


def ticket_of_day(queue_letter: str, number: int, *, at: datetime) -> Ticket:
    """A ticket of today by its code. Raises `Missing`."""
    rows = Ticket.objects.filter(day=local_date(at), queue__letter=queue_letter, number=number)
    found = rows.select_related("queue", "appointment").first()
    if found is None:
        raise Missing
    return found


def _minutes(rows: QuerySet[Ticket]) -> Sequence[float]:
    """The minutes that the latest served took, for an estimate."""
    done = rows.filter(state=TicketState.DONE).exclude(called_at=None).order_by("-ended_at")
    spans = done.values_list("called_at", "ended_at")[:_LATEST]
    return [(ended - called).total_seconds() / 60 for called, ended in spans if ended and called]


def _waiting_counts(day: date) -> dict[int, int]:
    waiting = Count("tickets", filter=Q(tickets__day=day, tickets__state=TicketState.WAITING))
    return dict(Queue.objects.annotate(waiting=waiting).values_list("pk", "waiting"))
