"""The outline: which section a paragraph stands in, what the section is about, what deadline its heading
sets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from xaso.modules.plan.reading.labels import Label, follows, from_roman, label_of
from xaso.modules.plan.reading.levels import Entry, enter, enter_unnumbered, section
from xaso.modules.plan.reading.lines import Grid, Line, Lines
from xaso.modules.plan.reading.roles import Role, role_of
from xaso.modules.plan.reading.words.plain import fold
from xaso.modules.plan.reading.words.times import heading_year

_LONGEST_HEADING = 160
_GREAT_PARTS = {"named-phần", "named-chương"}
_GREAT_NUMBERS = {"roman", "upper"}
_BODY = re.compile(
    r"cong hoa xa hoi|dang cong san viet nam|^ke hoach$|^i\W.*(?:muc dich|quan diem|muc tieu|can cu"
    r"|tinh hinh)"
)
_SAID = {"targets", "tasks", "mixed", "solutions"}
_SIGNED = re.compile(r"\s*(?:T/?M|KT|TL|TUQ)(?:\.|\s)\s*[^:;,.a-z]{5,60}$")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_COUNTS = re.compile(r"\s*(?:[^\W\d_]+\s+){0,3}[≥≤<>~]?\s*\d", re.IGNORECASE)
_NAMES_PART = re.compile(
    r"(?:(?:cac|mot so|nhung|nhom)\s+)*(?:chi tieu|muc tieu|nhiem vu|giai phap|noi dung thuc hien"
    r"|to chuc thuc hien|kinh phi thuc hien|muc dich|yeu cau|quan diem|tinh hinh|ket qua|phan cong)"
    r"\b(?!.{90})"
)
_FIGURE = re.compile(r"\d\s*%|(?:tối thiểu|ít nhất|không quá|không dưới|tối đa)\s+\d", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One paragraph in its place. ``body`` is its text without the label; ``start`` is where that begins."""

    line: Line
    label: Label | None
    body: str
    start: int
    section: str
    role: Role
    year: int | None
    heading: bool
    titles: tuple[str, ...] = ()
    annex: bool = False

    @property
    def bulleted(self) -> bool:
        """Whether a bullet stands before the paragraph."""
        return self.label is not None and self.label.kind.startswith("bullet")


@dataclass(slots=True)
class _Walk:
    stack: list[Entry] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    body: dict[str, int] = field(default_factory=dict)
    """The last great number of each style outside the annexes."""

    def role(self) -> Role:
        return next((entry.role for entry in reversed(self.stack) if entry.role), "")

    def in_annex(self) -> bool:
        return bool(self.stack) and self.stack[0].kind == "annex"

    def opens_body(self, label: Label) -> bool:
        """Whether the first great part of the text comes after annexes that stand before it."""
        great = label.kind in _GREAT_PARTS and label.rank == 1 and self.in_annex()
        return great and not any(item.section and not item.annex for item in self.items)

    def returns_to_body(self, label: Label) -> bool:
        """Whether a great number goes on with the body's, not with one of the annex that stands between."""
        if not self.in_annex() or label.kind not in _GREAT_NUMBERS or label.rank in (None, 1):
            return False
        if any(entry.kind == label.kind for entry in self.stack):
            return False
        before = self.body.get(label.kind)
        return before is not None and label.rank == before + 1

    def after_heading(self) -> int:
        """The line of the heading that stands directly before, 0 where no heading does."""
        return self.items[-1].line.number if self.items and self.items[-1].heading else 0

    def year(self) -> int | None:
        return next((entry.year for entry in reversed(self.stack) if entry.year is not None), None)


def outline(document: Lines) -> list[Item]:
    """Every paragraph outside tables that says something, in its section."""
    walk = _Walk()
    for item in document.items:
        if isinstance(item, Grid):
            continue
        if item.text.strip():
            _step(walk, item)
    return walk.items


def in_one_list(items: list[Item]) -> list[Item]:
    """The paragraphs of a plan none of whose headings names targets or work: each may be both."""
    if any(item.role in _SAID for item in items):
        return items
    return [replace(item, role="mixed") if _may_be_both(item) else item for item in items]


def _may_be_both(item: Item) -> bool:
    return not item.role and item.section != "" and not item.annex


