"""The inside of a paragraph: runs, fields, links, pictures, places to link to."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docx.oxml.ns import qn
from PIL import Image, UnidentifiedImageError

from .blocks import Look, Mark, Picture, Piece, Run
from .styles import Element, Styles, value

EMU_TO_MM = 1 / 36000
PAGE_BREAK = Mark("line", name="page-break")
_KEPT_AS_IS = {"image/png": "png", "image/jpeg": "jpg"}
_INSIDE = frozenset(qn(name) for name in ("w:ins", "w:smartTag", "w:sdt", "w:sdtContent", "w:fldSimple"))
_NUMBERS = {"PAGE": "page", "NUMPAGES": "pages"}


@dataclass
class Found:
    """What a whole file has shown so far: its pictures, its places, what cannot be carried over."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    places: set[str] = field(default_factory=set)
    left_out: list[str] = field(default_factory=list)
    by_part: dict[tuple[str, str], str] = field(default_factory=dict)

    def leave_out(self, what: str) -> None:
        """Note, once, something these blocks do not hold."""
        if what not in self.left_out:
            self.left_out.append(what)


@dataclass
class Field:
    """A field of Word while it is read: its order, and whether its shown result has begun."""

    order: str = ""
    is_result: bool = False


class Inside:
    """Reads the pieces of one paragraph of one part of the file."""

    def __init__(self, styles: Styles, part: Any, found: Found) -> None:
        self.styles, self.part, self.found = styles, part, found
        self._fields: list[Field] = []

    def pieces(self, paragraph: Element) -> list[Piece]:
        """Everything in the paragraph, in order."""
        properties = paragraph.find(qn("w:pPr"))
        return list(self._children(paragraph, properties, Run("", Look())))

    def _children(self, parent: Element, properties: Element | None, link: Run) -> Iterator[Piece]:
        for child in parent:
            if child.tag == qn("w:r"):
                yield from self._run(child, properties, link)
            elif child.tag == qn("w:hyperlink"):
                yield from self._children(child, properties, self._link(child))
            elif child.tag == qn("w:bookmarkStart"):
                yield from self._place(child.get(qn("w:name")) or "")
            elif child.tag in _INSIDE:
                yield from self._inner(child, properties, link)
            elif child.tag.endswith("}oMath") or child.tag.endswith("}oMathPara"):
                self.found.leave_out("công thức toán")

    def _inner(self, child: Element, properties: Element | None, link: Run) -> Iterator[Piece]:
        order = (value(child, "w:instr") or "").split()
        if order and order[0] in _NUMBERS:
            yield Mark(_NUMBERS[order[0]], self.styles.look(None, properties))  # type: ignore[arg-type]
        else:
            yield from self._children(child, properties, link)

    def _place(self, name: str) -> Iterator[Piece]:
        if name and name != "_GoBack" and name not in self.found.places:
            self.found.places.add(name)
            yield Mark("place", name=name)

    def _link(self, element: Element) -> Run:
        relation = value(element, "r:id")
        target = self.part.rels.get(relation) if relation else None
        href = str(target.target_ref) if target is not None and target.is_external else ""
        is_safe = href.startswith(("https://", "http://", "mailto:"))
        return Run("", Look(), href if is_safe else "", value(element, "w:anchor") or "")

    def _run(self, run: Element, properties: Element | None, link: Run) -> Iterator[Piece]:
        look = self.styles.look(run.find(qn("w:rPr")), properties)
        for child in run:
            if self._steps_in_field(child):
                if child.tag == qn("w:fldChar") and value(child, "w:fldCharType") == "end":
                    yield from self._end_field(look)
                continue
            if not (self._fields and self._hides()):
                yield from self._leaf(child, look, link)

    def _steps_in_field(self, child: Element) -> bool:
        if child.tag == qn("w:instrText"):
            if self._fields:
                self._fields[-1].order += child.text or ""
            return True
        if child.tag != qn("w:fldChar"):
            return False
        kind = value(child, "w:fldCharType")
        if kind == "begin":
            self._fields.append(Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].is_result = True
        return True

    def _hides(self) -> bool:
        """Inside a field: its order is never shown, and a page's number is drawn anew."""
        now = self._fields[-1]
        return not now.is_result or now.order.split()[:1] in (["PAGE"], ["NUMPAGES"])

    def _end_field(self, look: Look) -> Iterator[Piece]:
        order = (self._fields.pop().order.split() if self._fields else [])[:1]
        if order and order[0] in _NUMBERS:
            yield Mark(_NUMBERS[order[0]], look)  # type: ignore[arg-type]

    def _leaf(self, child: Element, look: Look, link: Run) -> Iterator[Piece]:
        if child.tag == qn("w:t"):
            yield replace(link, text=child.text or "", look=look)
        elif child.tag == qn("w:tab"):
            yield Mark("tab", look)
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield PAGE_BREAK if value(child, "w:type") == "page" else Mark("line", look)
        elif child.tag == qn("w:noBreakHyphen"):
            yield replace(link, text="\u2011", look=look)
        elif child.tag == qn("w:drawing"):
            yield from self._drawing(child)
        elif child.tag in (qn("w:pict"), qn("w:object")) or child.tag.endswith("}AlternateContent"):
            self.found.leave_out("hình vẽ, hộp chữ hoặc đối tượng nhúng của Word")

    def _drawing(self, drawing: Element) -> Iterator[Piece]:
        blip = next(drawing.iter(qn("a:blip")), None)
        extent = next(drawing.iter(qn("wp:extent")), None)
        embedded = value(blip, "r:embed")
        if embedded is None or extent is None:
            self.found.leave_out("hình vẽ, hộp chữ hoặc đối tượng nhúng của Word")
            return
        name = self._picture(embedded)
        if name:
            told = next(drawing.iter(qn("wp:docPr")), None)
            alt = "" if told is None else told.get("descr") or told.get("title") or ""
            width, height = int(extent.get("cx")) * EMU_TO_MM, int(extent.get("cy")) * EMU_TO_MM
            yield Picture(name, width, height, alt)

    def _picture(self, relation: str) -> str:
        key = (str(self.part.partname), relation)
        if key not in self.found.by_part:
            part = self.part.related_parts.get(relation)
            kept = None if part is None else _drawable(part.content_type, part.blob)
            if kept is None:
                self.found.leave_out("ảnh ở định dạng chỉ Word đọc được")
                return ""
            name = f"word-{len(self.found.pictures) + 1}.{kept[0]}"
            self.found.pictures[name] = kept[1]
            self.found.by_part[key] = name
        return self.found.by_part[key]


def _drawable(content_type: str, data: bytes) -> tuple[str, bytes] | None:
    """The ending and bytes of a picture that can be drawn; others are turned into PNG where they can be."""
    if content_type in _KEPT_AS_IS:
        return _KEPT_AS_IS[content_type], data
    try:
        with Image.open(io.BytesIO(data)) as opened:
            made = io.BytesIO()
            opened.convert("RGBA").save(made, "PNG")
    except (UnidentifiedImageError, OSError, ValueError):
        return None
    return "png", made.getvalue()
