"""Fill a Word template that people edit: words, tables by loops, pictures, raised marks that lead to a place.

A function of the template's data may return `raised("12", to="so-12")`: a small raised 12 that is a link; and
`place("so-12")`, where that link leads. `NEW_PARAGRAPH` between texts begins a paragraph of the same look.
"""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2.exceptions import SecurityError, TemplateError

from .guarding import Budget, Guarded

NEW_PARAGRAPH = "\a"
MOST_NEAR = 200
_MARKUP = re.compile("<[^>]+>")
_OPEN, _CLOSE, _TO, _PLACE = "\ue000", "\ue001", "\ue002", "\ue003"
_TOKEN = re.compile(f"({_OPEN}[^{_CLOSE}]*{_CLOSE}|{_PLACE}[^{_CLOSE}]*{_CLOSE})")
_WORDS_OF_OURS = re.compile("[\ue000-\ue003]")

_NOT_FITTING = (
    TemplateError, SecurityError, TypeError, ValueError, SyntaxError, ArithmeticError, RecursionError,
)  # fmt: skip
"""What a template that officers wrote can run into."""

Element = Any


class TemplateBroken(Exception):  # noqa: N818 - says what the template is
    """The template and its data do not fit. ``problem`` is the reason, ``near`` the words around it."""

    def __init__(self, problem: Exception, near: str = "") -> None:
        super().__init__(str(problem))
        self.problem = problem
        self.near = near


def raised(text: str, *, to: str = "") -> str:
    """Words standing small and raised, leading to the place ``to``."""
    return f"{_OPEN}{to}{_TO}{text}{_CLOSE}"


def place(name: str) -> str:
    """A place that raised words can lead to."""
    return f"{_PLACE}{name}{_CLOSE}"


def plain(text: str) -> str:
    """Words of people without the signs this module keeps for itself."""
    return _WORDS_OF_OURS.sub("", text)


class Filling:
    """One template being filled once. Fillings of one paper spend one ``budget``."""

    def __init__(self, template: bytes, budget: Budget | None = None) -> None:
        self._rules = Guarded(budget)
        self._document = DocxTemplate(io.BytesIO(template))
        self._document.init_docx()

    def picture(self, png: bytes, *, width: float) -> InlineImage:
        """A picture for the template's data, so many millimetres wide."""
        return InlineImage(self._document, io.BytesIO(png), width=Mm(width))

    def fill(self, data: Mapping[str, Any], *, title: str = "") -> bytes:
        """The filled Word file. Raises `TemplateBroken`, also for what would go on without end."""
        try:
            self._document.render(dict(data), jinja_env=self._rules, autoescape=True)
        except _NOT_FITTING as problem:
            raise TemplateBroken(problem, _near(problem, self._rules.source)) from problem
        opened = self._document.docx
        numbers = iter(range(1000, 1_000_000))
        for run in list(opened.element.body.iter(qn("w:r"))):
            _settle(run, numbers)
        if title:
            opened.core_properties.title = title
        made = io.BytesIO()
        opened.save(made)
        return made.getvalue()


def _near(problem: Exception, source: str) -> str:
    """The words of the paragraph in which it went wrong; empty where it is not known."""
    number = getattr(problem, "lineno", None) or _line_of(problem.__traceback__)
    lines = source.splitlines()
    if not number or number > len(lines):
        return ""
    return " ".join(_MARKUP.sub("", lines[number - 1]).split())[:MOST_NEAR]


def _line_of(trace: TracebackType | None) -> int:
    """The line of the template that was being filled; 0 before any."""
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _settle(run: Element, numbers: Iterator[int]) -> None:
    """Turn the signs inside a run into raised links and places; the run's own look stays around them."""
    if not any(_WORDS_OF_OURS.search(text.text or "") for text in run.findall(qn("w:t"))):
        return
    made: list[Element] = []
    for child in run:
        if child.tag == qn("w:rPr"):
            continue
        if child.tag == qn("w:t"):
            pieces = [piece for piece in _TOKEN.split(child.text or "") if piece]
            made += [one for piece in pieces for one in _piece(run, piece, numbers)]
        else:
            made.append(_like(run, child))
    for one in made:
        run.addprevious(one)
    run.getparent().remove(run)


def _piece(run: Element, piece: str, numbers: Iterator[int]) -> list[Element]:
    if piece.startswith(_PLACE):
        return _bookmark(piece[1:-1], next(numbers))
    if not piece.startswith(_OPEN):
        return [_like(run, _text(piece))]
    to, _, words = piece[1:-1].partition(_TO)
    small = _like(run, _text(words))
    properties = small.find(qn("w:rPr"))
    for old in properties.findall(qn("w:vertAlign")):
        properties.remove(old)
    mark = OxmlElement("w:vertAlign")
    mark.set(qn("w:val"), "superscript")
    properties.append(mark)
    if not to:
        return [small]
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), to)
    link.append(small)
    return [link]


def _like(run: Element, content: Element) -> Element:
    """A run that looks like ``run`` and holds ``content``."""
    made = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    made.append(OxmlElement("w:rPr") if properties is None else copy.deepcopy(properties))
    made.append(copy.deepcopy(content))
    return made


def _text(words: str) -> Element:
    made = OxmlElement("w:t")
    made.text = words
    made.set(qn("xml:space"), "preserve")
    return made


def _bookmark(name: str, number: int) -> list[Element]:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    start.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    end.set(qn("w:id"), str(number))
    return [start, end]
