"""What notices ask of the outside."""

from __future__ import annotations

from typing import Protocol


class NotSent(Exception):  # noqa: N818 - an answer of the provider
    """The provider did not take the message; the text says why, for an administrator."""


class NoticeProvider(Protocol):
    """Sends one message through one outside channel. Named by channel in settings.NOTICE_PROVIDERS."""

    def send(self, address: str, title: str, body: str) -> None:
        """Hand the message over, within ten seconds. Raises NotSent."""
        ...  # pragma: no cover - a protocol has no body
