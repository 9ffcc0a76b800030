"""Who wants to know: functions called, by a job, once the entry is written and committed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from .events import Event
from .models import Entry

E = TypeVar("E", bound=Event)
Listener = Callable[[E, Entry], None]

_BY_EVENT: dict[type[Event], dict[str, Callable[[Any, Entry], None]]] = {}
_nobody_is_told: ContextVar[bool] = ContextVar("nobody_is_told", default=False)


def on(kind: type[E]) -> Callable[[Listener[E]], Listener[E]]:
    """Register a function of an app's handlers.py for one kind of event.

    It is called at least once for each entry, in a transaction of its own; so it must be safe to repeat.
    """

    def register(listener: Listener[E]) -> Listener[E]:
        _BY_EVENT.setdefault(kind, {})[name_of(listener)] = listener
        return listener

    return register


def name_of(listener: Callable[[Any, Entry], None]) -> str:
    """The listener's dotted name, which stands in the delivery job."""
    return f"{listener.__module__}.{listener.__qualname__}"


def listeners_of(kind: type[Event]) -> dict[str, Callable[[Any, Entry], None]]:
    """The listeners of one kind of event, by name."""
    return dict(_BY_EVENT.get(kind, {}))


def listeners_to_tell(kind: type[Event]) -> dict[str, Callable[[Any, Entry], None]]:
    """`listeners_of`, or none inside `nobody_told`."""
    return {} if _nobody_is_told.get() else listeners_of(kind)


@contextmanager
def nobody_told() -> Iterator[None]:
    """Record facts without queueing their delivery: for bringing in a whole history at once.

    Whoever opens it brings what the listeners keep up to date afterwards (figures, notices).
    """
    token = _nobody_is_told.set(True)
    try:
        yield
    finally:
        _nobody_is_told.reset(token)
