"""How well an entry answers a question: plain arithmetic over words, no database.

A passage (the title, or one line of other words) scores by how much of the question it covers, how much of
itself the question uses, and whether the words stand side by side. An entry has the score of its best
passage, lifted by what the whole of it covers and by its weight.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

EXACT, RESPELT, COMPLETED, CORRECTED = 1.0, 0.95, 0.85, 0.6
TITLE_LIFT = 1.05
FILLER_SHARE = 0.15
FILLERS = frozenset(
    [
        "toi",
        "em",
        "con",
        "chau",
        "minh",
        "muon",
        "xin",
        "can",
        "lam",
        "hoi",
        "giup",
        "cho",
        "cua",
        "va",
        "de",
        "thi",
        "la",
        "o",
        "tai",
        "ve",
        "nhu",
        "the",
        "nao",
        "gi",
        "sao",
        "duoc",
        "bi",
        "nhung",
        "mot",
        "cac",
        "ong",
        "ba",
        "anh",
        "chi",
        "thu",
        "tuc",
        "ho",
        "so",
    ]
)
"""Folded words that say little; they count for a little, since folded they may be others (lâm, muộn, tội)."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: each word's weight, and which words of the corpus answer which of them, how well."""

    weights: tuple[float, ...]
    answers: Mapping[str, Sequence[tuple[int, float]]]

    @property
    def total(self) -> float:
        """The weight of all words."""
        return sum(self.weights) or 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """How good an entry is, the share of the question it covers, how sure its surest word is (0 to 1)."""

    value: float
    coverage: float
    surest: float


def score(question: Question, title: str, body: str, weight: int) -> Score:
    """The score of one entry given its folded title and passages."""
    best = _passage(question, title.split()) * TITLE_LIFT
    whole = _best_of(question, [*title.split(), *body.split()])
    for line in body.split("\n"):
        if line:
            best = max(best, _passage(question, line.split()))
    covered = sum(w * q for w, q in zip(question.weights, whole, strict=True)) / question.total
    lifted = (best + 0.4 * covered) * (1 + 0.02 * min(weight, 100))
    return Score(lifted, covered, max(whole))


def _passage(question: Question, tokens: Sequence[str]) -> float:
    found = _best_of(question, tokens)
    covered = sum(w * q for w, q in zip(question.weights, found, strict=True)) / question.total
    if not covered:
        return 0.0
    content = [token for token in tokens if token not in FILLERS] or list(tokens)
    used = sum(token in question.answers for token in content) / len(content)
    return covered * covered * (0.7 + 0.5 * used) + 0.5 * _side_by_side(question, tokens)


def _best_of(question: Question, tokens: Iterable[str]) -> list[float]:
    found = [0.0] * len(question.weights)
    for token in tokens:
        for place, quality in question.answers.get(token, ()):
            found[place] = max(found[place], quality)
    return found


def _side_by_side(question: Question, tokens: Sequence[str]) -> float:
    """The share of neighbouring pairs of the question that are neighbours here too, in the same order."""
    pairs = len(question.weights) - 1
    if pairs < 1:
        return 0.0
    found = [0.0] * pairs
    before: Sequence[tuple[int, float]] = ()
    for token in tokens:
        here = question.answers.get(token, ())
        for place, quality in before:
            for next_place, next_quality in here:
                if next_place == place + 1:
                    found[place] = max(found[place], min(quality, next_quality))
        before = here
    return sum(found) / pairs
