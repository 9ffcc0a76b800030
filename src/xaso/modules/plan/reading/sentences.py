"""Sentences of a paragraph and the pieces of a sentence, as spans of the source."""

from __future__ import annotations

import re
from collections.abc import Iterator

_END = re.compile(r";\s*|(?<=[^\W\d]|[%)”\"’\d])\.(?=\s|$)\s*|[!?]\s+")
_ABBREVIATED = re.compile(r"(?:\bTP|\bTS|\bThS|\bTh|\bPGS|\bGS|\bĐ|\bTT|\bv\.v)$")
_NUMBER_SIGN = re.compile(r"(?:\bsố|\bNo)$")
_ASIDE = re.compile(r"(?:,|\(|\s-)?\s*(?=trong\s+(?:số\s+)?đó\b|riêng\b|cụ\s+thể\b(?=\s*:))", re.IGNORECASE)
_BRACKETED = re.compile(
    r"\((?=[^()]{0,300}?(?:\d\s*%|(?:tối thiểu|ít nhất|không quá|tối đa|trên|dưới|≥|≤|>"
    r"|<)\s*(?:\w+\s+){0,3}\d))[^()]{0,600}\)",
    re.IGNORECASE,
)
_LONGEST = 3000
Span = tuple[int, int]


def sentences(text: str) -> Iterator[Span]:
    """The sentences of ``text``: they end at a full stop before a capital and at a semicolon."""
    start = 0
    for found in _END.finditer(text):
        if found.group().startswith(".") and not _full_stop(text, start, found):
            continue
        if _deep_in_brackets(text, start, found.start()):
            continue
        yield from _pieces(text, start, found.start())
        start = found.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span; cut where it is longer than any sentence a person writes."""
    while end - start > _LONGEST:
        cut = max(
            text.rfind(", ", start, start + _LONGEST),
            text.rfind(" ", start + _LONGEST // 2, start + _LONGEST),
        )
        cut = cut if cut > start else start + _LONGEST
        yield trimmed(text, start, cut)
        start = cut
    if text[start:end].strip():
        yield trimmed(text, start, end)


def _full_stop(text: str, start: int, found: re.Match[str]) -> bool:
    after = text[found.end() : found.end() + 1]
    opens = not after or after.isupper() or after.isdigit() or after in "“\"'(-+–*"
    before = text[max(start, found.start() - 6) : found.start()]
    if _NUMBER_SIGN.search(before):
        return opens and not after.isdigit()
    return opens and _ABBREVIATED.search(before) is None


def _deep_in_brackets(text: str, start: int, end: int) -> bool:
    if end - start > 2000:
        return False
    return text.count("(", start, end) > text.count(")", start, end) and ")" in text[end : end + 300]


def asides(text: str, span: Span) -> list[Span]:
    """``span`` cut before "trong đó", "riêng" and around brackets that hold figures of their own."""
    start, end = span
    cuts = [(found.start(), found.end()) for found in _ASIDE.finditer(text, start, end)]
    for found in _BRACKETED.finditer(text, start, end):
        cuts += [(found.start(), found.start() + 1), (found.end() - 1, found.end())]
    pieces, at = [], start
    for before, after in sorted(cuts):
        if before > start and before >= at:
            pieces.append((at, before))
            at = after
    pieces.append((at, end))
    return [trimmed(text, *piece) for piece in pieces if text[piece[0] : piece[1]].strip()]


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without blanks and stray signs at its ends."""
    while start < end and text[start] in " \t\n\xa0,;:-–•+*":
        start += 1
    while end > start and text[end - 1] in " \t\n\xa0,;:":
        end -= 1
    return start, end
