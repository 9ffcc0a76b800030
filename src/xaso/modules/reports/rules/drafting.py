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
    has_of_window: bool = True
    """Whether there is a figure of the window itself, beside that of the year so far."""


def first_words(facts: Sequence[Fact]) -> str:
    """Return a line for each figure there is, and one that names those without a source. Basis: design."""
    lines = [_line(fact) for fact in facts if fact.has_figure]
    without = [fact.name for fact in facts if not fact.has_figure]
    if without:
        lines.append(f"- Chưa có nguồn số liệu cho {len(without)} chỉ tiêu: {'; '.join(without)}.")
    return "\n".join(lines)


def _asked(threshold: str) -> str:
    """The threshold as the plan's; one of a later year names its year itself."""
    return f"kế hoạch {'' if threshold.startswith('năm ') else 'năm: '}{threshold}"


def _line(fact: Fact) -> str:
    now = f"trong kỳ {token_of(fact.code)}, " if fact.has_of_window else ""
    year = token_of(fact.code, is_cumulative=True)
    asked = f"; {_asked(fact.threshold)}" if fact.threshold else ""
    judged = f" ({fact.state})" if fact.state else ""
    return f"- {fact.name}: {now}lũy kế {year}{asked}{judged}."
