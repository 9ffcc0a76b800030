"""Remembers instead of sending, and fails when told to: for tests and rehearsals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..ports import NotSent


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it was handed over."""

    address: str
    title: str
    body: str


class FakeProvider:
    """All instances share one outbox."""

    outbox: ClassVar[list[Sent]] = []
    is_down: ClassVar[bool] = False

    def send(self, address: str, title: str, body: str) -> None:
        """Remember the message; raises NotSent while `is_down`."""
        if self.is_down:
            raise NotSent("nhà cung cấp không trả lời")
        self.outbox.append(Sent(address, title, body))

    @classmethod
    def reset(cls) -> None:
        """Forget everything and work again."""
        cls.outbox.clear()
        cls.is_down = False
