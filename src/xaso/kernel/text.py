"""Vietnamese text: folding for search, cleaning of what people type, checking of names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_FOLDED_D = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "ɖ": "d"})
_TRUE_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
_WORD = re.compile(r"[^\W_]+")
_NAME = re.compile(r"L+(?:[.'’-]L+)*\.?(?: L+(?:[.'’-]L+)*\.?)*")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_LAST_LATIN = ("\u024f", "\u1e00", "\u1eff")
LONGEST_NAME = 100
DOTS = "…………"
_NAMED = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")


def fold(text: str) -> str:
    """Lower case without accents, đ as d, spaces single: equal for every spelling of the tone marks."""
    lowered = unicodedata.normalize("NFKD", text).lower()
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if unicodedata.category(c) != "Mn")
    return " ".join(plain.translate(_FOLDED_D).split())


def words(text: str) -> list[str]:
    """The folded words of a text, in order, without punctuation."""
    return _WORD.findall(fold(text))


def slug(text: str) -> str:
    """``cap-giay-khai-sinh``: ASCII words joined by hyphens, fit for an address."""
    return "-".join(word for word in re.findall(r"[a-z0-9]+", fold(text)))


def clean(text: str) -> str:
    """One line as a person meant it: composed letters, single spaces, nothing invisible, a true Đ."""
    return " ".join(_visible(text).split())


def clean_lines(text: str) -> str:
    """`clean` for a longer text: its line breaks stay, at most one empty line in a row."""
    lines = "\n".join(clean(line) for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def _visible(text: str) -> str:
    spaced = "".join(" " if c.isspace() else c for c in text)
    kept = "".join(c for c in spaced if unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", kept).translate(_TRUE_D)


def is_vietnamese_name(text: str) -> bool:
    """Whether ``text`` can be a person's name: Latin letters with Vietnamese marks (Mông names too).

    Single spaces, apostrophe, hyphen and dot between letters are fine. Digits, signs, other scripts,
    their look-alikes and invisible characters are not. Clean the text first.
    """
    if not 2 <= len(text) <= LONGEST_NAME:
        return False
    composed = unicodedata.normalize("NFC", text)
    return (
        _NAME.fullmatch("".join("L" if _is_letter(c) else c for c in composed.replace("L", "l"))) is not None
    )


def _is_letter(char: str) -> bool:
    last_plain, first_more, last_more = _LAST_LATIN
    inside = char <= last_plain or first_more <= char <= last_more
    return inside and unicodedata.category(char) in ("Lu", "Ll") and char not in "ÐðƉµ"


def edit_distance_at_most_one(one: str, other: str) -> bool:
    """Whether at most one typing slip parts them: a letter more, less, other, or two swapped."""
    if len(one) > len(other):
        one, other = other, one
    if len(other) - len(one) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    left, right = one[same:], other[same:]
    if len(one) < len(other):
        return left == right[1:]
    swapped = left[1::-1] + left[2:]
    return left[1:] == right[1:] or swapped == right


def shorten(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters, cut between words where it can be, ending in ``…``."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if text[limit - 1] != " " and " " in head:
        head = head[: head.rindex(" ")]
    return f"{head.rstrip(' ,.;:')}…"


def fill_in(template: str, facts: Mapping[str, str]) -> tuple[str, list[str]]:
    """A template's words with ``{{name}}`` filled in, and the names nothing is known of, left as they are.

    A fact that is empty leaves dots to write on.
    """
    unknown: list[str] = []

    def value(found: re.Match[str]) -> str:
        name = found.group(1)
        if name not in facts:
            unknown.append(name)
            return found.group(0)
        return facts[name] or DOTS

    return _NAMED.sub(value, template), unknown
