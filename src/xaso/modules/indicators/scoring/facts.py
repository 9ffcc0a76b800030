"""What is known about one input of a leaf. Not knowing, and not applying, are facts too: neither is zero."""

from __future__ import annotations

from collections.abc import Mapping
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


def to_plain(fact: Fact) -> dict[str, str | int]:
    """Return the fact as JSON keeps it.

    Basis: design (events and records hold plain values).
    """
    match fact:
        case Counted(part, whole):
            return {"kind": "counted", "part": part, "whole": whole}
        case Number(value):
            return {"kind": "number", "value": str(value)}
        case Picked(option):
            return {"kind": "picked", "option": option}
        case Graded(points):
            return {"kind": "graded", "points": str(points)}
        case NotApplicable(reason):
            return {"kind": "not_applicable", "reason": reason}
        case NoSource():
            return {"kind": "no_source"}


def from_plain(data: Mapping[str, str | int]) -> Fact:
    """Return the fact that `to_plain` wrote; a kind this version does not know is no source.

    Basis: design.
    """
    match data:
        case {"kind": "counted", "part": int(part), "whole": int(whole)}:
            return Counted(part, whole)
        case {"kind": "number", "value": str(value)}:
            return Number(Decimal(value))
        case {"kind": "picked", "option": str(option)}:
            return Picked(option)
        case {"kind": "graded", "points": str(points)}:
            return Graded(Decimal(points))
        case {"kind": "not_applicable", "reason": str(reason)}:
            return NotApplicable(reason)
        case _:
            return NO_SOURCE
