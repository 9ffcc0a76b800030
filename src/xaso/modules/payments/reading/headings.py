"""What the columns of a statement mean, by the words banks head them with."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from xaso.kernel.text import fold

Meaning = Literal["day", "credit", "debit", "amount", "sign", "text", "reference", "party", "balance"]

_WORDS: tuple[tuple[Meaning, re.Pattern[str]], ...] = (
    ("balance", re.compile(r"so du|\bbalance\b")),
    ("credit", re.compile(r"ghi co\b|\bps co\b|phat sinh co\b|tien vao|\bcredit\b|^co$|\bmoney in\b")),
    ("debit", re.compile(r"ghi no\b|\bps no\b|phat sinh no\b|tien ra|\bdebit\b|^no$|\bmoney out\b")),
    ("sign", re.compile(r"^\+ ?/ ?-|^no ?/ ?co|^c ?/ ?d\b|^d ?/ ?c\b|^ghi no ?/ ?ghi co")),
    ("party", re.compile(r"doi ung|nguoi (?:chuyen|nop|tra)|don vi chuyen|\bremitter\b|corresponsive")),
    ("reference", re.compile(
        r"tham chieu|ma giao dich|ma gd|so (?:but toan|giao dich|gd|ct|chung tu)|\bref|transaction (?:no|id)"
    )),
    ("text", re.compile(r"noi dung|dien giai|mo ta|chi tiet|\bdescription\b|\bremark|\bdetail|narrative")),
    ("day", re.compile(r"\bngay\b|\bdate\b|thoi gian")),
    ("amount", re.compile(r"so tien|\bamount\b")),
)  # fmt: skip
_NEEDED: tuple[frozenset[Meaning], ...] = (frozenset({"day", "credit"}), frozenset({"day", "amount"}))


def columns_of(cells: Sequence[object]) -> Mapping[Meaning, int] | None:
    """The place of each meaning in a row of headings; None when the row is no head of a statement.

    A head has a day and money in, or a day and an amount, and what it is about (a text or a reference).
    The first column of a meaning counts: the day of the movement stands before the day of its value.
    """
    found: dict[Meaning, int] = {}
    for place, cell in enumerate(cells):
        meaning = _meaning(str(cell or ""))
        if meaning is not None:
            found.setdefault(meaning, place)
    has_words = "text" in found or "reference" in found
    return found if has_words and any(needed <= set(found) for needed in _NEEDED) else None


def _meaning(cell: str) -> Meaning | None:
    words = fold(cell)
    if not words or len(words) > 80:
        return None
    if _WORDS[3][1].search(words):
        return "sign"
    return next((meaning for meaning, pattern in _WORDS if pattern.search(words)), None)
