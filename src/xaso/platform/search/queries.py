"""Finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xaso.kernel.text import words

from .fulltext import Row, candidates
from .ranking import COMPLETED, CORRECTED, EXACT, FILLER_SHARE, FILLERS, RESPELT, Question, Score, score
from .vocabulary import Vocabulary, vocabulary

MOST_WORDS = 12
MOST_CANDIDATES = 300
LEAST_GUESSED = 0.4
"""Entries found by corrected words alone must cover this share of the question, else they are guesses."""
KEPT_SHARE = 0.6
"""Entries covering less than this share of what the best one covers are left out."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found; a higher ``score`` is better, comparable within one answer only."""

    key: str
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A typed word and the words of the corpus it may stand for, with how well."""

    typed: str
    stands_for: tuple[tuple[str, float], ...]


def find(corpus: str, text: str, *, limit: int = 20) -> list[Hit]:
    """Entries of a corpus that answer ``text``, best first; nothing for a text without words.

    Accents, tone placement and case do not matter; the last word may be unfinished; when no entry has every
    word, one slip of the finger a word is forgiven.
    """
    typed = words(text)[:MOST_WORDS]
    if not typed:
        return []
    known = vocabulary(corpus)
    found = _ranked(corpus, [_read(known, typed, place) for place in range(len(typed))], known)
    if not found or found[0][1].coverage < COMPLETED:
        forgiving = [_read(known, typed, place, forgive=True) for place in range(len(typed))]
        found = _ranked(corpus, forgiving, known)
    found = [(key, scored) for key, scored in found if _is_meant(scored)]
    if not found:
        return []
    floor = KEPT_SHARE * max(scored.coverage for _, scored in found)
    return [Hit(key, scored.value) for key, scored in found if scored.coverage >= floor][:limit]


def _is_meant(scored: Score) -> bool:
    return scored.surest > CORRECTED or scored.coverage >= LEAST_GUESSED


def _read(known: Vocabulary, typed: Sequence[str], place: int, *, forgive: bool = False) -> Reading:
    word = typed[place]
    meanings: dict[str, float] = {}
    if forgive:
        meanings.update(dict.fromkeys(known.corrections(word), CORRECTED))
    if place == len(typed) - 1:
        meanings.update(dict.fromkeys(known.completions(word), COMPLETED))
    meanings.update(dict.fromkeys(known.spellings(word), RESPELT))
    if word in known.counts:
        meanings[word] = EXACT
    return Reading(word, tuple(meanings.items()))


def _ranked(corpus: str, readings: Sequence[Reading], known: Vocabulary) -> list[tuple[str, Score]]:
    question = _question(readings, known)
    rows = _candidates(corpus, readings)
    scored = [(key, score(question, title, body, weight)) for key, title, body, weight in rows]
    return sorted(scored, key=lambda one: (-one[1].value, one[0]))


def _candidates(corpus: str, readings: Sequence[Reading]) -> list[Row]:
    """Entries with every telling word; when there are few, those with any."""
    groups = [[word for word, _ in reading.stands_for] for reading in readings if reading.stands_for]
    telling = [
        [word for word, _ in reading.stands_for]
        for reading in readings
        if reading.stands_for and reading.typed not in FILLERS
    ] or groups
    strict = candidates(corpus, telling, every=True, limit=MOST_CANDIDATES)
    if strict and len(telling) == len([reading for reading in readings if reading.typed not in FILLERS]):
        return strict
    return candidates(corpus, telling, every=False, limit=MOST_CANDIDATES)


def _question(readings: Sequence[Reading], known: Vocabulary) -> Question:
    weights = []
    answers: dict[str, list[tuple[int, float]]] = {}
    for place, reading in enumerate(readings):
        share = FILLER_SHARE if reading.typed in FILLERS else 1.0
        weights.append(share * _rarity(reading, known))
        for word, quality in reading.stands_for:
            answers.setdefault(word, []).append((place, quality))
    return Question(tuple(weights), answers)


def _rarity(reading: Reading, known: Vocabulary) -> float:
    """A typed word tells as much as the most usual word it stands for; an unknown one as a rare word."""
    return min((known.rarity(word) for word, _ in reading.stands_for), default=known.rarity(""))
