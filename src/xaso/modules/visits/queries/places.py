"""Queues, counters and kiosks."""

from __future__ import annotations

from xaso.kernel.errors import Missing

from ..models import Counter, Kiosk, Queue
from ..rules import mark_of


def queues() -> list[Queue]:
    """The queues in use, in their order."""
    return list(Queue.objects.filter(is_active=True).order_by("order", "code"))


def queue_of(code: str) -> Queue:
    """The queue in use with this code. Raises `Missing`."""
    found = Queue.objects.filter(code=code, is_active=True).first()
    if found is None:
        raise Missing
    return found


def counters() -> list[Counter]:
    """The counters in use with their queues, in their order."""
    found = Counter.objects.filter(is_active=True).prefetch_related("queues")
    return list(found.order_by("order", "code"))


def kiosks() -> list[Kiosk]:
    """The devices, those in use first, the newest first."""
    return list(Kiosk.objects.order_by("closed_at", "-added_at")[:50])


def kiosk_of(key: str) -> Kiosk | None:
    """The device in use that holds this key."""
    if not key:
        return None
    return Kiosk.objects.filter(key=mark_of(key), closed_at=None).exclude(joined_at=None).first()
