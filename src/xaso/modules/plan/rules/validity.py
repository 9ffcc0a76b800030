"""Which version of a plan speaks for which days of which year.

Source: the plan, a later version keeps the history (design); that a year is judged by the version in
force at its end is our own rule, told on the pages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class InForce:
    """One version: its number, the day it came into force, the day it was entered, the years it covers."""

    number: int
    on: date
    entered_on: date
    first_year: int
    last_year: int


@dataclass(frozen=True, slots=True)
class Spell:
    """A version that spoke on some of the days asked for; ``ended_on`` is the day the next one took over,
    None for the one that stands at their end.
    """

    number: int
    ended_on: date | None


def spells(versions: Iterable[InForce], *, year: int, start: date, end: date) -> tuple[Spell, ...]:
    """Return the versions that spoke for a year on the days ``start`` to ``end``, the last one first.

    Only versions that cover the year do. None of them was in force yet: the first one speaks. One that was
    replaced on its own day never spoke. Basis: our own design.
    """
    covering = sorted(
        (one for one in versions if one.first_year <= year <= one.last_year), key=lambda one: one.number
    )
    begun = taking_over(covering)
    standing = [(number, on) for number, on in begun if on <= end] or begun[:1]
    untils = [*(on for _, on in standing[1:]), None][: len(standing)]
    found = [
        Spell(number, until)
        for (number, on), until in zip(standing, untils, strict=True)
        if until is None or until > max(on, start)
    ]
    return tuple(reversed(found))


def taking_over(versions: Iterable[InForce]) -> list[tuple[int, date]]:
    """Return the number and the first day of each version, given in the order of their numbers.

    One whose day lies before that of the one it follows took over on the day it was entered: what was known
    until then is not rewritten. Basis: our own design.
    """
    found: list[tuple[int, date]] = []
    for one in versions:
        last = found[-1][1] if found else one.on
        found.append((one.number, one.on if one.on >= last else max(last, one.entered_on)))
    return found
