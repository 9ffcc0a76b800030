"""The words of a corpus, kept in memory by each process until the corpus says that they changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from xaso.kernel.text import edit_distance_at_most_one

from .models import Corpus, Word

SHORTEST_SLIP = 3
"""Words shorter than this are not corrected: one letter of two is half the word."""
MOST_COMPLETIONS = 60
MOST_CORRECTIONS = 12


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words with the number of entries they stand in."""

    stamp: str
    entries: int
    counts: Mapping[str, int]

    def rarity(self, word: str) -> float:
        """How much a word tells: near 0 when it stands everywhere, larger the rarer it is."""
        return math.log(1 + (self.entries + 1) / (self.counts.get(word, 0) + 1))

    def completions(self, start: str) -> list[str]:
        """Words that begin with ``start`` and are longer, the most frequent first."""
        found = [word for word in self.counts if word.startswith(start) and word != start]
        return sorted(found, key=self._by_frequency)[:MOST_COMPLETIONS]

    def spellings(self, word: str) -> list[str]:
        """The same word as others write it: kí for ký, lí for lý."""
        other = {"i": "y", "y": "i"}.get(word[-1:])
        swapped = f"{word[:-1]}{other}"
        return [swapped] if other and swapped in self.counts else []

    def corrections(self, typed: str) -> list[str]:
        """Words at most one slip of the finger away, the most frequent first."""
        if len(typed) < SHORTEST_SLIP:
            return []
        near = (word for word in self._of_like_length(typed) if edit_distance_at_most_one(word, typed))
        return sorted((word for word in near if word != typed), key=self._by_frequency)[:MOST_CORRECTIONS]

    def _of_like_length(self, typed: str) -> Iterator[str]:
        return (word for word in self.counts if abs(len(word) - len(typed)) <= 1)

    def _by_frequency(self, word: str) -> tuple[int, str]:
        return -self.counts[word], word


_EMPTY = Vocabulary(stamp="", entries=0, counts={})
_kept: dict[str, Vocabulary] = {}


def vocabulary(corpus: str) -> Vocabulary:
    """The vocabulary of a corpus, one small query when nothing changed; empty for an unknown corpus."""
    held = Corpus.objects.filter(name=corpus).values_list("stamp", "entries").first()
    if held is None:
        return _EMPTY
    stamp, entries = held
    kept = _kept.get(corpus)
    if kept is None or (kept.stamp, kept.entries) != (stamp, entries):
        rows = Word.objects.filter(corpus=corpus, entries__gt=0).values_list("word", "entries")
        kept = Vocabulary(stamp, entries, dict(rows))
        _kept[corpus] = kept
    return kept