def _step(walk: _Walk, line: Line) -> None:
    label = _label(walk, line)
    body = line.text[label.end :] if label and not line.marker else line.text
    start = len(line.text) - len(body)
    heading = _is_heading(line, label, body)
    opener = _opener(body, heading)
    if label is not None and not label.kind.startswith("bullet"):
        if walk.opens_body(label) or (heading and walk.returns_to_body(label)):
            walk.stack.clear()
        if not walk.in_annex() and label.kind in _GREAT_NUMBERS and label.rank is not None:
            walk.body[label.kind] = label.rank
        entry = Entry(
            label.kind,
            _mark(label),
            *_said(opener),
            _title(body),
            line.number,
            line.level,
            line.list,
            line.depth,
        )
        enter(walk.stack, entry, heading=heading, after_heading=walk.after_heading())
    elif _opens_itself_only(walk, opener, heading=heading):
        pass
    elif opener and (role_of(opener) or line.level or (heading and heading_year(opener))):
        entry = Entry("plain", "", *_said(opener), _title(opener), line.number, line.level)
        enter_unnumbered(walk.stack, entry, strong=opener.isupper() and label is None)
    elif _SIGNED.match(line.text) or (walk.in_annex() and _BODY.search(fold(line.text[:200]))):
        walk.stack.clear()
    titles = tuple(entry.title for entry in walk.stack)
    annex = walk.in_annex()
    role = role_of(opener) if _opens_itself_only(walk, opener, heading=heading) else walk.role()
    walk.items.append(
        Item(line, label, body, start, section(walk.stack), role, walk.year(), heading, titles, annex)
    )


def _opens_itself_only(walk: _Walk, opener: str, *, heading: bool) -> bool:
    """Whether a paragraph in a section of work gives targets itself: "Chỉ tiêu giao: giải ngân đạt 95%"."""
    return (
        bool(opener)
        and not heading
        and walk.role() in {"tasks", "solutions"}
        and role_of(opener) == "targets"
    )


def _label(walk: _Walk, line: Line) -> Label | None:
    text = f"{line.marker} {line.text}" if line.marker else line.text
    label = label_of(text) if len(text) < 20000 else label_of(text[:200])
    if label is None:
        return None
    if label.kind == "annex" and len(line.text) > 120:
        return None
    return _letter_or_roman(walk.stack, label)


def _letter_or_roman(stack: list[Entry], label: Label) -> Label:
    """ "I", "V", "X" may be letters after "H", "U", "W"; "i", "v" may be small Roman numbers."""
    if label.kind == "roman" and len(label.mark) == 1:
        letters = [entry.mark for entry in stack if entry.kind == "upper"]
        if letters and follows(letters[-1], label.mark):
            return replace(label, kind="upper")
    if label.kind == "lower" and from_roman(label.mark.upper()):
        letters = [entry.mark for entry in stack if entry.kind == "lower"]
        if not letters or not follows(letters[-1], label.mark):
            return replace(label, kind="lower-roman") if label.mark == "i" or not letters else label
    return label


def _mark(label: Label) -> str:
    if label.kind == "annex":
        return f"PL {label.mark}".strip()
    if label.kind.startswith("named-"):
        return f"{label.kind.removeprefix('named-').capitalize()} {label.mark}"
    return label.mark


def _is_heading(line: Line, label: Label | None, body: str) -> bool:
    text = body.strip()
    if not text or len(text) > _LONGEST_HEADING:
        return False
    if line.level or text.endswith(":"):
        return True
    if _FIGURE.search(text):
        return False
    if text.isupper() and len(text) > 3:
        return True
    if text.endswith((".", ";", ",")):
        return False
    return _NAMES_PART.match(fold(text)) is not None if label is None else not label.kind.startswith("bullet")


def _opener(body: str, heading: bool) -> str:
    """The words that may name a role: the heading, or a short opening before a colon and no figure."""
    if heading:
        return _QUOTED.sub(" ", body)
    head, colon, rest = body.partition(":")
    return _QUOTED.sub(" ", head) if colon and len(head) <= 60 and not _COUNTS.match(rest) else ""


def _said(opener: str) -> tuple[Role, int | None]:
    if not opener:
        return "", None
    role = role_of(opener)
    return role, heading_year(opener) if role in {"targets", "mixed", "purpose", ""} else None


def _title(body: str) -> str:
    return " ".join(body.split())[:200].rstrip(" :.;")
