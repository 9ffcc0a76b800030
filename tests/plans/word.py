"""Lists of Word for plans that are made in tests: what Word counts stands in no text."""

from __future__ import annotations

from collections.abc import Sequence

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph


def give_list(
    document: Document, name: int, levels: Sequence[tuple[str, str]], *, like: int | None = None
) -> None:
    """Give ``document`` a list: a style of number and its text for each level. With ``like`` it is the same
    list as another and starts again.
    """
    numbering = document.part.numbering_part.element
    if like is None:
        kind = _element("w:abstractNum", "w:abstractNumId", name)
        for depth, (style, text) in enumerate(levels):
            level = _element("w:lvl", "w:ilvl", depth)
            for tag, value in (("w:start", "1"), ("w:numFmt", style), ("w:lvlText", text)):
                level.append(_element(tag, "w:val", value))
            kind.append(level)
        numbering.find(qn("w:num")).addprevious(kind)
    made = _element("w:num", "w:numId", name)
    made.append(_element("w:abstractNumId", "w:val", name if like is None else like))
    if like is not None:
        again = _element("w:lvlOverride", "w:ilvl", 0)
        again.append(_element("w:startOverride", "w:val", 1))
        made.append(again)
    numbering.append(made)


def number(paragraph: Paragraph, name: int, depth: int = 0) -> None:
    """Let Word count ``paragraph`` in the list ``name``."""
    properties = paragraph._p.get_or_add_pPr()
    counted = OxmlElement("w:numPr")
    counted.append(_element("w:ilvl", "w:val", depth))
    counted.append(_element("w:numId", "w:val", name))
    properties.append(counted)


def _element(tag: str, attribute: str, value: object) -> BaseOxmlElement:
    element: BaseOxmlElement = OxmlElement(tag)
    element.set(qn(attribute), str(value))
    return element
