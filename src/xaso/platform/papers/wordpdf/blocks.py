"""The plain blocks between a Word file and whatever draws it. Lengths in millimetres, type in points."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look."""

    size: float = 13.0
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    caps: bool = False
    position: Literal["", "super", "sub"] = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look. ``href`` leads outside, ``anchor`` to a place of the document."""

    text: str
    look: Look
    href: str = ""
    anchor: str = ""
    kind: Literal["run"] = "run"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a line; ``name`` is its key in `Document.pictures`."""

    name: str
    width: float
    height: float
    alt: str = ""
    kind: Literal["picture"] = "picture"


@dataclass(frozen=True, slots=True)
class Mark:
    """A new line, a tab, a page's number, the count of pages, or a place that can be linked to."""

    what: Literal["line", "tab", "page", "pages", "place"]
    look: Look = Look()
    name: str = ""
    kind: Literal["mark"] = "mark"


Piece = Run | Picture | Mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph. ``line`` is a multiple of the usual line; ``exact`` a height in points, 0 for none."""

    pieces: tuple[Piece, ...]
    align: Align = "left"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    exact: float = 0.0
    size: float = 13.0
    rule_above: float = 0.0
    rule_below: float = 0.0
    new_page: bool = False
    keep_next: bool = False
    marker: str = ""
    level: int = 0
    kind: Literal["paragraph"] = "paragraph"

    @property
    def text(self) -> str:
        """Its letters, without looks."""
        return "".join(piece.text if isinstance(piece, Run) else " " for piece in self.pieces).strip()


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. ``borders`` are the widths in points of left, top, right, bottom; 0 is none."""

    blocks: tuple[Block, ...]
    colspan: int = 1
    rowspan: int = 1
    valign: Literal["top", "center", "bottom"] = "top"
    shade: str = ""
    borders: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Row:
    """A row; ``is_head`` is repeated on every page."""

    cells: tuple[Cell, ...]
    is_head: bool = False
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the widths of its columns."""

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    align: Align = "left"
    kind: Literal["table"] = "table"


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Sheet:
    """Pages of one size. Margins: top, right, bottom, left. ``first_…``: None where page one is as others."""

    width: float
    height: float
    margins: tuple[float, float, float, float]
    header_from: float
    footer_from: float
    blocks: tuple[Block, ...]
    header: tuple[Block, ...] = ()
    first_header: tuple[Block, ...] | None = None
    footer: tuple[Block, ...] = ()
    first_footer: tuple[Block, ...] | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; ``left_out`` names in Vietnamese what the file holds and these blocks do not."""

    title: str
    sheets: tuple[Sheet, ...]
    pictures: dict[str, bytes] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
