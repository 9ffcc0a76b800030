"""Folded words, remembered: a plan says the same short texts again and again."""

from __future__ import annotations

from functools import lru_cache

from xaso.kernel import text


@lru_cache(maxsize=8192)
def fold(words: str) -> str:
    """Lower case without accents, as the kernel folds."""
    return text.fold(words)
