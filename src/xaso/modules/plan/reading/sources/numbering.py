"""Numbers that Word counts by itself: they are in no text, so they are counted here again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

_MOST_LEVELS = 9


@dataclass(slots=True)
class _Level:
    style: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """The lists of one document and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    headings: dict[str, int] = field(default_factory=dict)
    counts: dict[str, list[int]] = field(default_factory=dict)
    restarts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Numbering:
        """What ``document`` says about its lists; empty where it says nothing."""
        made = cls()
        made._read_styles(document.styles.element)
        part = next(
            (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None
        )
        if part is not None:
            made._read_lists(part.element)
        return made

    def heading_level(self, paragraph: Any) -> int:
        """The depth of the paragraph's heading style, 0 for body text."""
        return self.headings.get(_style(paragraph), 0)

    def list_of(self, paragraph: Any) -> tuple[str, int]:
        """The list that counts the paragraph and how deep it stands in it; ("", 0) for none."""
        return self._place(paragraph) or ("", 0)

    def marker(self, paragraph: Any) -> str:
        """The number or bullet before the paragraph, counting it; empty where there is none."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        abstract = self.lists.get(number_id)
        level = self.levels.get(abstract or "", {}).get(depth)
        if abstract is None or level is None:
            return ""
        if level.style == "bullet":
            return "-"
        counts = self.counts.setdefault(abstract, [])
        self._restart(counts, number_id, abstract)
        self._count(counts, depth, abstract)
        return re.sub(r"%(\d)", lambda found: self._written(abstract, counts, int(found[1]) - 1), level.text)

    def _restart(self, counts: list[int], number_id: str, abstract: str) -> None:
        """A list that Word told to start again does so where it is used first."""
        for depth, start in sorted(self.restarts.pop(number_id, {}).items()):
            while len(counts) <= depth:
                counts.append(self._level(abstract, len(counts)).start - 1)
            counts[depth] = start - 1
            del counts[depth + 1 :]

    def _count(self, counts: list[int], depth: int, abstract: str) -> None:
        while len(counts) <= depth:
            counts.append(self._level(abstract, len(counts)).start - (1 if len(counts) == depth else 0))
        counts[depth] += 1
        del counts[depth + 1 :]

    def _level(self, abstract: str, depth: int) -> _Level:
        return self.levels.get(abstract, {}).get(depth, _Level())

    def _written(self, abstract: str, counts: list[int], depth: int) -> str:
        if depth >= len(counts):
            return ""
        return written(counts[depth], self._level(abstract, depth).style)

    def _place(self, paragraph: Any) -> tuple[str, int] | None:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        own = _numbered(found) if found is not None else None
        place = own or self.styles.get(_style(paragraph))
        return None if place is None or place[0] == "0" else place

    def _read_styles(self, element: Any) -> None:
        for style in element.findall(qn("w:style")):
            name = style.get(qn("w:styleId")) or ""
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None and (place := _numbered(found)):
                self.styles[name] = place
            title = style.find(qn("w:name"))
            heading = re.fullmatch(
                r"heading (\d)", (title.get(qn("w:val")) if title is not None else "") or "", re.IGNORECASE
            )
            if heading:
                self.headings[name] = int(heading[1])

    def _read_lists(self, element: Any) -> None:
        for abstract in element.findall(qn("w:abstractNum")):
            name = abstract.get(qn("w:abstractNumId")) or ""
            self.levels[name] = {}
            for level in abstract.findall(qn("w:lvl"))[:_MOST_LEVELS]:
                depth = level.get(qn("w:ilvl")) or "0"
                if depth.isdigit():
                    self.levels[name][int(depth)] = _read_level(level)
        for one in element.findall(qn("w:num")):
            abstract_id = one.find(qn("w:abstractNumId"))
            if abstract_id is not None:
                self.lists[one.get(qn("w:numId")) or ""] = abstract_id.get(qn("w:val")) or ""
                self.restarts[one.get(qn("w:numId")) or ""] = _overrides(one)


def _read_level(level: Any) -> _Level:
    def said(name: str, otherwise: str) -> str:
        found = level.find(qn(name))
        return (found.get(qn("w:val")) if found is not None else None) or otherwise

    start = said("w:start", "1")
    return _Level(said("w:numFmt", "decimal"), said("w:lvlText", ""), int(start) if start.isdigit() else 1)


def _overrides(element: Any) -> dict[int, int]:
    """The levels of a list that start again, and with which number."""
    found = {}
    for one in element.findall(qn("w:lvlOverride")):
        start, depth = one.find(qn("w:startOverride")), one.get(qn("w:ilvl")) or "0"
        value = (start.get(qn("w:val")) if start is not None else None) or ""
        if value.isdigit() and depth.isdigit():
            found[int(depth)] = int(value)
    return found


def _style(paragraph: Any) -> str:
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return (found.get(qn("w:val")) if found is not None else None) or ""


def _numbered(properties: Any) -> tuple[str, int] | None:
    number, depth = properties.find(qn("w:numId")), properties.find(qn("w:ilvl"))
    if number is None:
        return None
    level = (depth.get(qn("w:val")) if depth is not None else None) or "0"
    return number.get(qn("w:val")) or "0", min(int(level) if level.isdigit() else 0, _MOST_LEVELS - 1)


def written(number: int, style: str) -> str:
    """A number in a style of Word: decimal, upperRoman, lowerLetter and their like."""
    if style.endswith("Roman"):
        text = _roman(number)
        return text if style.startswith("upper") else text.lower()
    if style.endswith("Letter"):
        text = chr(ord("A") + (number - 1) % 26)
        return text if style.startswith("upper") else text.lower()
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _roman(number: int) -> str:
    text = ""
    for value, mark in ((50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        while number >= value:
            text, number = text + mark, number - value
    return text
