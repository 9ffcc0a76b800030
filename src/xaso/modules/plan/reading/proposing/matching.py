"""Which target of the plan in force a promise of the new text continues."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xaso.modules.plan.reading.words.plain import fold

_ENOUGH = 0.6
_SAME_SECTION = 0.05
_WORD = re.compile(r"\w+")
_COMMON = frozenset(
    {"ty", "le", "so", "cac", "cua", "va", "duoc", "tren", "tong", "co", "la", "trong", "dat"}
)
_QUOTED = re.compile(r"“([^”]{20,})”")


@dataclass(frozen=True, slots=True)
class Standing:
    """A target of the plan in force."""

    code: str
    name: str
    section: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is looked for: the name and the quote of a promise, and its section."""

    name: str
    quote: str
    section: str


def continued(promises: Sequence[Promise], standing: Sequence[Standing]) -> list[str]:
    """The code of the target each promise continues, empty for a new one; a target is continued once.

    The likest pairs are taken first: words of the name shared, or the quote standing in the target's basis.
    """
    names = [
        (one, _words(one.name), [fold(quote) for quote in _QUOTED.findall(one.basis)]) for one in standing
    ]
    scored: list[tuple[float, int, int]] = []
    for here, promise in enumerate(promises):
        words, quote = _words(promise.name), fold(" ".join(promise.quote.split()))
        for there, (one, theirs, quotes) in enumerate(names):
            score = _likeness(words, theirs, quote, quotes)
            if score >= _ENOUGH:
                scored.append((score + (_SAME_SECTION if one.section == promise.section else 0), here, there))
    return _paired(scored, len(promises), standing)


def _paired(scored: list[tuple[float, int, int]], count: int, standing: Sequence[Standing]) -> list[str]:
    found = [""] * count
    taken: set[int] = set()
    for _, here, there in sorted(scored, key=lambda one: (-one[0], one[1], one[2])):
        if not found[here] and there not in taken:
            found[here] = standing[there].code
            taken.add(there)
    return found


def _likeness(words: frozenset[str], theirs: frozenset[str], quote: str, quotes: Sequence[str]) -> float:
    if quote and any(quote in one or one in quote for one in quotes):
        return 1.0
    shared = len(words & theirs)
    return shared / len(words | theirs) if shared else 0.0


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - _COMMON
