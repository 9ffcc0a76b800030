"""A set of criteria: index > group > criterion > leaf. What does not add up is told, never mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xaso.kernel.certainty import Certainty

from .rules import Rule

Place = tuple[str | int, ...]
"""Where in the JSON of an index."""


class Source(StrEnum):
    """Who says what a leaf is worth (documents.md R-03)."""

    SYSTEM = "system"
    SURVEY = "survey"
    SELF = "self"

    @property
    def label(self) -> str:
        """The source in words."""
        return _LABELS[self]


_LABELS = {Source.SYSTEM: "phần mềm đếm", Source.SURVEY: "khảo sát", Source.SELF: "tự chấm"}


@dataclass(frozen=True, slots=True)
class Leaf:
    """Tiêu chí thành phần: how it is scored, from what evidence, by whom, how sure we are of its formula."""

    code: str
    name: str
    max_points: Decimal
    rule: Rule
    how: str
    evidence: str
    source: Source
    certainty: Certainty
    owner: str = ""
    note: str = ""

    @property
    def measures(self) -> tuple[str, ...]:
        """The codes of the measures it is counted by."""
        return tuple(one.measure for one in self.rule.inputs if one.measure)

    @property
    def asked(self) -> bool:
        """Whether any of its inputs is for a person to tell."""
        return any(not one.measure for one in self.rule.inputs)


@dataclass(frozen=True, slots=True)
class Criterion:
    """Tiêu chí."""

    code: str
    name: str
    max_points: Decimal
    leaves: tuple[Leaf, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Lĩnh vực, nhóm chỉ số."""

    code: str
    name: str
    max_points: Decimal
    certainty: Certainty
    criteria: tuple[Criterion, ...]
    note: str = ""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All its leaves, in order."""
        return tuple(leaf for criterion in self.criteria for leaf in criterion.leaves)


@dataclass(frozen=True, slots=True)
class Index:
    """Bộ chỉ số, one version of it, with its legal source and the days it is valid for."""

    code: str
    version: str
    name: str
    source: str
    max_points: Decimal
    valid_from: date
    valid_to: date | None
    certainty: Certainty
    groups: tuple[Group, ...]
    note: str = ""

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """All its leaves, in order."""
        return tuple(leaf for group in self.groups for leaf in group.leaves)

    def leaf(self, code: str) -> Leaf | None:
        """Return the leaf of that code, or None."""
        return next((leaf for leaf in self.leaves if leaf.code == code), None)


def faults(index: Index) -> Iterator[tuple[Place, str]]:
    """Yield what is wrong with a tree: the place in its JSON, and a sentence.

    Maxima that do not add up, codes given twice, a validity that ends before it begins.
    Basis: documents.md R-01 (max points add up, checked).
    """
    if index.valid_to is not None and index.valid_to < index.valid_from:
        yield ("valid_to",), "Ngày hết hiệu lực đứng trước ngày có hiệu lực."
    yield from _sum((), index.max_points, [group.max_points for group in index.groups])
    for g, group in enumerate(index.groups):
        here: Place = ("groups", g)
        yield from _sum(here, group.max_points, [one.max_points for one in group.criteria])
        for c, criterion in enumerate(group.criteria):
            there = (*here, "criteria", c)
            yield from _sum(there, criterion.max_points, [leaf.max_points for leaf in criterion.leaves])
            for n, leaf in enumerate(criterion.leaves):
                yield from _sum((*there, "leaves", n), leaf.max_points, [leaf.rule.max_points])
    yield from _twice(index)


def _sum(place: Place, said: Decimal, parts: list[Decimal]) -> Iterator[tuple[Place, str]]:
    total = sum(parts, Decimal(0))
    if total != said:
        yield (*place, "max_points"), f"Điểm tối đa ghi {said}, các phần bên trong cộng lại là {total}."


def _twice(index: Index) -> Iterator[tuple[Place, str]]:
    seen: set[str] = set()
    for g, group in enumerate(index.groups):
        for c, criterion in enumerate(group.criteria):
            for n, leaf in enumerate(criterion.leaves):
                if leaf.code in seen:
                    place = ("groups", g, "criteria", c, "leaves", n, "code")
                    yield place, f"Mã {leaf.code} đã có ở tiêu chí khác."
                seen.add(leaf.code)
