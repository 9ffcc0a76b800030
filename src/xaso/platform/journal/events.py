"""The shape of facts: frozen dataclasses of plain values, named in the past tense."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from xaso.kernel.codes import canonical_json

_KNOWN: dict[str, type[Event]] = {}


@dataclass(frozen=True)
class Event:
    """Something that happened. Fields hold text, whole numbers, bool, None, and lists or dicts of these."""

    name: ClassVar[str] = ""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Remember the class by its name, so that an entry can be read back as its event."""
        super().__init_subclass__(**kwargs)
        if not cls.name:
            return
        other = _KNOWN.setdefault(cls.name, cls)
        if (other.__module__, other.__qualname__) != (cls.__module__, cls.__qualname__):
            raise TypeError(f"two events are called {cls.name}")
        _KNOWN[cls.name] = cls

    def plain(self) -> dict[str, Any]:
        """The fields as JSON will give them back. Raises TypeError for a value that is not plain."""
        data = asdict(self)
        _check_plain(data)
        plain: dict[str, Any] = json.loads(canonical_json(data))
        return plain

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The event from an entry's data; fields that the event no longer has are left out."""
        names = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in names})


def event_class(name: str) -> type[Event] | None:
    """The class of events of that name, or None when this version knows none."""
    return _KNOWN.get(name)


def _check_plain(value: object) -> None:
    match value:
        case str() | bool() | int() | None:
            return
        case dict():
            for key, inner in value.items():
                _check_plain(key)
                _check_plain(inner)
        case list() | tuple():
            for inner in value:
                _check_plain(inner)
        case _:
            raise TypeError(f"an event holds plain values only, not {type(value).__name__}")
