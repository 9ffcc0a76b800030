"""How a finding names its place: the lines, and a quote of the source."""

from __future__ import annotations

from collections.abc import Iterable

from xaso.kernel.text import shorten
from xaso.modules.plan.reading.result import Finding, Severity

_MOST_LINES = 24
_LONGEST_QUOTE = 160


def finding(kind: str, severity: Severity, lines: Iterable[int], quote: str, says: str) -> Finding:
    """A finding whose place is written "dòng 50: “…”"."""
    numbers = tuple(sorted({line for line in lines if line > 0}))
    named = ", ".join(map(str, numbers[:_MOST_LINES])) + (" …" if len(numbers) > _MOST_LINES else "")
    place = f"dòng {named}" if numbers else "cả văn bản"
    short = shorten(" ".join(quote.split()), _LONGEST_QUOTE)
    return Finding(kind, severity, f"{place}: “{short}”" if short else place, says, numbers)
