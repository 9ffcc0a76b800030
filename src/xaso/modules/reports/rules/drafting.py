"""The first wording of a part, from the figures of its office.

Basis: design; the sentences only repeat what the figures say, the office writes the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .words import token_of


@dataclass(frozen=True, slots=True)
class Fact:
    """What the wording needs of one figure."""

    code: str
    name: str
    threshold: str
    state: str
    has_figure: bool


def first_words(facts: Sequence[Fact]) -> str:
    """Return a line for each figure there is, and one that names those without a source. Basis: design."""
    lines = [_line(fact) for fact in facts if fact.has_figure]
    without = [fact.name for fact in facts if not fact.has_figure]
    if without:
        lines.append(f"- Chưa có nguồn số liệu cho {len(without)} chỉ tiêu: {'; '.join(without)}.")
    return "\n".join(lines)


def _line(fact: Fact) -> str:
    now, year = token_of(fact.code), token_of(fact.code, is_cumulative=True)
    asked = f"; kế hoạch năm: {fact.threshold}" if fact.threshold else ""
    judged = f" ({fact.state})" if fact.state else ""
    return f"- {fact.name}: trong kỳ {now}, lũy kế {year}{asked}{judged}."
