"""Which lines of a closed window say one figure, so that a correction of it stands beside each of them.

Source: our own design. A target's line repeats its measure's figure, several targets may repeat one, and in a
first quarter the window and the year so far are the same days: that is one figure, corrected once.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Protocol

from .windows import Window


class Line(Protocol):
    """What of a frozen figure tells which figure it says."""

    pk: int
    closing_id: int
    span: str
    measure: str
    target: str
    source: str
    digest: str


def figure_key(line: Line, window: Window) -> Hashable:
    """Return what lines of one figure have in common: the list counted over the same days, or what was typed.

    A line without a figure stands for itself. Basis: our own design.
    """
    if not line.digest:
        return line.pk
    if line.source == "typed":
        return (line.closing_id, line.target, line.digest)
    return (line.closing_id, line.measure, window.span(line.span), line.digest)
