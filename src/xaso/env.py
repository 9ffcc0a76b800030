"""Reads the environment once, with a clear word when a value is wrong."""

import os
from pathlib import Path


class BadEnvironmentError(Exception):
    """A value of the environment cannot be used; the message says which and why."""


def text(name: str, default: str) -> str:
    """Return the value of `name`, or the default."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool) -> bool:
    """Return whether `name` says yes: 1, true, yes, on. Raise BadEnvironmentError on anything unclear."""
    raw = os.environ.get(name)
    if raw is None:
        return default
    if raw.lower() in {"1", "true", "yes", "on"}:
        return True
    if raw.lower() in {"0", "false", "no", "off", ""}:
        return False
    raise BadEnvironmentError(f"{name}={raw!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    """Return the whole number in `name`. Raise BadEnvironmentError when it is not one."""
    raw = os.environ.get(name, str(default))
    try:
        return int(raw)
    except ValueError as wrong:
        raise BadEnvironmentError(f"{name}={raw!r}: write a whole number") from wrong


def words(name: str, default: str) -> list[str]:
    """Return the comma-separated words of `name`."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def path(name: str, default: Path) -> Path:
    """Return the path in `name`, or the default."""
    return Path(os.environ.get(name, str(default)))
