"""What this process remembers of org, and how it learns that another process changed it.

Every change of org draws a new number into the one row of `ReferenceVersion`. A process compares it with
its own once at the start of each request and otherwise every `LOOK_AGAIN` seconds; when they differ it
forgets everything. So a page costs one tiny query, whatever it asks of org, and a change is seen by the next
request everywhere.
"""

from collections.abc import Callable
from time import monotonic
from typing import Any, TypeVar, cast

from xaso.modules.org.models import ReferenceVersion

LOOK_AGAIN = 30.0
Value = TypeVar("Value")


class _Memory:
    """The values of one process, and the number they belong to."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.number = -1
        self.look_at = 0.0

    def doubt(self) -> None:
        """Compare numbers before the next answer."""
        self.look_at = 0.0

    def forget(self) -> None:
        """Drop every value."""
        self.values = {}
        self.number = -1
        self.look_at = 0.0

    def check(self) -> None:
        """Drop the values when the number has moved on."""
        if monotonic() < self.look_at:
            return
        number = ReferenceVersion.objects.values_list("number", flat=True).first() or 0
        if number != self.number:
            self.values = {}
            self.number = number
        self.look_at = monotonic() + LOOK_AGAIN


_memory = _Memory()


def remembered(name: str, ask: Callable[[], Value]) -> Value:
    """Return the value kept under `name`, asking for it when it is not known or may be old."""
    _memory.check()
    if name not in _memory.values:
        _memory.values[name] = ask()
    return cast(Value, _memory.values[name])


def doubt(**_signal: object) -> None:
    """Look at the version row before the next answer; sent at the start of each request."""
    _memory.doubt()


def clear_caches() -> None:
    """Forget what this process remembers of org. For services after a write, and between tests."""
    _memory.forget()
