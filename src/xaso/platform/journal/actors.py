"""Who did it: the actor of a journal entry, free of any module's nouns."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acted: `kind` is officer, citizen, visitor, system or api; `key` identifies within the kind."""

    kind: str
    key: str
    name: str
    unit: str = ""


class ActsAs(Protocol):
    """Anything that can say which actor it is."""

    def as_actor(self) -> Actor:
        """Return the actor."""
        ...


SYSTEM = Actor(kind="system", key="xaso", name="Hệ thống")


def actor_of(who: "Actor | ActsAs") -> Actor:
    """Return the actor behind `who`, which may already be one."""
    return who if isinstance(who, Actor) else who.as_actor()
