"""Load the queues and counters of the commune pack."""

from __future__ import annotations

from datetime import datetime

from django.db.transaction import atomic

from xaso.modules.org.services import Loaded, Row, announce_load, upsert
from xaso.platform.journal.actors import Actor, ActsAs

from ..models import Counter, Queue

_QUEUE = ("code", "letter", "name", "slot_minutes", "places_per_slot")


@atomic
def load_queues(data: Row, *, by: Actor | ActsAs, at: datetime) -> Loaded:
    """Write queues and counters, and which counter takes from which queue; those no longer named rest."""
    queues = [
        {name: row[name] for name in _QUEUE}
        | {"blurb": row.get("blurb") or "", "order": order, "is_active": True}
        for order, row in enumerate(data["queues"], 1)
    ]
    counters = [
        {"code": row["code"], "name": row["name"], "order": order, "is_active": True}
        for order, row in enumerate(data["counters"], 1)
    ]
    _rest(Queue, [row["code"] for row in queues])
    _rest(Counter, [row["code"] for row in counters])
    loaded = upsert(Queue, "code", queues) + upsert(Counter, "code", counters)
    ids = dict(Queue.objects.values_list("code", "pk"))
    taking = {row["code"]: {ids[code] for code in row["queues"]} for row in data["counters"]}
    for counter in Counter.objects.filter(code__in=taking).prefetch_related("queues"):
        if {queue.pk for queue in counter.queues.all()} != taking[counter.code]:
            counter.queues.set(taking[counter.code])
    return announce_load("queues", loaded, by=by, at=at)


def _rest(model: type[Queue] | type[Counter], named: list[str]) -> None:
    model.objects.filter(is_active=True).exclude(code__in=named).update(is_active=False)
