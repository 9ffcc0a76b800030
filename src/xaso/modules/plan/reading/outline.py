"""The outline: which section a paragraph stands in, what the section is about, what deadline its heading sets."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from xaso.kernel.text import fold
from xaso.modules.plan.reading.labels import Label, follows, from_roman, label_of
from xaso.modules.plan.reading.lines import Grid, Line, Lines
from xaso.modules.plan.reading.words.times import heading_year

Role = Literal["targets", "tasks", "mixed", "solutions", "org", "money", "purpose", "status", ""]

_ROLES: tuple[tuple[Role, re.Pattern[str]], ...] = tuple(
    (role, re.compile(words))
    for role, words in (
        ("org", r"to chuc thuc hien|phan cong|^trach nhiem|trach nhiem (?:cua|thuc hien)|che do (?:thong tin|bao cao)|noi nhan"),
        ("status", r"ket qua (?:dat duoc|thuc hien|noi bat|nam|cong tac|da dat)|thuc trang|tinh hinh|danh gia (?:chung|ket qua|tinh hinh)|boi canh|ton tai"
                   r"|han che|hien trang|dac diem|su can thiet|nguyen nhan|^can cu|co so (?:phap ly|xay dung)|khai quat"),
        ("money", r"^(?:[^:]{0,12}\b)?(?:kinh phi|nguon von|du toan|co cau von|khai toan|phan ky|nguon luc tai chinh|nhu cau von)"),
        ("mixed", r"muc tieu[^:]{0,30}nhiem vu|nhiem vu[^:]{0,25}(?:chi tieu|muc tieu)|chi tieu[^:]{0,30}nhiem vu"),
        ("targets", r"chi tieu|muc tieu(?! quoc gia| chien luoc)|ket qua (?:can|phai|phan dau)|dich den|phan dau|cam ket|con so"),
        ("tasks", r"nhiem vu|noi dung (?:thuc hien|cong viec|trong tam|chu yeu|cu the)|cong viec|viec (?:can|phai) lam|viec trong tam|cac noi dung|hoat dong chu yeu"),
        ("solutions", r"giai phap|bien phap|cach lam|to chuc chi dao"),
        ("purpose", r"muc dich|yeu cau|quan diem|nguyen tac|pham vi|doi tuong|phuong cham|tam nhin"),
    )
)  # fmt: skip
_DEPTHS = {"named-phần": 1, "named-chương": 2, "upper": 3, "roman": 4}
_LONGEST_HEADING = 160
_BODY = re.compile(
    r"cong hoa xa hoi|dang cong san viet nam|^ke hoach$|^i\W.*(?:muc dich|quan diem|muc tieu|can cu|tinh hinh)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One open level of the outline."""

    kind: str
    mark: str
    role: Role = ""
    year: int | None = None
    title: str = ""
    line: int = 0


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

    def section(self) -> str:
        marks: list[str] = []
        for entry in self.stack:
            if entry.kind == "plain":
                continue
            if marks and entry.kind == "decimal" and _continues(entry.mark, marks[-1]):
                marks.pop()
            marks.append(entry.mark)
        return ".".join(marks)

    def role(self) -> Role:
        return next((entry.role for entry in reversed(self.stack) if entry.role), "")

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


def role_of(heading: str) -> Role:
    """What a heading is about, by its words; empty where they say nothing."""
    text = fold(heading)
    return next((role for role, words in _ROLES if words.search(text)), "")


def _step(walk: _Walk, line: Line) -> None:
    label = _label(walk, line)
    body = line.text[label.end :] if label and not line.marker else line.text
    start = len(line.text) - len(body)
    heading = _is_heading(line, label, body)
    opener = _opener(body, heading)
    if label is not None and not label.kind.startswith("bullet"):
        _enter(
            walk.stack, Entry(label.kind, _mark(label), *_said(opener), title=_title(body), line=line.number)
        )
    elif opener and (role_of(opener) or (heading and heading_year(opener))):
        _enter_plain(walk.stack, line, label, opener)
    elif _BODY.search(fold(line.text)) and walk.stack and walk.stack[0].kind == "annex":
        walk.stack.clear()
    titles = tuple(entry.title for entry in walk.stack)
    annex = bool(walk.stack) and walk.stack[0].kind == "annex"
    walk.items.append(
        Item(line, label, body, start, walk.section(), walk.role(), walk.year(), heading, titles, annex)
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
    if label.kind == "named-phần":
        return f"Phần {label.mark}"
    if label.kind == "named-chương":
        return f"Chương {label.mark}"
    return label.mark


def _is_heading(line: Line, label: Label | None, body: str) -> bool:
    text = body.strip()
    if not text or len(text) > _LONGEST_HEADING:
        return False
    if line.level or text.endswith(":"):
        return True
    if text.isupper() and len(text) > 3:
        return True
    return label is not None and not label.kind.startswith("bullet") and not text.endswith((".", ";", ","))


def _opener(body: str, heading: bool) -> str:
    """The words that may name a role: the heading, or a short opening before a colon."""
    if heading:
        return body
    head, colon, _ = body.partition(":")
    return head if colon and len(head) <= 60 else ""


def _said(opener: str) -> tuple[Role, int | None]:
    if not opener:
        return "", None
    role = role_of(opener)
    return role, heading_year(opener) if role in {"targets", "mixed", ""} else None


def _title(body: str) -> str:
    return " ".join(body.split())[:200].rstrip(" :.;")


def _enter(stack: list[Entry], entry: Entry) -> None:
    if entry.kind == "annex":
        stack[:] = [entry]
        return
    keep = _depth(stack, entry)
    stack[keep:] = [entry]


def _depth(stack: list[Entry], entry: Entry) -> int:
    """How many open levels stay open above ``entry``."""
    if entry.kind == "decimal":
        return _decimal_depth(stack, entry)
    for place, open_level in enumerate(stack):
        if open_level.kind == entry.kind:
            return place
    own = _DEPTHS.get(entry.kind, 9)
    for place, open_level in enumerate(stack):
        if open_level.kind != "annex" and _DEPTHS.get(open_level.kind, 9) > own:
            return place
    if entry.kind != "lower" and entry.kind not in _DEPTHS and stack and stack[-1].kind in {"lower", "plain"}:
        return len(stack)
    return len(stack)


def _decimal_depth(stack: list[Entry], entry: Entry) -> int:
    parent = entry.mark.rpartition(".")[0]
    parts = entry.mark.count(".")
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].mark == parent and stack[place].kind.startswith(("number", "decimal", "named")):
            return place + 1
    for place, open_level in enumerate(stack):
        same = open_level.kind == "decimal" and open_level.mark.count(".") >= parts
        if same or open_level.kind.startswith("number"):
            return place
    return next((p for p, e in enumerate(stack) if e.kind in {"lower", "plain", "lower-roman"}), len(stack))


def _continues(mark: str, parent: str) -> bool:
    return mark.startswith(f"{parent}.") or parent.replace(".", "").isdigit()


def _enter_plain(stack: list[Entry], line: Line, label: Label | None, opener: str) -> None:
    role, year = _said(opener)
    while stack and stack[-1].kind == "plain":
        stack.pop()
    stronger = line.level or (opener.isupper() and label is None)
    if stronger and stack and stack[0].kind != "annex" and role:
        stack.clear()
    stack.append(Entry("plain", "", role, year, _title(opener), line.number))
