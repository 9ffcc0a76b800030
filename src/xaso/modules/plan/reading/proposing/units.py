"""Which unit of the commune the text means, and which unit of measure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from xaso.modules.plan.reading.words.plain import fold

_NEAR = 0.7
_SEVERAL = re.compile(r"[;,\n+]|\bvà\b(?=\s+(?:Phòng|Văn phòng|Công an|Trung tâm|Trạm|Trường|Ban)\b)")
_WORD = re.compile(r"\w+")
_EMPTY_WORDS = frozenset({"xa", "phuong", "va", "cua", "co", "quan", "don", "vi"})
_MONEY = (("ty", Decimal(1_000_000_000)), ("trieu", Decimal(1_000_000)), ("nghin", Decimal(1000)))


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit of the commune as org names it. ``is_department``: one of those meant by "các phòng, ban"."""

    code: str
    name: str
    short_name: str
    is_department: bool = False


def owner_of(said: str | None, units: Sequence[UnitName]) -> tuple[str, str]:
    """The code of the one unit meant, or nothing with a note that says why not."""
    if not (said or "").strip():
        return "", "Văn bản không ghi đơn vị phụ trách."
    text = " ".join((said or "").split())
    whole = _nearest(text, units)
    if whole:
        return whole, ""
    parts = names_in(said or "")
    found = {code for part in parts if (code := _nearest(part, units))}
    if len(found) == 1 and len(parts) == 1:
        return found.pop(), ""
    if found:
        return "", f"Văn bản ghi nhiều đơn vị (“{text}”): chọn một đơn vị chịu trách nhiệm chính."
    return "", f"“{text}” không có trong danh mục đơn vị của xã: chọn đơn vị tương ứng."


def names_in(said: str) -> list[str]:
    """The names a cell lists, one after another."""
    return [part.strip() for part in _SEVERAL.split(said) if part.strip()]


def unit_called(said: str, units: Sequence[UnitName]) -> str:
    """The code of the unit that is clearly meant by one name; empty when none is."""
    return _nearest(said, units)


def measured_in(unit: str | None) -> tuple[str, Decimal]:
    """The kind of unit (percent, count, score, rank, money; empty: unknown) and what the number is times."""
    text = fold(unit or "").strip()
    if not text:
        return "", Decimal(1)
    if "%" in text or "phan tram" in text:
        return "percent", Decimal(1)
    if re.search(r"\bdong\b|\bvnd\b", text):
        return "money", next((size for word, size in _MONEY if word in text.split()), Decimal(1))
    if "diem" in text.split():
        return "score", Decimal(1)
    if re.search(r"\b(?:hang|thu hang|thu bac|vi tri)\b", text):
        return "rank", Decimal(1)
    return "count", Decimal(1)


def _nearest(said: str, units: Sequence[UnitName]) -> str:
    """The unit whose name shares most words with what is said, when it is clearly nearest."""
    words = _words(said)
    if not words:
        return ""
    scored = sorted(((_likeness(words, unit), unit.code) for unit in units), reverse=True)
    if not scored or scored[0][0] < _NEAR:
        return ""
    return "" if len(scored) > 1 and scored[1][0] == scored[0][0] else scored[0][1]


def _likeness(words: frozenset[str], unit: UnitName) -> float:
    names = [_words(name) for name in (unit.name, unit.short_name) if name]
    return max((len(words & name) / len(words | name) for name in names if name), default=0.0)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - _EMPTY_WORDS
