"""What finishing a dossier does to each measure of an index: the changes of its part and whole."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from xaso.kernel.periods import Period
from xaso.modules.dossiers.queries.finishing import FINISHING_FLAGS, finishable
from xaso.platform.measuring.evaluation import records
from xaso.platform.measuring.registry import registry

from ..scoring.facts import Counted
from ..scoring.gains import STILL, Shift, Turn, gain
from ..scoring.rules import Shares, Term
from ..scoring.tree import Index
from .kept import Freshness
from .scores import figures_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

EVER = Period(date(2000, 1, 1), date(2100, 12, 31))
TIME, ONLINE = "dossiers.on_time_766", "dossiers.filed_online_766"
ELECTRONIC, DIGITISED = "dossiers.result_electronic", "dossiers.digitised_result"
SATISFIED = "surveys.dossiers_satisfied_766"

Marks = Mapping[str, bool]
Flags = tuple[bool, ...]
_SIDES = {
    "time_whole": (TIME, False, "whole"),
    "time_part": (TIME, False, "part"),
    "timed": (TIME, True, "whole"),
    "in_time": (TIME, True, "part"),
    "online_whole": (ONLINE, False, "whole"),
    "online_part": (ONLINE, False, "part"),
}
"""Flags that a measure tells: its code, whether of all time or of the period, and which side."""
FLAGS = (*FINISHING_FLAGS, *_SIDES)


def _turn(done: tuple[bool, bool], left: tuple[bool, bool], now: tuple[bool, bool]) -> Turn:
    """The change of (part, whole) from now to finished, and from now to left."""
    return Turn(Shift(done[0] - now[0], done[1] - now[1]), Shift(left[0] - now[0], left[1] - now[1]))


def _time(marks: Marks) -> Turn:
    """Finished today: counted, on time when it still is. Left: late once its due moment has passed."""
    if not marks["timed"]:
        return STILL
    now = (marks["time_part"], marks["time_whole"])
    left = (False, marks["due_inside"]) if marks["falls_due"] else now
    return _turn((marks["in_time"], True), left, now)


def _online(marks: Marks) -> Turn:
    """Received online in the period: counts once its result is there."""
    now = (marks["online_part"], marks["online_whole"])
    return _turn((marks["online_whole"] and marks["is_online"], now[1]), now, now)


def _electronic(marks: Marks) -> Turn:
    return Turn(Shift(1, 1), Shift()) if marks["gives_written"] else STILL


def _digitised(marks: Marks) -> Turn:
    return Turn(Shift(int(marks["is_scanned"]), 1), Shift())


def _satisfied(marks: Marks) -> Turn:
    return Turn(Shift(int(marks["in_time"] or not marks["timed"]), 1), Shift())


EFFECTS: dict[str, Callable[[Marks], Turn]] = {
    TIME: _time,
    ONLINE: _online,
    ELECTRONIC: _electronic,
    DIGITISED: _digitised,
    SATISFIED: _satisfied,
}
"""What finishing a dossier does to a measure; measures that are not here do not move with it."""


@dataclass(frozen=True, slots=True)
class MovedTerm:
    """A term of the index that finishing moves: its leaf, formula, counts now, and what finishing does."""

    leaf: str
    name: str
    term: Term
    now: Counted
    effect: Callable[[Marks], Turn]


@dataclass(frozen=True, slots=True)
class Pattern:
    """Dossiers alike in every flag: what finishing one does, and the points that adds."""

    flags: Flags
    turns: Mapping[str, Turn]
    points: Decimal


@dataclass(frozen=True, slots=True)
class Moves:
    """The terms of an index that finishing moves, by leaf and input, and how old their counts are."""

    terms: Mapping[str, MovedTerm]
    freshness: Freshness

    @property
    def criteria(self) -> tuple[tuple[str, str], ...]:
        """Code and name of each leaf reckoned with."""
        return tuple((one.leaf, one.name) for one in self.terms.values())

    def gain(self, turns: Mapping[str, Turn]) -> Decimal:
        """Return the points that these changes add."""
        return gain({key: (one.term, one.now) for key, one in self.terms.items()}, turns)

    def parts(self, turns: Mapping[str, Turn]) -> tuple[tuple[str, Decimal], ...]:
        """Return the same leaf by leaf, those left out that do not move."""
        parts = ((one.leaf, self.gain({key: turns[key]})) for key, one in self.terms.items())
        return tuple(part for part in parts if part[1])

    def pattern(self, flags: Flags) -> Pattern:
        """Return what finishing a dossier with these flags does."""
        marks = dict(zip(FLAGS, flags, strict=True))
        turns = {key: one.effect(marks) for key, one in self.terms.items()}
        return Pattern(flags, turns, self.gain(turns))


def moves_of(index: Index, period: Period, at: datetime) -> Moves:
    """Return the terms that finishing moves, with their kept counts; terms never counted are left out."""
    figures, freshness = figures_of(index, period, at)
    terms = {}
    for leaf in index.leaves:
        for term in leaf.rule.terms if isinstance(leaf.rule, Shares) else ():
            code = term.input.measure
            if code in EFFECTS and code in figures:
                now = Counted(figures[code].part, figures[code].whole)
                key = f"{leaf.code}/{term.input.code}"
                terms[key] = MovedTerm(leaf.code, leaf.name, term, now, EFFECTS[code])
    return Moves(terms, freshness)


def marked(period: Period) -> QuerySet[Any]:
    """Return every dossier that could be finished today, with all `FLAGS`."""
    return finishable(period).annotate(
        **{name: _inside(code, EVER if ever else period, side) for name, (code, ever, side) in _SIDES.items()}
    )


def flags_in(row: Mapping[str, Any]) -> Flags:
    """Return the flags of a row of `marked`."""
    return tuple(bool(row[flag]) for flag in FLAGS)


def _inside(code: str, period: Period, side: str) -> Exists:
    """Whether the record is in a side of the measure."""
    return Exists(records(registry.get(code), period, side).order_by().filter(pk=OuterRef("pk")))
