"""People at the counters today and those who booked the next days; all invented."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from xaso.modules.org.access import Role
from xaso.modules.org.queries import officers_with_role
from xaso.modules.visits import queries, services
from xaso.modules.visits.access import VISITOR
from xaso.platform.journal.actors import SYSTEM

from .names import invent

CAME = 14
BOOKED_A_DAY = 3
DAYS = 5
WORK = ("Làm giấy khai sinh cho con", "Chứng thực bản sao bằng tốt nghiệp", "Hỏi về sổ đất")


def make_visits(*, now: datetime, rng: Random) -> None:
    """Fill the queues of today, call some, and book hours of the days ahead."""
    queues = queries.queues()
    if not queues:
        return
    for number in range(CAME):
        came = now - timedelta(minutes=70 - 4 * number)
        queue = queues[number % len(queues)]
        services.take_ticket(queue=queue, is_priority=number % 5 == 2, by=SYSTEM, at=came)
    _call(now)
    _book(now, rng)


def _call(now: datetime) -> None:
    receivers = officers_with_role(Role.RECEIVER)
    for place, counter in enumerate(queries.counters()[:2] if receivers else []):
        officer = receivers[place % len(receivers)]
        for turn in range(2):
            called = now - timedelta(minutes=14 - 6 * turn - place)
            services.call_next(counter=counter, by=officer, at=called)


def _book(now: datetime, rng: Random) -> None:
    bookable = [queue for queue in queries.queues() if queue.places_per_slot]
    for queue in bookable:
        free = queries.free_by_day(queue, queries.days_ahead(at=now)[1:DAYS], at=now)
        for day, hours in free.items():
            for hour in rng.sample(hours, min(BOOKED_A_DAY, len(hours))):
                services.book(
                    queue=queue,
                    day=day,
                    hour=hour,
                    name=invent(rng).full,
                    phone=f"0900{rng.randrange(10**6):06d}",
                    subject=rng.choice(WORK),
                    by=VISITOR,
                    at=now,
                )
