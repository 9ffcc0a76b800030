"""Counting answers: those that begin from one set of records are counted together, in one pass over it.

An answer is two tallies, its part and its whole; a plain count is one. The tallies of one set of records are
the aggregates of one query.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Count as CountRows
from django.db.models import Q, Value
from django.db.models.expressions import Combinable

from .figures import Answer, Count, Figure, Records, Tally

Figures = dict[Any, Figure]
Sizes = dict[Any, int]


class Role(Enum):
    """What a tally is to its answer."""

    PART = auto()
    WHOLE = auto()


Name = tuple[str, Role]


@dataclass(slots=True)
class Pass:
    """Tallies of one set of records, counted by one query."""

    base: Records
    conditions: dict[Name, Q]

    def joins(self, other: Pass) -> bool:
        """Take in the tallies of the other, of the same records, unless an annotation means another thing."""
        if not (_tells(self.base, other.base) or _tells(other.base, self.base)):
            return False
        if len(other.base.query.annotations) > len(self.base.query.annotations):
            self.base = other.base
        self.conditions |= other.conditions
        return True

    def sizes(self, by: Combinable | None) -> dict[Name, Sizes]:
        """How many records each tally has, by the value of ``by``; without it in all, under None."""
        once = self.base.query.distinct
        wanted = {
            f"tally_{number}": CountRows("pk", filter=condition or None, distinct=once)
            for number, condition in enumerate(self.conditions.values())
        }
        # In all: grouped by nothing, not aggregated, which would ask a query of the query, where a condition
        # that asks of another table no longer sees the record.
        grouped = self.base.order_by().annotate(tally_key=Value(0) if by is None else by)
        rows = grouped.values("tally_key").annotate(**wanted).values_list("tally_key", *wanted)
        if by is not None:
            return self._named(rows)
        return self._named((None, *sizes) for _, *sizes in list(rows) or [(0,) * (1 + len(wanted))])

    def _named(self, rows: Iterable[tuple[Any, ...]]) -> dict[Name, Sizes]:
        keys, *columns = list(zip(*rows, strict=True)) or [()] * (1 + len(self.conditions))
        return {
            name: dict(zip(keys, column, strict=True))
            for name, column in zip(self.conditions, columns, strict=True)
        }


def counted(answers: Mapping[str, Answer], by: Combinable | None = None) -> dict[str, Figures]:
    """The figures of each answer by the value of ``by``; without it one, under the key None.

    One query for each set of records that answers begin from: at most 2 for each answer. A value of ``by``
    for which the whole is empty is left out.
    """
    tallies = {name: tally for code, answer in answers.items() for name, tally in _tallies(code, answer)}
    sizes: dict[Name, Sizes] = {}
    for each in _passes(tallies):
        sizes |= each.sizes(by)
    return {
        code: {key: figure for key, figure in _figures(code, answer, sizes) if figure.whole or by is None}
        for code, answer in answers.items()
    }


def _tallies(code: str, answer: Answer) -> list[tuple[Name, Tally]]:
    if isinstance(answer, Count):
        return [((code, Role.WHOLE), Tally(answer.records))]
    return [((code, Role.PART), answer.satisfying), ((code, Role.WHOLE), answer.counting)]


def _passes(tallies: Mapping[Name, Tally]) -> list[Pass]:
    """The fewest passes; those of parts before those of their wholes."""
    found: dict[int, Pass] = {}
    for name, tally in tallies.items():
        found.setdefault(id(tally.base), Pass(tally.base, {})).conditions[name] = tally.condition
    same_records: dict[Hashable, list[Pass]] = {}
    for each in found.values():
        alike = same_records.setdefault(_asked(each.base), [])
        if not any(other.joins(each) for other in alike):
            alike.append(each)
    return [each for alike in same_records.values() for each in alike]


def _asked(base: Records) -> Hashable:
    """What two sets of the same records have in common."""
    try:
        return base.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return id(base)


def _tells(rich: Records, plain: Records) -> bool:
    """Whether the one has every annotation of the other, meaning the same."""
    told = rich.query.annotations
    return all(name in told and told[name] == each for name, each in plain.query.annotations.items())


def _figures(code: str, answer: Answer, sizes: Mapping[Name, Sizes]) -> Iterable[tuple[Any, Figure]]:
    wholes = sizes[code, Role.WHOLE]
    if isinstance(answer, Count):
        return ((key, Figure.of_count(size)) for key, size in wholes.items())
    parts = sizes[code, Role.PART]
    # Counted a moment apart, a whole may lack a record that the part has by now.
    return ((key, Figure(min(parts.get(key, 0), size), size)) for key, size in wholes.items())
