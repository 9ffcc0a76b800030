"""The labels of Word's own numbered and dotted lists, counted as Word counts them."""

from __future__ import annotations

import re

from docx.oxml.ns import qn

from .styles import Element, value

_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DASH = "-"


class Numbering:
    """The lists of one file and how far each has come."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Element]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        if root is None:
            return
        abstract = {one.get(qn("w:abstractNumId")): one for one in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            shape = abstract.get(value(number.find(qn("w:abstractNumId"))))
            if shape is not None:
                levels = {int(one.get(qn("w:ilvl"))): one for one in shape.findall(qn("w:lvl"))}
                self._levels[number.get(qn("w:numId"))] = levels

    def indents(self, list_id: str, level: int) -> Element | None:
        """The paragraph settings the list itself gives at that level."""
        shape = self._levels.get(list_id, {}).get(level)
        return None if shape is None else shape.find(qn("w:pPr"))

    def label(self, list_id: str, level: int) -> str:
        """The label of the next paragraph of the list; empty for a list the file does not define."""
        levels = self._levels.get(list_id)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(list_id, {})
        counts[level] = counts.get(level, _start(levels[level]) - 1) + 1
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        shape = levels[level]
        if value(shape.find(qn("w:numFmt"))) == "bullet":
            text = value(shape.find(qn("w:lvlText"))) or _DASH
            return text if text.isprintable() and not _is_private(text) else _DASH
        return _PLACE.sub(lambda found: self._number(list_id, int(found[1]) - 1), _text_of(shape))

    def _number(self, list_id: str, level: int) -> str:
        shape = self._levels[list_id].get(level)
        number = self._counts[list_id].get(level, 1)
        return _written(
            number, "decimal" if shape is None else value(shape.find(qn("w:numFmt"))) or "decimal"
        )


def _start(shape: Element) -> int:
    return int(value(shape.find(qn("w:start"))) or 1)


def _text_of(shape: Element) -> str:
    return value(shape.find(qn("w:lvlText"))) or ""


def _is_private(text: str) -> bool:
    """Symbols of Word's own fonts lie in the private area of Unicode: no other font has them."""
    return any("\ue000" <= char <= "\uf8ff" for char in text)


def _written(number: int, form: str) -> str:
    match form:
        case "lowerLetter":
            return chr(ord("a") + (number - 1) % 26)
        case "upperLetter":
            return chr(ord("A") + (number - 1) % 26)
        case "lowerRoman":
            return _roman(number)
        case "upperRoman":
            return _roman(number).upper()
        case _:
            return str(number)


def _roman(number: int) -> str:
    written = ""
    for size, letters in _ROMAN:
        times, number = divmod(number, size)
        written += letters * times
    return written
