"""What a run or a paragraph looks like: its own settings, its styles and the file's defaults together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn

from .blocks import Align, Look

Element = Any
"""An element of the file's XML; lxml has no types of its own here."""

POINTS_TO_MM = 25.4 / 72
TWIPS_TO_MM = 25.4 / 1440
DEFAULT_SIZE = 10.0
_OFF = frozenset({"0", "false", "off", "none"})
_ALIGNS: dict[str, Align] = {
    "center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify",
}  # fmt: skip


def value(element: Element | None, name: str = "w:val") -> str | None:
    """The attribute of an element, None when either is absent."""
    found: str | None = None if element is None else element.get(qn(name))
    return found


def is_on(element: Element | None) -> bool:
    """Whether a switch such as bold is on: there, and not said to be off."""
    return element is not None and (value(element) or "1") not in _OFF


def twips(text: str | None) -> float | None:
    """A length in twentieths of a point as millimetres."""
    try:
        return None if text is None else float(text) * TWIPS_TO_MM
    except ValueError:
        return None


class Styles:
    """The styles of one file, asked by the elements that carry direct settings."""

    def __init__(self, root: Element | None) -> None:
        self._by_id: dict[str, Element] = {}
        self._defaults: dict[str, str] = {}
        self._default_run: Element | None = None
        self._default_paragraph: Element | None = None
        if root is None:
            return
        for style in root.findall(qn("w:style")):
            key, kind = style.get(qn("w:styleId")), style.get(qn("w:type"))
            self._by_id[key] = style
            if (value(style, "w:default") or "0") not in _OFF:
                self._defaults[kind] = key
        defaults = root.find(qn("w:docDefaults"))
        if defaults is not None:
            self._default_run = defaults.find(f"{qn('w:rPrDefault')}/{qn('w:rPr')}")
            self._default_paragraph = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}")

    def chain(self, key: str | None, kind: str) -> Iterator[Element]:
        """A style, the one it is based on, and so on; the default of the kind when none is named."""
        key, seen = key or self._defaults.get(kind), set()
        while key and key in self._by_id and key not in seen:
            seen.add(key)
            style = self._by_id[key]
            yield style
            key = value(style.find(qn("w:basedOn")))

    def paragraph_parts(self, properties: Element | None) -> list[Element]:
        """Where to look for a paragraph's settings, the nearest first."""
        named = None if properties is None else value(properties.find(qn("w:pStyle")))
        parts = [properties, *(style.find(qn("w:pPr")) for style in self.chain(named, "paragraph"))]
        return [part for part in [*parts, self._default_paragraph] if part is not None]

    def run_parts(self, properties: Element | None, paragraph: Element | None) -> list[Element]:
        """Where to look for the letters' settings, the nearest first."""
        named = None if properties is None else value(properties.find(qn("w:rStyle")))
        of_paragraph = None if paragraph is None else value(paragraph.find(qn("w:pStyle")))
        parts = [properties]
        if named:
            parts += [style.find(qn("w:rPr")) for style in self.chain(named, "character")]
        parts += [style.find(qn("w:rPr")) for style in self.chain(of_paragraph, "paragraph")]
        return [part for part in [*parts, self._default_run] if part is not None]

    def look(self, properties: Element | None, paragraph: Element | None) -> Look:
        """How letters with these direct settings look in that paragraph."""
        parts = self.run_parts(properties, paragraph)
        size = value(first(parts, "w:sz"))
        colour = value(first(parts, "w:color")) or ""
        vertical = value(first(parts, "w:vertAlign")) or ""
        return Look(
            size=float(size) / 2 if size else DEFAULT_SIZE,
            bold=is_on(first(parts, "w:b")),
            italic=is_on(first(parts, "w:i")),
            underline=(value(first(parts, "w:u")) or "none") != "none",
            strike=is_on(first(parts, "w:strike")),
            caps=is_on(first(parts, "w:caps")),
            position="super" if vertical == "superscript" else "sub" if vertical == "subscript" else "",
            colour=colour if len(colour) == 6 and colour != "000000" else "",
        )

    def align(self, parts: list[Element]) -> Align:
        """How the lines stand."""
        return _ALIGNS.get(value(first(parts, "w:jc")) or "", "left")


def first(parts: list[Element], tag: str) -> Element | None:
    """The nearest element of that name."""
    return next((found for part in parts if (found := part.find(qn(tag))) is not None), None)


def setting(parts: list[Element], tag: str, *names: str) -> str | None:
    """The nearest attribute: each of an element's attributes is inherited by itself."""
    for part in parts:
        element = part.find(qn(tag))
        for name in names:
            found = value(element, name)
            if found is not None:
                return found
    return None
