"""What is known about one input of a leaf. Not knowing, and not applying, are facts too: neither is zero."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of so many: the part and the whole of a measure."""

    part: int
    whole: int

    def __post_init__(self) -> None:
        if not 0 <= self.part <= self.whole:
            raise ValueError(f"the part is inside the whole: {self.part} of {self.whole}")


@dataclass(frozen=True, slots=True)
class Number:
    """A plain number: meetings held, late reports."""

    value: Decimal


@dataclass(frozen=True, slots=True)
class Picked:
    """The code of one option."""

    option: str


@dataclass(frozen=True, slots=True)
class Graded:
    """Points given by a person."""

    points: Decimal


@dataclass(frozen=True, slots=True)
class NoSource:
    """Nothing tells it yet: neither the program nor a person with evidence."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """It does not concern whoever is scored, and why."""

    reason: str


Fact = Counted | Number | Picked | Graded | NoSource | NotApplicable

NO_SOURCE = NoSource()
