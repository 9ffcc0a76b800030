"""The open levels of an outline and how a numbered paragraph enters them.

Styles of numbers have no fixed order: a plan may put "1." under "a)". So a paragraph takes the place of the
level that it goes on with (2 after 1), and opens a level below where it starts again from 1.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from xaso.modules.plan.reading.labels import follows, rank
from xaso.modules.plan.reading.roles import Role

_DEPTHS = {"named-phần": 1, "named-chương": 2, "upper": 3, "roman": 4}
_NUMERIC = ("number", "decimal", "named")


@dataclass(frozen=True, slots=True)
class Entry:
    """One open level. ``level`` is the depth of a heading style of Word, 0 where it is typed by hand."""

    kind: str
    mark: str
    role: Role = ""
    year: int | None = None
    title: str = ""
    line: int = 0
    level: int = 0
    list: str = ""
    depth: int = 0


def enter(stack: list[Entry], entry: Entry, *, heading: bool, after_heading: int = 0) -> None:
    """Put ``entry`` in its place and close the levels below it.

    ``after_heading`` is the line of the heading that stands directly before it, 0 where none does.
    """
    if entry.kind == "annex":
        stack[:] = [entry]
    elif entry.list and (place := _in_list(stack, entry)) is not None:
        stack[place:] = [entry]
    elif entry.level:
        stack[:] = [*(one for one in stack if 0 < one.level < entry.level), entry]
    else:
        stack[_depth(stack, entry, heading=heading, after_heading=after_heading) :] = [entry]


def enter_unnumbered(stack: list[Entry], entry: Entry, *, strong: bool) -> None:
    """Put a heading without a number: it closes its like and all below; in capitals all but the great parts.

    A heading in capitals stays open above one that is not.
    """
    entry = replace(entry, kind="plain-strong" if strong else "plain")
    if entry.level:
        stack[:] = [one for one in stack if 0 < one.level < entry.level]
        stack.append(entry)
        return
    alike = (place for place, one in enumerate(stack) if one.kind == entry.kind)
    del stack[next(alike, len(stack)) :]
    if strong:
        while stack and stack[-1].kind not in {*_DEPTHS, "annex"}:
            stack.pop()
        if stack and not stack[-1].title:
            stack[-1] = replace(stack[-1], role=entry.role, year=entry.year, title=entry.title)
            return
        while stack and stack[-1].kind != "annex":
            stack.pop()
    stack.append(entry)


def section(stack: list[Entry]) -> str:
    """The path of marks: "III.2.a"."""
    marks: list[str] = []
    for entry in stack:
        if entry.kind.startswith("plain"):
            continue
        if marks and entry.kind == "decimal" and _continues(entry.mark, marks[-1]):
            marks.pop()
        marks.append(entry.mark)
    return ".".join(marks)


def _continues(mark: str, parent: str) -> bool:
    own = parent.rpartition(" ")[2]
    return mark.startswith((f"{parent}.", f"{own}.")) or parent.replace(".", "").isdigit()


def _in_list(stack: list[Entry], entry: Entry) -> int | None:
    """The place of a paragraph that Word counts: beside its sisters, below its list's upper level, or, where
    its list starts, below all that is open. None where the list does not tell.
    """
    same = [place for place, one in enumerate(stack) if one.list == entry.list]
    sisters = [place for place in same if stack[place].depth >= entry.depth]
    if sisters:
        return sisters[0]
    if same:
        return same[-1] + 1
    starts = rank(entry.kind, entry.mark) == 1 and not entry.level
    return len(stack) if starts and any(one.kind == entry.kind for one in stack) else None


def _depth(stack: list[Entry], entry: Entry, *, heading: bool, after_heading: int) -> int:
    """How many open levels stay open above ``entry``."""
    if entry.kind == "decimal":
        return _decimal_depth(stack, entry)
    same = [place for place, one in enumerate(stack) if one.kind == entry.kind]
    if same:
        return _among(stack, same, entry, heading=heading, after_heading=after_heading)
    if rank(entry.kind, entry.mark) == 1 and stack and stack[-1].kind == "named-điều":
        return len(stack)
    own = _DEPTHS.get(entry.kind, 9)
    places = (
        place for place, one in enumerate(stack) if one.kind != "annex" and _DEPTHS.get(one.kind, 9) > own
    )
    return next(places, len(stack))


def _among(stack: list[Entry], same: list[int], entry: Entry, *, heading: bool, after_heading: int) -> int:
    if rank(entry.kind, entry.mark) == 1 and not heading and stack[-1].line == after_heading:
        return len(stack)
    going_on = [place for place in same if _goes_on(stack[place], entry)]
    if going_on:
        return going_on[0] if heading else going_on[-1]
    starts = rank(entry.kind, entry.mark) == 1
    typed = [place for place in same if not stack[place].level]
    if not typed or (starts and typed[-1] != len(stack) - 1):
        return len(stack)
    return typed[-1]


def _goes_on(before: Entry, entry: Entry) -> bool:
    was, now = rank(before.kind, before.mark), rank(entry.kind, entry.mark)
    return (was is not None and now == was + 1) or follows(before.mark, entry.mark)


def _decimal_depth(stack: list[Entry], entry: Entry) -> int:
    parent, parts = entry.mark.rpartition(".")[0], entry.mark.count(".")
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].kind == "decimal" and stack[place].mark.rpartition(".")[0] == parent:
            return place
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].mark == parent and stack[place].kind.startswith(_NUMERIC):
            return place + 1
    for place, one in enumerate(stack):
        if (one.kind == "decimal" and one.mark.count(".") >= parts) or one.kind.startswith("number"):
            return place
    return next(
        (place for place, one in enumerate(stack) if one.kind in {"lower", "plain", "lower-roman"}),
        len(stack),
    )
