"""Numbers and bullets that stand before a paragraph: "III.", "2.", "1.1.", "a)", "-", "Điều 5.", "Phụ lục
II".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_BULLET = re.compile(r"\s*(?P<mark>[-–—+*•●○▪■◦·‣⁃✓✔➢➤o\uf0b7\uf02d\uf0a7\uf0d8])(?=\s|(?<![o\d])[^\W\d])\s*")
_ANNEX = re.compile(
    r"\s*(?:(?:phụ\s+lục|phụ\s+biểu|biểu(?:\s+(?:số|mẫu))?|PL)\s*(?:số\s*)?(?P<mark>(?-i:[IVX]{1,5}"
    r"|[A-Z])|\d{1,2})"
    r"(?=\s*[.:)–-]|\s*$|\s+\S)[.:)]?\s*|phụ\s+lục\s*[:.]?\s*$)",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"\s*(?P<word>phần(?:\s+thứ)?|chương|mục|điều)\s+(?P<mark>[IVX]{1,5}|\d{1,2}|nhất|hai|ba|tư|năm"
    r"|sáu|bảy|(?-i:[A-H])(?=\s*[.:)–-]))\b\s*[.:)–-]*\s*",
    re.IGNORECASE,
)
_DECIMAL = re.compile(
    r"\s*(?P<mark>(?:\d{1,2}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2}){1,4})"
    r"(?:[.)]\s+(?=\S)|(?:[.)]|-(?=\s)|(?=\s+[^\W\d_]))\s*(?=[^\d\s%.,/)]|$))"
)
_PLAIN = re.compile(
    r"\s*\(?(?P<mark>\d{1,2}|[IVX]{1,6}|[A-ZĐ]|[a-zđ])\s*(?P<close>[.)/:-])(?P<gap>\s*)(?:(?=[^\s\d%])"
    r"|(?<=\s)(?=\S)|$)"
)
_SPOKEN = {"nhất": "1", "hai": "2", "ba": "3", "tư": "4", "năm": "5", "sáu": "6", "bảy": "7"}
_ORDER = "abcdđeghiklmnopqrstuvxy"
_LATIN_ORDER = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Label:
    """A number or bullet. ``kind`` names the style, ``mark`` what is written, ``end`` where text begins."""

    kind: str
    mark: str
    end: int

    @property
    def rank(self) -> int | None:
        """The place among its sisters, from 1; None for bullets and words."""
        return rank(self.kind, self.mark)


def rank(kind: str, mark: str) -> int | None:
    """The place of ``mark`` in its style, from 1."""
    last = mark.rsplit(".", maxsplit=1)[-1]
    if last.isdigit():
        return int(last)
    if kind in {"roman", "annex", "lower-roman"} or kind.startswith("named"):
        return from_roman(last.upper())
    if kind in {"upper", "lower"} and last.lower() in _ORDER:
        return _ORDER.index(last.lower()) + 1
    return None


def follows(before: str, after: str) -> bool:
    """Whether letter ``after`` comes next to ``before``, in the Vietnamese or the Latin order of letters."""
    one, two = before.lower(), after.lower()
    return any(
        one in abc and abc[abc.index(one) + 1 : abc.index(one) + 2] == two for abc in (_ORDER, _LATIN_ORDER)
    )


def from_roman(text: str) -> int | None:
    """The value of a Roman number, None where it is none."""
    if not text or not _ROMAN.fullmatch(text):
        return None
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}[c] for c in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-one if one < following else one for one, following in pairs)


def label_of(text: str) -> Label | None:
    """The number or bullet before ``text``, None where it has none."""
    for kind, pattern in (("annex", _ANNEX), ("named", _NAMED), ("decimal", _DECIMAL)):
        if found := pattern.match(text):
            return _named(kind, found)
    if found := _PLAIN.match(text):
        return _plain(found)
    if found := _BULLET.match(text):
        return Label("bullet-" + _bullet(found["mark"]), found["mark"], found.end())
    return None


def _named(kind: str, found: re.Match[str]) -> Label | None:
    mark = found["mark"] or ""
    after = found.string[found.end() : found.end() + 1]
    if kind == "annex" and after and not (after.isupper() or after in "(:–-"):
        return None
    if kind == "named":
        word = found["word"].lower().split()[0]
        return Label(f"named-{word}", _SPOKEN.get(mark.lower(), mark), found.end())
    return Label(kind, mark, found.end())


def _plain(found: re.Match[str]) -> Label | None:
    mark, close, gap = found["mark"], found["close"], found["gap"]
    if (
        close == ":"
        or (close == "/" and not ((gap and mark.isdigit()) or (from_roman(mark) and gap)))
        or (close == "-" and not (mark.isdigit() or from_roman(mark) or (gap and mark in "ABCDEFGH")))
    ):
        return None
    if mark.isdigit():
        return Label("number-" + _closing(close), mark, found.end())
    if mark.isupper():
        if close == "." and not gap and found.end() < len(found.string):
            return Label("roman", mark, found.end()) if len(mark) > 1 and from_roman(mark) else None
        return Label("roman" if from_roman(mark) and mark not in "CDLM" else "upper", mark, found.end())
    return Label("lower", mark, found.end())


def _closing(close: str) -> str:
    return {")": "bracket", "/": "slash"}.get(close, "dot")


def _bullet(mark: str) -> str:
    if mark in "-–—⁃\uf02d":
        return "dash"
    return "plus" if mark == "+" else "dot"
