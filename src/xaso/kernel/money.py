"""Money in whole Vietnamese đồng, in figures and in words."""

from __future__ import annotations

import re
from typing import NewType

Dong = NewType("Dong", int)
"""An amount in đồng; there is nothing smaller."""

_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_BILLION = 1_000_000_000
_WRITTEN = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)\s*(?:đồng|đ|₫|VND|VNĐ)?", re.IGNORECASE | re.ASCII)


def grouped(number: int) -> str:
    """``1.250.000``: a whole number the way Vietnam writes it."""
    return f"{number:,}".replace(",", ".")


def format_dong(amount: int) -> str:
    """``8.000 đồng``."""
    return f"{grouped(amount)} đồng"


def parse_dong(text: str) -> Dong:
    """The amount in ``8.000``, ``8000``, ``8.000 đồng``. Raises ValueError for anything else."""
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"not an amount in đồng: {text[:40]!r}")
    return Dong(int(found[1].replace(".", "")))


def in_words(amount: int) -> str:
    """``một triệu hai trăm năm mươi nghìn đồng``: the amount as it is read aloud."""
    return f"{number_words(amount)} đồng"


def number_words(number: int) -> str:
    """A whole number as it is read aloud, with lẻ, mười/mươi, mốt, tư and lăm where they belong."""
    if number < 0:
        return f"âm {number_words(-number)}"
    return " ".join(_number(number, inner=False)) or _DIGITS[0]


def _number(number: int, *, inner: bool) -> list[str]:
    """``inner`` means larger groups were read before, so hundreds are read even when zero."""
    billions, rest = divmod(number, _BILLION)
    words = [*_number(billions, inner=inner), "tỷ"] if billions else []
    inner = inner or bool(billions)
    for size, name in ((1_000_000, "triệu"), (1_000, "nghìn"), (1, "")):
        group, rest = divmod(rest, size)
        if group:
            words += [*_group(group, inner=inner), name] if name else _group(group, inner=inner)
            inner = True
    return words


def _group(group: int, *, inner: bool) -> list[str]:
    """Three digits."""
    hundreds, rest = divmod(group, 100)
    tens, ones = divmod(rest, 10)
    words = [_DIGITS[hundreds], "trăm"] if hundreds or inner else []
    if tens == 0 and ones and words:
        return [*words, "lẻ", _DIGITS[ones]]
    if tens:
        words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    return words + ([_ones(tens, ones)] if ones else [])


def _ones(tens: int, ones: int) -> str:
    if ones == 5 and tens:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(ones, _DIGITS[ones])
    return _DIGITS[ones]
