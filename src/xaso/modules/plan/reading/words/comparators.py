"""Comparators in words: "tối thiểu", "không quá", "từ … trở lên", "dưới", and signs."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xaso.modules.plan.reading.result import Comparator


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparator, where its words begin, and whether the text says it in words or signs."""

    comparator: Comparator
    start: int
    said: bool
    open_from: bool = False


_AT_LEAST = (
    r"tối thiểu|ít nhất|không\s+(?:được\s+|để\s+)?(?:dưới|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|kém(?:\s+hơn)?)"
    r"|đạt\s+(?:và|hoặc)\s+vượt|bằng\s+hoặc\s+(?:cao|lớn)\s+hơn|lớn\s+hơn\s+hoặc\s+bằng|thấp\s+nhất"
    r"|nhỏ\s+nhất"
)
_AT_MOST = (
    r"tối đa|không\s+(?:được\s+|để\s+)?(?:(?:vượt\s+)?quá|vượt|(?:cao|nhiều|lớn)\s+hơn)"
    r"|không\s+trên|nhiều\s+nhất"
    r"|chậm\s+nhất|cao\s+nhất|nhỏ\s+hơn\s+hoặc\s+bằng|trong\s+vòng|dưới\s+hoặc\s+bằng"
)
_GAP = r"(?:\s+[^\W\d_]+){0,4}\s*:?\s*$"
_SHORT = r"(?:\s+(?:mức|đạt|là|được|có|tỷ\s+lệ|con\s+số|số))?\s*$"
_WORDS: tuple[tuple[str, str, Comparator], ...] = (
    (_AT_LEAST, _GAP, ">="),
    (_AT_MOST, _GAP, "<="),
    (
        r"hơn|cao\s+hơn|lớn\s+hơn|nhiều\s+hơn|vượt(?:\s+mức|\s+trên|\s+quá)?|quá|trên|đạt\s+trên",
        _SHORT,
        ">",
    ),
    (r"dưới|thấp\s+hơn|ít\s+hơn|nhỏ\s+hơn|chưa\s+đến|chưa\s+tới", _SHORT, "<"),
    (r"(?:thuộc|trong|vào)\s+(?:nhóm|top|tốp)", r"\s*$", "<="),
    (r"khoảng|xấp\s+xỉ|gần|ước(?:\s+tính|\s+đạt|\s+khoảng)?|chừng|tầm", _SHORT, "~"),
)
_LEFT = tuple(
    (re.compile(rf"(?:(?<=\W)|^)(?:{words}){tail}", re.IGNORECASE), comparator)
    for words, tail, comparator in _WORDS
)
_SIGNS: tuple[tuple[re.Pattern[str], Comparator], ...] = (
    (re.compile(r"(?:≥|>\s*=|=\s*>|⩾)\s*$"), ">="),
    (re.compile(r"(?:≤|<\s*=|=\s*<|⩽)\s*$"), "<="),
    (re.compile(r">\s*$"), ">"),
    (re.compile(r"<\s*$"), "<"),
    (re.compile(r"[~≈]\s*$"), "~"),
    (re.compile(r"=\s*$"), "="),
)
_FROM = re.compile(r"(?:(?<=\W)|^)từ(?:\s+(?:mức|đạt|khoảng))?\s*$", re.IGNORECASE)
_UP = re.compile(
    r"\s*(?:(?!hoàn|đạt|tốt|khá|giỏi|mức|sao)[^\W\d_]+\s+){0,3}"
    r"(?:trở\s+lên|hoặc\s+(?:cao|nhiều|lớn)\s+hơn|là\s+(?:tối thiểu|ít nhất))",
    re.IGNORECASE,
)
_UP_FAR = re.compile(r"\s*(?:[^\W\d_]+\s+){0,6}trở\s+lên", re.IGNORECASE)
_DOWN = re.compile(r"\s*(?:[^\W\d_]+\s+){0,2}(?:trở\s+xuống|trở\s+lại)", re.IGNORECASE)
_NEVER = re.compile(r"không\s+để\b", re.IGNORECASE)
_REACH = re.compile(
    r"(?:(?<=\W)|^)(?:đạt|bằng|là|còn|lên|xuống|mức|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo)(?:\s+(?:đến|tới"
    r"|được))?\s*$",
    re.IGNORECASE,
)
_REACH_FROM = re.compile(r"đạt\s+(?:tỷ\s+lệ\s+)?từ\s*$", re.IGNORECASE)


def compared(text: str, start: int, end: int, floor: int) -> Compared:
    """The comparator of the number at ``start``..``end``: its words stand between ``floor`` and the number,
    or after it.
    """
    left = text[max(floor, start - 70) : start]
    offset = start - len(left)
    right = text[end : end + 60]
    opened = _FROM.search(left)
    if found := (_UP_FAR if opened else _UP).match(right):
        return Compared(">=", offset + opened.start() if opened else start, said=bool(found))
    if _DOWN.match(right):
        return Compared("<=", offset + opened.start() if opened else start, said=True)
    for pattern, comparator in (*_SIGNS, *_LEFT):
        if found := pattern.search(left):
            return Compared(_turned(comparator, left), offset + found.start(), said=True)
    if found := _REACH_FROM.search(left):
        return Compared(">=", offset + found.start(), said=True)
    reached = _REACH.search(left)
    begin = offset + (reached or opened).start() if (reached or opened) else start  # type: ignore[union-attr]
    return Compared("=", begin, said=False, open_from=opened is not None)


def _turned(comparator: Comparator, left: str) -> Comparator:
    return "<=" if comparator == ">" and _NEVER.search(left) else comparator
