"""Shapes and words of an SVG picture, and the box in which values stand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

from . import formats

Value = int | float | Decimal


@dataclass(frozen=True)
class Point:
    """One value of a series under its name: a month, a village, a field of work."""

    label: str
    value: Value | None


@dataclass(frozen=True)
class Frame:
    """The box in which values stand: pixels of the picture, and the values at its foot and head."""

    left: float
    top: float
    right: float
    bottom: float
    low: float
    high: float

    def x(self, index: int, of: int) -> float:
        """Across: `of` points spread evenly; a single one stands in the middle."""
        if of == 1:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * index / (of - 1)

    def y(self, value: Value) -> float:
        """Down from the head: `high` at the top."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - self.top) * min(max(share, 0.0), 1.0)


def short(value: Value) -> str:
    """A value as it is written in a chart: one digit after the comma, none when it is whole."""
    exact = Decimal(str(value))
    return formats.number(exact, 0 if exact == exact.to_integral_value() else 1)


SHADES = ("#2b3a8c", "#8c96c9", "#55555e", "#b25e00", "#c9c4b8", "#1f7a4d")


def pattern(mark: int, index: int) -> str:
    """A shade with its own hatching, so that the parts differ in black and white too."""
    strokes = ("", "M0 0l8 8", "M0 4h8", "M8 0l-8 8", "M4 0v8", "M0 4h8M4 0v8")
    shade, stroke = SHADES[index % len(SHADES)], strokes[index % len(strokes)]
    lines = f'<path d="{stroke}" stroke="#fff" stroke-width="1.6"/>' if stroke else ""
    return (
        f'<pattern id="p{mark}-{index}" width="8" height="8" patternUnits="userSpaceOnUse">'
        f'<rect width="8" height="8" fill="{shade}"/>{lines}</pattern>'
    )


def line(x1: float, y1: float, x2: float, y2: float, name: str) -> str:
    """A straight line."""
    return f'<line class="{name}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def circle(x: float, y: float, radius: float, name: str) -> str:
    """A round mark."""
    return f'<circle class="{name}" cx="{x:.1f}" cy="{y:.1f}" r="{radius}"/>'


def text(x: float, y: float, words: str, name: str, anchor: str) -> str:
    """Words at a point; `anchor` is start, middle or end."""
    classed = f' class="{name}"' if name else ""
    return f'<text{classed} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(words)}</text>'


def picture(size: tuple[int, int], title: str, story: str, body: str, *, name: str = "x-chart") -> SafeString:
    """The whole picture: its size in its own units, what it is, what it tells, and its shapes."""
    width, height = size
    return mark_safe(  # noqa: S308 - every word that came from outside went through escape()
        f'<svg class="{name}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f"aria-label={quoteattr(f'{title}: {story}')}>"
        f"<title>{escape(title)}</title><desc>{escape(story)}</desc>{body}</svg>"
    )
