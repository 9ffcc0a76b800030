"""What finishing open records would add: points with them finished, less points with them left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .facts import Counted
from .rules import ZERO, Term, share_points


@dataclass(frozen=True, slots=True)
class Shift:
    """By how much the part and the whole of a share change."""

    part: int = 0
    whole: int = 0

    def __add__(self, other: Shift) -> Shift:
        return Shift(self.part + other.part, self.whole + other.whole)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a record does to a term when it is finished today, and when it is left until the period ends."""

    done: Shift
    left: Shift

    def __add__(self, other: Turn) -> Turn:
        return Turn(self.done + other.done, self.left + other.left)

    def times(self, number: int) -> Turn:
        """The same of so many records alike."""
        return Turn(
            Shift(self.done.part * number, self.done.whole * number),
            Shift(self.left.part * number, self.left.whole * number),
        )


STILL = Turn(Shift(), Shift())


def points_after(term: Term, now: Counted, shift: Shift) -> Decimal:
    """Return the points of a term once its counts have changed, not rounded; `when_none` when nothing arose.

    Basis: onestop.md part 8 (the same formula as the live score).
    """
    part, whole = now.part + shift.part, now.whole + shift.whole
    if whole <= 0:
        return term.when_none or ZERO
    return share_points(term.max_points, term.full_at, max(0, min(part, whole)), whole)


def gain(terms: Mapping[str, tuple[Term, Counted]], turns: Mapping[str, Turn]) -> Decimal:
    """Return the points that finishing adds over all terms, not rounded; below zero when it would cost some.

    ``turns`` are of one record, or of several added up: together they move a share less than one by one, so
    a group's gain is reckoned from its sum and not by adding the gains of its members.
    Basis: our own method; the page states it.
    """
    return sum(
        (
            points_after(term, now, turn.done) - points_after(term, now, turn.left)
            for code, (term, now) in terms.items()
            for turn in (turns.get(code, STILL),)
        ),
        ZERO,
    )


def together(turns: Iterable[Mapping[str, Turn]]) -> dict[str, Turn]:
    """Return what several records do, term by term.

    Basis: our own method; the page states it.
    """
    added: dict[str, Turn] = {}
    for one in turns:
        for code, turn in one.items():
            added[code] = added.get(code, STILL) + turn
    return added
