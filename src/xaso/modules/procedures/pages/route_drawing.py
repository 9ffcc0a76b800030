"""A route drawn as a line of steps: boxes from top to bottom, dashed arrows where a step may send back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from django.utils.safestring import SafeString

from xaso.platform.ui.svg import picture, text

WIDTH, LEFT, GAP, LINE, PAD = 420, 46, 30, 20, 12
NAME_LETTERS, LETTERS = 44, 50


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box: the step's name, who holds it, how long, what must be there at its end."""

    name: str
    holder: str
    time: str
    output: str = ""
    may_return: bool = False
    is_faulty: bool = False


def draw(steps: Sequence[Drawn], title: str) -> SafeString:
    """The picture of the steps; an empty text without any."""
    if not steps:
        return SafeString("")
    body, top, before = "", 4.0, 0.0
    for number, step in enumerate(steps, 1):
        lines = _lines(number, step)
        height = 2 * PAD + LINE * len(lines) - 4
        if number > 1:
            body += _arrow(top)
        if step.may_return and number > 1:
            body += _back(top + height / 2, before)
        body += _box(top, height, lines, step)
        before = top + height / 2
        top += height + GAP
    return picture((WIDTH, int(top - GAP + 6)), title, _story(steps), body, name="x-steps")


def _lines(number: int, step: Drawn) -> list[tuple[str, str]]:
    """The words of a box with their class; the name and the output may take two lines."""
    lines = [(words, "c-name") for words in wrap(f"{number}. {step.name}", NAME_LETTERS)[:2]]
    lines += [(words, "c-soft") for words in wrap(step.holder, LETTERS)[:2]]
    lines.append((step.time, ""))
    if step.output:
        lines += [(words, "c-soft") for words in wrap(f"Phải có: {step.output}", LETTERS)[:2]]
    return lines


def _box(top: float, height: float, lines: Sequence[tuple[str, str]], step: Drawn) -> str:
    name = "c-box c-box--bad" if step.is_faulty else "c-box"
    width = WIDTH - LEFT - 4
    drawn = f'<rect class="{name}" x="{LEFT}" y="{top:.1f}" width="{width}" height="{height:.1f}" rx="8"/>'
    for row, (words, kind) in enumerate(lines):
        drawn += text(LEFT + PAD, top + PAD + 12 + LINE * row, words, kind, "start")
    return drawn


def _arrow(top: float) -> str:
    middle = LEFT + (WIDTH - LEFT) / 2
    start, end = top - GAP, top - 2
    tip = f"M{middle - 5:.1f} {end - 8:.1f}L{middle:.1f} {end:.1f}L{middle + 5:.1f} {end - 8:.1f}"
    return f'<path class="c-way" d="M{middle:.1f} {start:.1f}V{end:.1f}{tip}"/>'


def _back(low: float, high: float) -> str:
    """From the left of a box up to the left of the one before."""
    way = f"M{LEFT} {low - 6:.1f}H18V{high + 6:.1f}H{LEFT - 2}"
    tip = f"M{LEFT - 9} {high + 1:.1f}L{LEFT - 2} {high + 6:.1f}L{LEFT - 9} {high + 11:.1f}"
    return f'<path class="c-way c-way--back" d="{way}"/><path class="c-way" d="{tip}"/>'


def _story(steps: Sequence[Drawn]) -> str:
    return "; ".join(f"bước {number}: {step.name}, {step.holder}" for number, step in enumerate(steps, 1))
